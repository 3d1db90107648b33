import assert from 'node:assert/strict';
import { literalsIn } from '../../../src/detection/regex/literals';
import { parseRegex } from '../../../src/detection/regex/parse';

describe('what every match of a regular expression contains', () => {
  const rows: readonly (readonly [source: string, ...clauses: readonly (readonly string[])[]])[] = [
    ['abc', ['abc']],
    ['a\\bb', ['ab']],
    ['a.b', ['a'], ['b']],
    ['(?i)aBc', ['abc']],
    ['(?i)É', ['é']],
    ['(?i)ΟΔΟΣ', ['οδοσ']],
    ['A(?i)Bc', ['abc']],
    ['ab?', ['a']],
    ['ab+c', ['a'], ['b'], ['c']],
    ['(ab){2}', ['ab']],
    ['(ab)*', ...[]],
    ['a(?=bc)d', ['ad']],
    ['(?!x)a', ['a']],
    ['ab|cd', ['ab', 'cd']],
    ['ab|c*', ...[]],
    ['x(ab|cd)y', ['ab', 'cd'], ['x'], ['y']],
    ['"(x|y)*"', ['"']],
    ['("\\*"|\\{[^{}]*"AWS":"\\*")', ['"*"'], ['"*"', '"AWS":"*"']],
    ['\\Qa.b\\E.', ['a.b']],
    ['"Effect"\\s*:\\s*"Allow"', ['"Effect"'], ['"Allow"'], [':']],
  ];
  for (const [source, ...clauses] of rows) {
    it(JSON.stringify(source), () => {
      assert.deepEqual(literalsIn(parseRegex(source, { i: false, m: false, s: false })).clauses, clauses);
    });
  }
});
