import assert from 'node:assert/strict';
import { changesBetween } from '../../../src/case/diskChanges';

const file = (uri: string, size?: number, mtime?: number) => ({
  uri,
  ...(size === undefined ? {} : { size }),
  ...(mtime === undefined ? {} : { mtime }),
});

describe('what changed in the folders of a case', () => {
  const before = [file('a', 1, 10), file('b', 2, 20), file('c', 3, 30), file('d')];

  for (const [what, now, expected] of [
    ['nothing', before, [0, 0, 0]],
    ['nothing in another order', [...before].reverse(), [0, 0, 0]],
    ['a log that came', [...before, file('e', 5, 50)], [1, 0, 0]],
    ['one of another size', [file('a', 2, 10), ...before.slice(1)], [0, 1, 0]],
    ['one of another time', [file('a', 1, 11), ...before.slice(1)], [0, 1, 0]],
    ['one that is gone', before.slice(1), [0, 0, 1]],
    ['all at once', [file('b', 2, 21), file('c', 3, 30), file('x', 1, 1), file('y', 1, 1)], [2, 1, 2]],
    ['an empty folder', [], [0, 0, 4]],
  ] as const)
    it(`is ${what}`, () => {
      const { came, changed, went } = changesBetween(before, now);
      assert.deepEqual([came, changed, went], expected);
    });
});
