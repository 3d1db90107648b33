import assert from 'node:assert/strict';
import { literalsIn } from '../../../src/detection/regex/literals';
import { parseRegex } from '../../../src/detection/regex/parse';

describe('what every match of a regular expression contains', () => {
  const rows: readonly (readonly [source: string, literals: readonly string[]])[] = [
    ['abc', ['abc']],
    ['a\\bb', ['ab']],
    ['a.b', ['a', 'b']],
    ['(?i)abc', []],
    ['a(?i)bc', ['a']],
    ['ab?', ['a']],
    ['ab+c', ['a', 'b', 'c']],
    ['(ab){2}', ['ab']],
    ['(ab)*', []],
    ['a(?=bc)d', ['ad']],
    ['(?!x)a', ['a']],
    ['ab|cd', []],
    ['"(x|y)*"', ['"']],
    ['("\\*"|\\{[^{}]*"AWS":"\\*")', ['"*"']],
    ['\\Qa.b\\E.', ['a.b']],
    ['"Effect"\\s*:\\s*"Allow"', ['"Effect"', '"Allow"', ':']],
  ];
  for (const [source, literals] of rows) {
    it(JSON.stringify(source), () => {
      assert.deepEqual(literalsIn(parseRegex(source, { i: false, m: false, s: false })), literals);
    });
  }
});
