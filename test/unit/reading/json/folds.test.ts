import assert from 'node:assert/strict';
import { foldsOf } from '../../../../src/reading/json/folds';
import { utf8 } from '../../../fixtures/log';

/** Positions of records that begin and end on these lines; the other numbers do not matter to folding. */
const positions = (...records: readonly (readonly [first: number, last: number])[]): Uint32Array =>
  Uint32Array.from(records.flatMap(([first, last]) => [first, 0, first, 0, first, 0, last, 0]));

describe('folds', () => {
  const pretty = '[\n  {\n    "a": {\n      "b": 1\n    },\n    "c": []\n  }\n]\n';
  const table: readonly (readonly [what: string, source: string, records: Uint32Array, folds: [number, number][]])[] = [
    ['nothing', '', positions(), []],
    ['one line', '{"a":{"b":[1]}}', positions([0, 0]), []],
    [
      'records first, the closing bracket in sight',
      pretty,
      positions([1, 6]),
      [
        [1, 5],
        [2, 3],
        [0, 6],
      ],
    ],
    [
      'brackets without records',
      pretty,
      positions(),
      [
        [2, 3],
        [1, 5],
        [0, 6],
      ],
    ],
    ['two lines are too few', '{\n}', positions([0, 1]), []],
    [
      'CR LF',
      pretty.replaceAll('\n', '\r\n'),
      positions([1, 6]),
      [
        [1, 5],
        [2, 3],
        [0, 6],
      ],
    ],
    [
      'CR alone',
      pretty.replaceAll('\n', '\r'),
      positions([1, 6]),
      [
        [1, 5],
        [2, 3],
        [0, 6],
      ],
    ],
    ['brackets in strings', '{\n"a": "}]",\n"b": "\\"}"\n}', positions(), [[0, 2]]],
    [
      'a string that never closes',
      '{\n"a": "x\n"b": {\n1\n}\n}',
      positions(),
      [
        [2, 3],
        [0, 4],
      ],
    ],
    [
      'one that ends in a backslash',
      '{\n"a": "x\\\n"b": {\n1\n}\n}',
      positions(),
      [
        [2, 3],
        [0, 4],
      ],
    ],
    ['brackets that never close', '{\n[\n1\n', positions(), []],
    ['brackets that never opened', ']\n}\n{\n1\n}', positions(), [[2, 3]]],
  ];
  for (const [what, source, records, folds] of table) {
    it(`of ${what}`, () => assert.deepEqual([...foldsOf(utf8(source), records)], folds.flat()));
  }

  it('are every record, and no more of the rest than the editor keeps', () => {
    const source = '{\n"a": [\n1,\n2\n],\n"b": 1\n}\n'.repeat(4000);
    const records = positions(...Array.from({ length: 4000 }, (_, n) => [7 * n, 7 * n + 6] as const));
    const folds = foldsOf(utf8(source), records);
    assert.equal(folds.length / 2, 5000);
    assert.deepEqual([...folds.subarray(2 * 3999, 2 * 4001)], [27993, 27998, 1, 3]);
    const many = positions(...Array.from({ length: 6000 }, (_, n) => [7 * n, 7 * n + 6] as const));
    assert.equal(foldsOf(utf8(source), many).length / 2, 6000);
  });
});
