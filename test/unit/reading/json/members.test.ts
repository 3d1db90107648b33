import assert from 'node:assert/strict';
import { keysAmong } from '../../../../src/reading/json/members';
import { RecordScanner } from '../../../../src/reading/recordScanner';
import { utf8 } from '../../../fixtures/log';

const keys = (text: string, ...names: string[]): string[] => [
  ...keysAmong(new RecordScanner(utf8(text)), 0, new Set(names)),
];

describe('keys of an object', () => {
  const table: readonly (readonly [what: string, text: string, found: string[]])[] = [
    ['nothing', '{}', []],
    ['others', '{"x":{"a":1},"y":["b"]}', []],
    ['one with escapes', '{"\\u0061":1}', ['a']],
    ['what is spaced out', '{ "x" : 1 , "b" : {} , }', ['b']],
    ['all of them, the same twice', '{"a":1,"a":2,"b":3,"x":4}', ['a', 'b']],
    ['what is before a break', '{"a":1,"x":,"b":2}', ['a']],
    ['a long one', `{"${'a'.repeat(300)}":1,"b":2}`, ['b']],
    ['no object', '[1]', []],
  ];
  for (const [what, text, found] of table)
    it(`are found among ${what}`, () => assert.deepEqual(keys(text, 'a', 'b'), found));

  it('are found behind any number of others', () => {
    const text = `{${Array.from({ length: 400_000 }, (_, n) => `"${n}":0`).join()},"a":1}`;
    const scanner = new RecordScanner(utf8(text));
    assert.deepEqual([...keysAmong(scanner, 0, new Set(['a', 'b']))], ['a']);
  });
});
