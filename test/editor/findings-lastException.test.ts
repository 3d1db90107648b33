import assert from 'node:assert/strict';
import { LastExceptions } from '../../src/features/findings/exceptions/lastException';

describe('Exceptions made in a window', () => {
  it('are taken back once, by whichever way that is asked first', async () => {
    const last = new LastExceptions<string>();
    const taken: string[] = [];
    const deed = (about: string, isGone = true) => ({
      ...{ said: about, briefly: about, undone: `${about} was taken back.`, about, open: undefined },
      undo: async () => {
        taken.push(about);
        return isGone;
      },
    });
    const [first, second, stuck] = [deed('first'), deed('second'), deed('stuck', false)];
    for (const one of [first, second, stuck]) last.add(one);
    try {
      // a notice has one that is not the last
      assert.equal(await last.takeBack(first), true);
      assert.equal(await last.undo(), undefined);
      assert.equal(await last.takeBack(stuck), false);
      assert.equal(await last.takeBack(second), true);
      assert.deepEqual(taken, ['first', 'stuck', 'stuck', 'second']);
      assert.equal(await last.takeBack(second), true);
      assert.equal(taken.length, 4);
    } finally {
      last.dispose();
    }
  });

  it('are opened while they are there, and not once they were taken back', async () => {
    const last = new LastExceptions<string>();
    let opened = 0;
    const deed = {
      ...{ said: 'One', briefly: 'One', undone: 'one', about: 'one', undo: async () => true },
      open: async () => void opened++,
    };
    last.add(deed);
    try {
      await last.open(deed);
      assert.equal(opened, 1);
      await last.undo();
      await last.open(deed);
      assert.equal(opened, 1);
    } finally {
      last.dispose();
    }
  });
});
