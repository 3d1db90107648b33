import assert from 'node:assert/strict';
import { ExceptionAnswers } from '../../../../src/case/exceptions/exceptionAnswers';
import type { ExceptionUse } from '../../../../src/case/exceptions/exceptionsUsed';

const use = (title: string, events: number, line = 1, first = events): ExceptionUse => ({
  ...{ id: title, title, path: 'file:///x.yml', line, events, first },
});

/** Questions that are answered when a test says so. */
class Asked {
  private readonly open = new Map<string, (uses: readonly ExceptionUse[]) => void>();
  readonly answers = new ExceptionAnswers(
    (key, signal) =>
      new Promise((resolve, reject) => {
        this.open.set(key, resolve);
        signal.addEventListener('abort', () => reject(new Error('Cancelled')));
      }),
    () => undefined,
  );

  async answer(key: string, ...uses: ExceptionUse[]): Promise<void> {
    this.open.get(key)?.(uses);
    await new Promise((resolve) => setImmediate(resolve));
  }

  unused(): string[] {
    return this.answers.unused().uses.map(({ title }) => title);
  }
}

describe('what exceptions left out of what is open', () => {
  it('is nothing only where no log has a use for one', async () => {
    const asked = new Asked();
    asked.answers.ran('a', false);
    asked.answers.ran('b', false);
    await asked.answer('a', use('one', 0, 1), use('two', 0, 2), use('three', 4, 3));
    await asked.answer('b', use('one', 0, 1), use('two', 7, 2), use('three', 0, 3));
    assert.deepEqual(asked.unused(), ['one']);
    assert.equal(asked.answers.leftOut('a'), 4);
    assert.equal(asked.answers.leftOut('b'), 7);
  });

  it('counts an event that two of them leave out once', async () => {
    const asked = new Asked();
    asked.answers.ran('a', false);
    await asked.answer('a', use('one', 2, 1), use('two', 3, 2, 1));
    assert.equal(asked.answers.leftOut('a'), 3);
  });

  it('is not said before every log has answered', async () => {
    const asked = new Asked();
    asked.answers.awaits('b', false);
    asked.answers.ran('a', false);
    await asked.answer('a', use('one', 0));
    assert.deepEqual(asked.unused(), []);
    asked.answers.ran('b', false);
    assert.deepEqual(asked.unused(), []);
    await asked.answer('b', use('one', 0));
    assert.deepEqual(asked.unused(), ['one']);
  });

  it('waits no longer for one that was closed or cannot be read', async () => {
    const asked = new Asked();
    asked.answers.awaits('b', false);
    asked.answers.ran('a', false);
    await asked.answer('a', use('one', 0));
    asked.answers.gone('b');
    assert.deepEqual(asked.unused(), ['one']);
  });

  it('is out of date once the rules changed, and an answer about the old ones is no answer', async () => {
    const asked = new Asked();
    asked.answers.ran('a', false);
    await asked.answer('a', use('one', 0), use('two', 3, 2));
    asked.answers.ran('b', false);
    asked.answers.rulesChanged();
    await asked.answer('b', use('one', 0));
    assert.deepEqual(asked.unused(), []);
    // a count that is a moment old is better than none
    assert.equal(asked.answers.leftOut('a'), 3);
    asked.answers.ran('a', false);
    asked.answers.ran('b', false);
    await asked.answer('b', use('one', 2));
    assert.deepEqual(asked.unused(), []);
    await asked.answer('a', use('one', 0));
    assert.deepEqual(asked.unused(), []);
    assert.equal(asked.answers.leftOut('a'), 0);
  });

  it('says more when a case is among them', async () => {
    const asked = new Asked();
    asked.answers.ran('a', false);
    await asked.answer('a', use('one', 0));
    assert.equal(asked.answers.unused().inCase, false);
    asked.answers.ran('case', true);
    await asked.answer('case', use('one', 0));
    assert.equal(asked.answers.unused().inCase, true);
  });
});
