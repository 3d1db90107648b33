import assert from 'node:assert/strict';
import type { Entry } from '../../../src/detection/correlation/entry';
import { Groups } from '../../../src/detection/correlation/groups';
import type { Group } from '../../../src/detection/correlation/window';

describe('groups of a correlation', () => {
  it('that took the same take entries once for all of them', () => {
    let taken = 0;
    let copies = 0;
    const group = (): Group => ({
      take: () => {
        taken += 1;
        return [];
      },
      copy: () => {
        copies += 1;
        return group();
      },
    });
    const groups = new Groups(group);
    const entry = (row: number): Entry => ({ source: 0, row, time: row, order: '', texts: [], match: undefined });
    const all = (keys: readonly string[], ...entries: readonly Entry[]): void =>
      void groups.takeAll(new Map(keys.map((key) => [key, entries])));
    const keys = Array.from({ length: 200 }, (_, n) => `k${n}`);
    for (let row = 0; row < 50; row++) all(keys, entry(row));
    assert.deepEqual([taken, copies], [50, 0]);
    // half of them leave the others, and one leaves those
    all(keys.slice(100), entry(50));
    groups.take('k0', [entry(51)]);
    assert.deepEqual([taken, copies], [52, 2]);
    all(keys, entry(52));
    assert.deepEqual([taken, copies], [55, 2]);
  });
});
