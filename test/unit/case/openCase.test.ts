import assert from 'node:assert/strict';
import type { CaseSummary } from '../../../src/case/caseSummary';
import { type CaseWorker, OpenCase } from '../../../src/case/openCase';

const READ = { events: 1, generation: 1 } as CaseSummary;

/** A worker that dies of every case as often as it is told to, and the open case that it works for. */
function setting(deaths: number) {
  const opened: string[] = [];
  let left = deaths;
  const worker = {
    openCase: async (key: string): Promise<CaseSummary> => {
      opened.push(key);
      if (left-- <= 0) return READ;
      // as the worker's end tells it: what waits is rejected, and the window hears of the death at once
      const death = Promise.reject(new Error('The worker ended with code 1.'));
      void openCase.workerDied();
      return death;
    },
    closeCase: () => undefined,
  } as unknown as CaseWorker;
  const clock = { now: 0 };
  const openCase: OpenCase = new OpenCase(worker, () => clock.now);
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { openCase, opened, settled, clock };
}

describe('a case of which the worker dies', () => {
  it('is read again by the next one', async () => {
    const { openCase, opened, settled } = setting(1);
    await openCase.open(['folder'], 'trail');
    await settled();
    assert.deepEqual([opened.length, openCase.state?.summary, openCase.state?.failure], [2, READ, undefined]);
  });

  it('is set aside when each one dies, and says so', async () => {
    const { openCase, opened, settled } = setting(Infinity);
    await openCase.open(['folder'], 'trail');
    await settled();
    assert.equal(opened.length, 3);
    const { name, roots, generation, failure = '' } = openCase.state ?? {};
    assert.deepEqual([name, roots, generation], ['trail', ['folder'], 0]);
    assert.match(failure, /ended 3 times .* so it is not read any more/);
    await openCase.workerDied();
    assert.equal(opened.length, 3, 'what kills another one is something else');
  });

  it('is not blamed for what others do to the worker long after it was read', async () => {
    const { openCase, opened, settled, clock } = setting(0);
    await openCase.open(['folder'], 'trail');
    for (let n = 0; n < 5; n++) {
      clock.now += 61_000;
      await openCase.workerDied();
      await settled();
    }
    assert.deepEqual([opened.length, openCase.state?.summary, openCase.state?.failure], [6, READ, undefined]);
    for (let n = 0; n < 3; n++) await openCase.workerDied();
    assert.match(openCase.state?.failure ?? '', /ended 3 times/);
  });

  it('is tried once more when a person asks for it', async () => {
    const { openCase, opened, settled } = setting(3);
    await openCase.open(['folder'], 'trail');
    await settled();
    await openCase.reopen();
    assert.deepEqual([opened.length, openCase.state?.summary, openCase.state?.failure], [4, READ, undefined]);
  });

  it('is not there any more when it was closed', async () => {
    const { openCase, opened } = setting(0);
    await openCase.open(['folder'], 'trail');
    openCase.close();
    await openCase.workerDied();
    assert.deepEqual([opened.length, openCase.state], [1, undefined]);
  });
});
