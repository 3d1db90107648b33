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
    const groups = new Groups(group, Infinity);
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

  it('are let go of when all that they took is older than the timespan, and not before', () => {
    let made = 0;
    const group = (): Group => {
      made += 1;
      return { take: () => [], copy: group };
    };
    const entry = (time: number): Entry => ({ source: 0, row: time, time, order: '', texts: [], match: undefined });
    const groups = new Groups(group, 1000);
    const sizeOf = (): number => (groups as unknown as { held: Map<string, unknown> }).held.size;
    groups.take('steady', [entry(0)]);
    const first = [entry(0)];
    groups.takeAll(new Map(['several', 'of one state'].map((key) => [key, first])));
    for (let time = 1; time <= 50_000; time++) {
      groups.take(`session ${time}`, [entry(time)]);
      if (time % 1000 === 0) groups.take('steady', [entry(time)]);
    }
    assert.ok(sizeOf() < 5000, `${sizeOf()} groups are held`);
    assert.equal(made, 50_002);
    for (let time = 49_001; time <= 50_000; time++) groups.take(`session ${time}`, [entry(50_000)]);
    assert.equal(made, 50_002);
    groups.take('several', [entry(50_000)]);
    assert.equal(made, 50_003);
  });
});
