import assert from 'node:assert/strict';
import { findHits } from '../../../../src/case/findings/findings';
import { eventsOf } from '../../../../src/case/scope';
import { Turns } from '../../../../src/case/turns';
import { loadRules } from '../../../../src/detection';
import { record } from '../../../fixtures/log';
import { LOG, writingOn } from '../rules/ruleWriting/support';

const RULES = `title: Key pair was made
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair, requestParameters.keyName: x }
  condition: selection
`;

describe('findings of what can no longer be read', () => {
  const made = (n: number) => record(n, { eventName: 'CreateKeyPair', requestParameters: { keyName: 'x' } });

  it('are not there, and the events that a rule may be true of are told', async () => {
    const { engine } = await writingOn([made(1), record(2), made(3)]);
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const set = loadRules([{ path: 'rules.yml', text: RULES }]);
    const run = async (sourceOf: typeof scope.sourceOf) => {
      const unread: number[] = [];
      const hits = await findHits(set, { ...eventsOf(scope), sourceOf }, new Turns(), { unread });
      return [hits.map(({ row }) => row), unread];
    };
    assert.deepEqual(await run(scope.sourceOf), [[0, 2], []]);
    assert.deepEqual(await run(async () => undefined), [[], [0, 2]]);
  });

  it('are none in a log that is there', async () => {
    const { engine } = await writingOn([made(1)], { sources: [{ path: 'rules.yml', text: RULES }] });
    const { hits, unread } = await engine.answers.findings(LOG);
    assert.deepEqual([hits.length, unread], [1, 0]);
  });
});

const SERIES = `${RULES.replace('title:', 'name: made\ntitle:')}---
title: Key pairs were made in a row
correlation:
  type: event_count
  rules: [made]
  timespan: 1h
  condition: { gte: 2 }
`;

describe('events without a time', () => {
  it('are counted where correlations leave them out', async () => {
    const events = [record(0), record(1, { eventTime: 'soon' }), record(2, { eventTime: null })];
    for (const [text, count] of [
      [SERIES, 2],
      [RULES, 0],
    ] as const) {
      const { engine } = await writingOn(events, { sources: [{ path: 'rules.yml', text }] });
      assert.equal((await engine.answers.findings(LOG)).uncounted, count);
    }
  });
});

describe('running the rules', () => {
  const many = Array.from({ length: 4000 }, (_, n) =>
    record(0, { eventName: 'CreateKeyPair', requestParameters: { keyName: 'x' }, eventID: `${n}` }),
  );

  it('tells how much of it is done, more each time, of each part of the work', async () => {
    const { engine } = await writingOn(many);
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const set = loadRules([{ path: 'rules.yml', text: SERIES }]);
    const shares: number[] = [];
    const turns = new Turns(undefined, -1, (share) => shares.push(share), -1);
    const hits = await findHits(set, eventsOf(scope), turns);
    assert.ok(hits.length > 0);
    for (const [n, share] of shares.entries()) assert.ok(share > (shares[n - 1] ?? 0) && share <= 1, String(share));
    for (const [from, to] of [
      [0, 0.12],
      [0.25, 0.29],
      [0.29, 0.83],
      [0.83, 1],
    ] as const)
      assert.ok(
        shares.some((share) => share > from && share < to),
        `between ${from} and ${to}`,
      );
  });

  it('tells of it in its time, and of none when it is over at once', async () => {
    const { engine } = await writingOn(many.slice(0, 3), { sources: [{ path: 'rules.yml', text: SERIES }] });
    const told: number[] = [];
    await engine.answers.findings(LOG, undefined, (share) => told.push(share));
    assert.deepEqual(told, []);
  });
});

describe('the chain of a correlation', () => {
  const OF_ANY = SERIES.replace(', requestParameters.keyName: x', '');

  for (const [events, length, isCut] of [
    [2, 2, false],
    [100, 100, false],
    [101, 100, true],
  ] as const) {
    it(`of ${events} events has ${length}, and says whether there are more`, async () => {
      const records = Array.from({ length: events }, (_, n) =>
        record(n, { eventName: 'CreateKeyPair', eventTime: new Date(1_773_475_200_000 + n * 1000).toISOString() }),
      );
      const { engine } = await writingOn(records, { sources: [{ path: 'rules.yml', text: OF_ANY }] });
      const last = (await engine.answers.findings(LOG)).hits.at(-1);
      assert.deepEqual([last?.chain.length, last?.isCut, last?.count], [length, isCut, events]);
      assert.equal(last?.chain.at(-1), last?.row);
    });
  }
});
