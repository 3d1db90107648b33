import assert from 'node:assert/strict';
import type { CaseEngine } from '../../../../src/case/engine';
import { exceptionsUsed, suppressedHits } from '../../../../src/case/exceptions/exceptionsUsed';
import { eventsOf } from '../../../../src/case/scope';
import { Turns } from '../../../../src/case/turns';
import { type Json, record } from '../../../fixtures/log';
import { engineWith, EXCEPTIONS, LOG } from './support';

const RULES = `title: Key pair was made
id: key-made
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair }
  condition: selection
---
title: Call was refused
id: refused
name: refused
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { errorCode: AccessDenied }
  condition: selection
---
title: Calls were refused in a row
id: burst
level: high
correlation:
  type: event_count
  rules: [refused]
  group-by: [userIdentity.userName]
  timespan: 10m
  condition: { gte: 3 }
---
title: Bursts by several
id: bursts
correlation:
  type: value_count
  rules: [burst]
  generate: true
  timespan: 1h
  condition: { gte: 2, field: userIdentity.userName }
`;

const filter = (title: string, rules: string, selection: string): string => `title: ${title}
logsource: { product: aws, service: cloudtrail }
filter:
  rules: ${rules}
  selection: ${selection}
  condition: not selection
`;

const by = (userName: string): Json => ({ userIdentity: { type: 'IAMUser', userName } });
const refused = (n: number, who: string): Json => record(n, { errorCode: 'AccessDenied', ...by(who) });
const keyMade = (n: number, who: string): Json => record(n, { eventName: 'CreateKeyPair', ...by(who) });

const engineOn = (records: readonly Json[], ...exceptions: readonly string[]): Promise<CaseEngine> =>
  engineWith(RULES, records, ...exceptions);

/** How many events each exception left out, by its title. */
async function usesOf(engine: CaseEngine): Promise<Record<string, number>> {
  return Object.fromEntries((await engine.answers.exceptions(LOG)).map(({ title, events }) => [title, events]));
}

describe('exceptions in use', () => {
  it('count the events that their rule would have been true of', async () => {
    const engine = await engineOn(
      [keyMade(1, 'alice'), keyMade(2, 'alice'), keyMade(3, 'bob'), record(4, by('alice'))],
      filter('alice', '[key-made]', '{ userIdentity.userName: alice }'),
      filter('eve', '[key-made]', '{ userIdentity.userName: eve }'),
    );
    assert.deepEqual(await usesOf(engine), { alice: 2, eve: 0 });
    assert.equal((await engine.answers.findings(LOG)).hits.length, 1);
  });

  it('are none that are from rules which are not in force', async () => {
    const selection = '{ userIdentity.userName: eve }';
    const engine = await engineOn(
      [keyMade(1, 'alice')],
      filter('of none', '[no-such-rule]', selection),
      filter('of one', '[no-such-rule, key-made]', selection),
    );
    assert.deepEqual(await usesOf(engine), { 'of one': 0 });
    const { problems } = await engine.answers.findings(LOG);
    assert.ok(problems.some(({ message }) => message.includes('There is no rule') && message.includes('no-such-rule')));
  });

  it('tell where they stand', async () => {
    const one = filter('one', '[key-made]', '{ userIdentity.userName: one }');
    const engine = await engineOn([keyMade(1, 'alice')], one, filter('two', '[key-made]', '{ eventName: x }'));
    const places = (await engine.answers.exceptions(LOG)).map(({ path, line }) => [path, line]);
    assert.deepEqual(places, [
      [EXCEPTIONS, 1],
      [EXCEPTIONS, one.split('\n').length + 1],
    ]);
  });

  it('count where they leave nothing of a rule, so that no event is a candidate', async () => {
    const off = filter('off', '[key-made]', '[{ eventName|exists: true }, { eventName|exists: false }]');
    const engine = await engineOn([keyMade(1, 'alice'), record(2)], off);
    assert.deepEqual(await usesOf(engine), { off: 1 });
    assert.deepEqual((await engine.answers.findings(LOG)).hits, []);
  });

  it('count one event once, and for each exception that concerns it', async () => {
    const engine = await engineOn(
      [keyMade(1, 'alice')],
      filter('by name', '[key-made]', '{ userIdentity.userName: alice }'),
      filter('by id', 'any', '{ eventID: id-1 }'),
    );
    assert.deepEqual(await usesOf(engine), { 'by name': 1, 'by id': 1 });
    const uses = await engine.answers.exceptions(LOG);
    assert.deepEqual(
      uses.map(({ title, first }) => [title, first]),
      [
        ['by name', 1],
        ['by id', 0],
      ],
    );
  });

  it('tell of events that would have been found, not of those that only correlations count, but where they are for no other rule', async () => {
    const log = [keyMade(1, 'alice'), refused(2, 'alice'), refused(3, 'alice'), refused(4, 'eve')];
    const told = async (rules: string): Promise<readonly (number | undefined)[]> => {
      const engine = await engineOn(log, filter('alice', rules, '{ userIdentity.userName: alice }'));
      const [use] = await engine.answers.exceptions(LOG);
      return [use?.events, use?.first];
    };
    assert.deepEqual(await told('any'), [3, 1]);
    assert.deepEqual(await told('[refused]'), [2, 2]);
    assert.deepEqual(await told('[burst]'), [2, 2]);
    assert.deepEqual(await told('[refused, key-made]'), [3, 1]);
  });

  it('count the events that a correlation would have counted', async () => {
    const engine = await engineOn(
      [refused(1, 'alice'), refused(2, 'alice'), refused(3, 'alice'), refused(4, 'bob')],
      filter('alice', '[burst]', '{ userIdentity.userName: alice }'),
      filter('eve', '[burst]', '{ userIdentity.userName: eve }'),
    );
    assert.deepEqual(await usesOf(engine), { alice: 3, eve: 0 });
    assert.deepEqual((await engine.answers.findings(LOG)).hits, []);
  });

  it('reach through correlations of correlations', async () => {
    const log = [1, 2, 3].flatMap((n) => [refused(n, 'alice'), refused(n + 10, 'bob')]);
    const engine = await engineOn(log, filter('bob', '[bursts]', '{ userIdentity.userName: bob }'));
    assert.deepEqual(await usesOf(engine), { bob: 3 });
  });

  it('say nothing of those that may leave out what could not be looked at', async () => {
    const engine = await engineOn(
      [keyMade(1, 'alice')],
      filter('alice', '[key-made]', '{ userIdentity.userName: alice }'),
      filter('eve', '[key-made]', '{ requestParameters.keyName: eve }'),
    );
    const { set } = await engine.rules.loaded();
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    assert.deepEqual(
      await exceptionsUsed(set, { ...eventsOf(scope), sourceOf: async () => undefined }, new Turns()),
      [],
    );
  });

  it('say nothing where there are no events: a log or a case without any tells of no exception', async () => {
    assert.deepEqual(await usesOf(await engineOn([], filter('f', '[key-made]', '{ eventID: x }'))), {});
    assert.deepEqual(await usesOf(await engineOn([keyMade(1, 'a')], filter('f', '[key-made]', '{ eventID: x }'))), {
      f: 0,
    });
  });

  it('are none without exceptions, and none of what is not open', async () => {
    assert.deepEqual(await usesOf(await engineOn([keyMade(1, 'alice')])), {});
    assert.deepEqual(
      await (await engineOn([], filter('f', 'any', '{ eventID: x }'))).answers.exceptions('file:///gone'),
      [],
    );
  });
});

