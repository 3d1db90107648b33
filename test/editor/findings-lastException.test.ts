import assert from 'node:assert/strict';
import { LastExceptions, type TakenBack } from '../../src/features/findings/exceptions/lastException';

describe('Exceptions made in a window', () => {
  it('are taken back once, by whichever way that is asked first', async () => {
    const last = new LastExceptions<string>();
    const taken: string[] = [];
    const deed = (about: string, done: TakenBack = 'takenBack') => ({
      ...{ said: about, briefly: about, undone: `${about} was taken back.`, about, open: undefined },
      undo: async () => {
        taken.push(about);
        return done;
      },
    });
    const [first, second, stuck] = [deed('first'), deed('second'), deed('stuck', 'isThere')];
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

  it('are said to be taken back, or to be gone where somebody took them out of the file', async () => {
    const said: string[] = [];
    const last = new LastExceptions<string>((text) => said.push(text));
    const deed = (undone: string, done: TakenBack) => ({
      ...{ said: undone, briefly: undone, undone, about: undone, open: undefined, undo: async () => done },
    });
    for (const one of [deed('one', 'takenBack'), deed('two', 'wasGone')]) last.add(one);
    try {
      assert.equal(await last.undo(), 'two');
      assert.equal(await last.undo(), 'one');
      assert.deepEqual(said, ['No longer there: two.', 'Taken back: one.']);
    } finally {
      last.dispose();
    }
  });

  it('are opened while they are there, and not once they were taken back', async () => {
    const last = new LastExceptions<string>();
    let opened = 0;
    const deed = {
      ...{ said: 'One', briefly: 'One', undone: 'one', about: 'one', undo: async () => 'takenBack' as const },
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
