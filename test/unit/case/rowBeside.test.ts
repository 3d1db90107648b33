import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rowAt, rowBeside } from '../../../src/case/rowBeside';
import type { LogIndex } from '../../../src/index/logIndex';

/** Rows in the order of time, each with its source and its record there. */
function indexOf(places: readonly (readonly [source: number, record: number])[]): LogIndex {
  const place = (row: number) => {
    const [source = 0, index = 0] = places[row] ?? [];
    return { source, index, start: 0, end: 0 };
  };
  return { count: places.length, place } as unknown as LogIndex;
}

describe('the row beside a place', () => {
  // row 0 stands in the second log, rows 1 and 2 in the first
  const index = indexOf([
    [1, 4],
    [0, 7],
    [0, 2],
    [1, 0],
  ]);
  const ALL = [0, 1, 2, 3];
  const TABLE: [
    name: string,
    rows: number[],
    here: [number, number] | undefined,
    direction: 1 | -1,
    row?: number,
    nth?: number,
  ][] = [
    ['the next in the same log', ALL, [0, 2], 1, 1, 1],
    ['the next from between two', ALL, [0, 5], 1, 1, 1],
    ['the next log after the last of one', ALL, [0, 7], 1, 3, 2],
    ['round the end', ALL, [1, 4], 1, 2, 0],
    ['the one before', ALL, [0, 7], -1, 2, 0],
    ['the log before', ALL, [1, 0], -1, 1, 1],
    ['round the beginning', ALL, [0, 2], -1, 0, 3],
    ['from a log without any', ALL, [2, 0], 1, 2, 0],
    ['a row that is there twice counts once', [0, 0, 1], [0, 0], 1, 1, 0],
    ['a row that is no more', [9, 1], [0, 0], 1, 1, 0],
    ['none', [], [0, 0], 1],
    ['the first of all', ALL, undefined, 1, 2, 0],
    ['the last of all', ALL, undefined, -1, 0, 3],
    ['none of none', [], undefined, 1],
  ];
  for (const [name, rows, here, direction, row, nth] of TABLE) {
    it(name, () => {
      const place = here && { source: here[0], index: here[1] };
      const found = rowBeside(index, rows, place, direction);
      assert.deepEqual(found, row === undefined ? undefined : { row, nth });
    });
  }

  it('visits each of them once on a way round, there and back', () => {
    const places = fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(5)), { minLength: 1, selector: (at) => at.join() });
    fc.assert(
      fc.property(places, fc.constantFrom(1, -1), (all, direction) => {
        const made = indexOf(all);
        let here = { source: 0, index: 0 };
        const visited = all.map(() => {
          const { row } = rowBeside(made, all.keys(), here, direction) ?? assert.fail();
          here = made.place(row);
          return row;
        });
        assert.deepEqual(
          [...visited].sort((a, b) => a - b),
          [...all.keys()],
        );
      }),
    );
  });
});

describe('the row at a place', () => {
  it('is that of the record there, and none where there is none', () => {
    const rows = { source: Uint32Array.of(1, 0, 0), index: Uint32Array.of(4, 7, 4) };
    const index = { count: 3, rows } as unknown as LogIndex;
    const found = [
      { source: 1, index: 4 },
      { source: 0, index: 4 },
      { source: 0, index: 7 },
      { source: 1, index: 7 },
      { source: 2, index: 4 },
    ].map((place) => rowAt(index, place));
    assert.deepEqual(found, [0, 2, 1, undefined, undefined]);
  });
});