describe('findings that exceptions leave out', () => {
  it('are those of rules that tell of one event, each with the exceptions that concern it', async () => {
    const engine = await engineOn(
      [keyMade(1, 'alice'), keyMade(2, 'bob'), refused(3, 'alice'), keyMade(4, 'alice')],
      filter('alice', '[key-made]', '{ userIdentity.userName: alice }'),
      filter('first', 'any', '{ eventID: [id-1, id-3] }'),
      filter('of the correlation', '[burst]', '{ userIdentity.userName: alice }'),
    );
    const { set } = await engine.rules.loaded();
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const hits = await suppressedHits(set, eventsOf(scope), new Turns());
    // what only a correlation counts is no finding, and none is left out
    assert.deepEqual(
      hits.map(({ rule, row, filters }) => [rule.id, row, filters.map(({ title }) => title)]),
      [
        ['key-made', 0, ['alice', 'first']],
        ['key-made', 3, ['alice']],
      ],
    );
    const { rules } = set;
    assert.ok(hits.every(({ rule }) => rules.includes(rule)));
  });

  it('are none without exceptions, and nothing is read for it', async () => {
    const engine = await engineOn([keyMade(1, 'alice')]);
    const { set } = await engine.rules.loaded();
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const unasked = (): never => assert.fail('a record was read');
    assert.deepEqual(await suppressedHits(set, { ...eventsOf(scope), sourceOf: unasked }, new Turns()), []);
  });
});

describe('findings of an engine', () => {
  const log = [refused(1, 'alice'), refused(2, 'alice'), refused(3, 'alice'), keyMade(9, 'alice')];

  it('tell of a correlation what it counted, its chain and what its events share', async () => {
    const { rules, hits } = await (await engineOn(log)).answers.findings(LOG);
    const burst = hits.find((hit) => rules[hit.rule]?.id === 'burst');
    assert.deepEqual(burst && { ...burst, rule: 0 }, {
      rule: 0,
      row: 2,
      chain: [0, 1, 2],
      isCut: false,
      group: [{ field: 'userIdentity.userName', value: 'alice' }],
      count: 3,
      value: undefined,
    });
    const key = hits.find((hit) => rules[hit.rule]?.id === 'key-made');
    const alone = { chain: [], isCut: false, group: [], count: 1, value: undefined };
    assert.deepEqual(key && { ...key, rule: 0 }, { rule: 0, row: 3, ...alone });
  });

  it('tell which correlations count an event', async () => {
    const engine = await engineOn(log);
    const [reason] = await engine.answers.reasons(LOG, 0);
    assert.equal(reason?.rule.id, 'refused');
    assert.deepEqual([...(reason?.countedBy ?? [])].sort(), ['burst', 'bursts']);
    const [own] = await engine.answers.reasons(LOG, 3);
    assert.deepEqual([own?.rule.id, own?.rule.line, own?.countedBy], ['key-made', 1, []]);
  });

  it('give the text of records, in the order asked, and undefined for rows that are not there', async () => {
    const engine = await engineOn(log);
    const texts = await engine.records(LOG, [3, 0, 99]);
    assert.deepEqual(
      texts.map((text) => text && (JSON.parse(text) as Json)['eventID']),
      ['id-9', 'id-1', undefined],
    );
    assert.deepEqual(await engine.records('file:///gone', [0]), [undefined]);
  });
});
