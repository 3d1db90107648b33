import assert from 'node:assert/strict';
import { Looks } from '../../src/features/events/looks';

/** Looks whose events come up when the test says so, with what came up and how. */
function looking(): { looks: Looks; shown: string[]; finish: () => void } {
  const shown: string[] = [];
  const waiting: (() => void)[] = [];
  const looks = new Looks((scope, row, _, { preserveFocus, preview }) => {
    shown.push(`${scope} ${row}${preserveFocus === true ? '' : ' with focus'}${preview === true ? '' : ' to stay'}`);
    return new Promise((resolve) => waiting.push(() => resolve(true)));
  });
  return { looks, shown, finish: () => waiting.shift()?.() };
}

/** Lets everything run that waits for nothing else. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A row of an event that is chosen', () => {
  it('shows it and leaves the focus where it is, and in a second of two clicks goes there', async () => {
    const { looks, shown, finish } = looking();
    const first = looks.look('log', 3);
    const second = looks.look('log', 3);
    await pause();
    finish();
    await pause();
    finish();
    await Promise.all([first, second]);
    assert.equal(shown.at(-1), 'log 3 with focus to stay');
    void looks.look('log', 4);
    await pause();
    assert.equal(shown.at(-1), 'log 4');
  });

  it('stays in the list where the second look is no click, as when its row is selected for what can be done', async () => {
    const { looks, shown, finish } = looking();
    void looks.look('log', 3);
    looks.forgetClick();
    void looks.look('log', 3);
    await pause();
    finish();
    await pause();
    assert.deepEqual([...new Set(shown)], ['log 3']);
  });

  it('goes there when that is said, in whatever order the two are heard of', async () => {
    for (const goes of [
      [false, true],
      [true, false],
    ]) {
      const { looks, shown, finish } = looking();
      for (const one of goes) void looks.look('log', 3, undefined, one);
      for (let n = 0; n < 3; n++) {
        await pause();
        finish();
      }
      assert.equal(shown.at(-1), 'log 3 with focus to stay');
    }
  });

  it('is not overtaken by one that was chosen before: of those that wait only the last is shown', async () => {
    const { looks, shown, finish } = looking();
    const all = [1, 2, 3, 4].map(async (row) => {
      // the first is on its way when the others come
      if (row > 1) await pause();
      return looks.look('log', row);
    });
    await pause();
    await pause();
    assert.deepEqual(shown, ['log 1']);
    finish();
    await pause();
    await pause();
    finish();
    assert.deepEqual(shown, ['log 1', 'log 4']);
    assert.deepEqual(await Promise.all(all), [true, false, false, true]);
  });

  it('can be shown after one that could not', async () => {
    let fails = true;
    const looks = new Looks(() => {
      if (!fails) return Promise.resolve(true);
      fails = false;
      return Promise.reject(new Error('gone'));
    });
    await assert.rejects(looks.look('log', 1), /gone/);
    assert.equal(await looks.look('log', 2), true);
  });
});
