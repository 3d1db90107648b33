import assert from 'node:assert/strict';
import { RuleBook, type RulesGiven } from '../../../../src/case/rules/ruleBook';

describe('The rules in force', () => {
  /** A book, and for each time that it asked for rules how to answer. */
  function book(): { book: RuleBook; asked: { answer: (given: RulesGiven) => void; fail: (why: Error) => void }[] } {
    const asked: { answer: (given: RulesGiven) => void; fail: (why: Error) => void }[] = [];
    const given = (): Promise<RulesGiven> =>
      new Promise((resolve, reject) => asked.push({ answer: resolve, fail: reject }));
    return { book: new RuleBook(given), asked };
  }

  it('are loaded once for all who ask', async () => {
    const { book: rules, asked } = book();
    const both = [rules.loaded(), rules.loaded()];
    asked[0]?.answer({ sources: [] });
    const [one, other] = await Promise.all(both);
    assert.equal(one, other);
    assert.equal(await rules.loaded(), one);
    assert.equal(asked.length, 1);
  });

  it('are asked for again after a failure', async () => {
    const { book: rules, asked } = book();
    const failed = rules.loaded();
    asked[0]?.fail(new Error('no disk'));
    await assert.rejects(failed, /no disk/);
    const loaded = rules.loaded();
    asked[1]?.answer({ sources: [] });
    assert.equal((await loaded).set.rules.length, 0);
  });

  it('stay those that were asked for last when an earlier question fails after it', async () => {
    const { book: rules, asked } = book();
    const failed = rules.loaded();
    rules.reload();
    const loading = rules.loaded();
    asked[0]?.fail(new Error('no disk'));
    await assert.rejects(failed, /no disk/);
    asked[1]?.answer({ sources: [] });
    assert.equal(await rules.loaded(), await loading);
    assert.equal(asked.length, 2);
  });
});
