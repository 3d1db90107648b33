import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CaseEngine, type FindingHit } from '../../../../src/case/engine';
import { type Excused, exceptionDocument } from '../../../../src/case/exceptions/exceptions';
import { eventsToExcuse } from '../../../../src/case/exceptions/eventsToExcuse';
import { valueToExcuse } from '../../../../src/case/exceptions/seenValue';
import { localPool } from '../../../../src/case/loading/localPool';
import { nodePlatform } from '../../../../src/platform/node';
import { type Json, record, s3 } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';
import { engineWith, LOG } from './support';

const CAP = 2 ** 31 - 1;

const RULES = `title: Call was refused
name: refused
id: refused
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { errorCode: AccessDenied }
  condition: selection
---
title: Calls were refused in a row
id: row
correlation:
  type: event_count
  rules: [refused]
  group-by: [userIdentity.userName]
  timespan: 1h
  condition: { gte: 3 }
---
title: Several rows
id: rows
correlation:
  type: event_count
  rules: [row]
  generate: true
  timespan: 1h
  condition: { gte: 2 }
---
title: Key was made
name: made
id: made
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair }
  condition: selection
---
title: First key in a region
id: first
correlation:
  type: first_seen
  rules: [made]
  group-by: [recipientAccountId]
  condition: { field: awsRegion, learning: 1s }
---
title: First key by an alias
id: first-by-alias
correlation:
  type: first_seen
  rules: [made, refused]
  generate: true
  group-by: [who]
  aliases:
    who: { made: userIdentity.userName, refused: recipientAccountId }
  condition: { field: awsRegion, learning: 1s }
---
title: First place
id: first-place
correlation:
  type: first_seen
  rules: [made, refused]
  generate: true
  aliases:
    place: { made: awsRegion, refused: recipientAccountId }
  condition: { field: place, learning: 1s }
---
title: Row by a name of its own
name: named-row
id: named-row
correlation:
  type: event_count
  rules: [refused]
  generate: true
  group-by: [who]
  aliases:
    who: { refused: userIdentity.userName }
  timespan: 1h
  condition: { gte: 3 }
---
title: First row of somebody
id: first-in-row
correlation:
  type: first_seen
  rules: [named-row]
  generate: true
  condition: { field: who, learning: 0s }
---
title: First name beside another
id: first-of-list
correlation:
  type: first_seen
  rules: [made]
  generate: true
  group-by: [requestParameters.names]
  condition: { field: requestParameters.names, learning: 1s }
`;

const at = (n: number): string => new Date(Date.UTC(2026, 2, 14, 8, 0, n)).toISOString().replace('.000', '');
const refused = (n: number, userName = 'alice'): Json =>
  record(n, { errorCode: 'AccessDenied', eventTime: at(n), userIdentity: { type: 'IAMUser', userName } });
const made = (n: number, awsRegion: string, more: Json = {}): Json =>
  record(n, { eventName: 'CreateKeyPair', eventTime: at(n), awsRegion, recipientAccountId: '111122223333', ...more });

const engineOn = (records: readonly Json[], exceptions = ''): Promise<CaseEngine> =>
  engineWith(RULES, records, exceptions);

async function hitsOf(engine: CaseEngine, rule: string): Promise<FindingHit[]> {
  const { rules, hits, problems } = await engine.answers.findings(LOG);
  assert.deepEqual(problems, []);
  return hits.filter((hit) => rules[hit.rule]?.id === rule);
}

/** Where a rule still finds something once this is excepted from it. */
async function leftOf(records: readonly Json[], rule: string, excused: Excused | undefined): Promise<number[]> {
  assert.ok(excused !== undefined);
  const document = exceptionDocument({
    id: '22222222-2222-4222-8222-222222222222',
    rule: { reference: rule, title: rule },
    excused,
    reason: 'Known',
    author: '',
    date: '2026-03-14',
    expires: '',
  });
  return (await hitsOf(await engineOn(records, document), rule)).map(({ row }) => row);
}

describe('what is behind a finding of a correlation', () => {
  const burst = Array.from({ length: 150 }, (_, n) => refused(n));

  it('is every event of it, however long its chain is: without them it is not found again', async () => {
    const engine = await engineOn([...burst, refused(150, 'bob')]);
    const last = (await hitsOf(engine, 'row')).at(-1);
    assert.ok(last?.isCut);
    assert.equal(last.chain.length, 100);
    const behind = await engine.answers.eventsBehind(LOG, 'row', last);
    assert.deepEqual(
      behind?.rows,
      burst.map((_, n) => n),
    );
    const recordsAt = (rows: readonly number[]): Json[] => rows.map((row) => burst[row] as Json);
    assert.equal((await leftOf(burst, 'row', eventsToExcuse(recordsAt(last.chain)))).length, 48);
    assert.deepEqual(await leftOf(burst, 'row', eventsToExcuse(recordsAt(behind.rows))), []);
  });

  it('is that of the one that is meant, of its group and its event', async () => {
    const both = [...burst.slice(0, 120), ...[0, 1, 2].map((n) => refused(200 + n, 'bob'))];
    const engine = await engineOn(both);
    const hits = await hitsOf(engine, 'row');
    const [bobs] = hits.filter(({ group }) => group[0]?.value === 'bob');
    assert.ok(bobs);
    assert.deepEqual((await engine.answers.eventsBehind(LOG, 'row', bobs))?.rows, [120, 121, 122]);
    const middle = hits.find(({ row }) => row === 109);
    assert.ok(middle);
    assert.equal((await engine.answers.eventsBehind(LOG, 'row', middle))?.rows.length, 110);
    const other = { ...middle, group: [{ field: 'userIdentity.userName', value: 'bob' }] };
    assert.equal(await engine.answers.eventsBehind(LOG, 'row', other), undefined);
    assert.equal(await engine.answers.eventsBehind(LOG, 'gone', middle), undefined);
    assert.equal(await engine.answers.eventsBehind('file:///gone', 'row', middle), undefined);
  });

  it('is what is behind the correlations that it counts, too', async () => {
    const engine = await engineOn(burst);
    const last = (await hitsOf(engine, 'rows')).at(-1);
    assert.ok(last?.isCut);
    const behind = await engine.answers.eventsBehind(LOG, 'rows', last);
    assert.equal(behind?.rows.length, 150);
  });

  it('is of a value that is new the value, where it is new: the next event with it would be found instead', async () => {
    const records = [made(0, 'us-east-1'), made(5, 'eu-north-1'), made(6, 'eu-north-1'), made(7, 'sa-east-1')];
    const engine = await engineOn(records);
    const [hit] = await hitsOf(engine, 'first');
    assert.ok(hit !== undefined);
    assert.deepEqual(await leftOf(records, 'first', eventsToExcuse([records[1] as Json])), [2, 3]);
    const behind = await engine.answers.eventsBehind(LOG, 'first', hit);
    assert.ok(behind?.seen !== undefined);
    const excused = valueToExcuse(behind.seen);
    assert.equal(excused.label, 'awsRegion eu-north-1 with recipientAccountId 111122223333');
    assert.deepEqual(await leftOf(records, 'first', excused), [3]);
  });

  /** What is left of what a rule finds once the value that it found first is excepted. */
  async function leftOfFirst(records: readonly Json[], rule: string): Promise<[label: string, rows: number[]]> {
    const engine = await engineOn(records);
    const [hit] = await hitsOf(engine, rule);
    assert.ok(hit !== undefined);
    const behind = await engine.answers.eventsBehind(LOG, rule, hit);
    assert.ok(behind?.seen !== undefined);
    const excused = valueToExcuse(behind.seen);
    return [excused.label, await leftOf(records, rule, excused)];
  }

  const alice = { userIdentity: { type: 'IAMUser', userName: 'alice' } };
  const first = [made(0, 'us-east-1', alice), made(5, 'eu-north-1', alice)];

  it('is the value where one name stands for several fields, too, and the same value of others is still found', async () => {
    const bob = { userIdentity: { type: 'IAMUser', userName: 'bob' } };
    const next = [made(6, 'eu-north-1', alice), made(7, 'us-east-1', bob), made(9, 'eu-north-1', bob)];
    const [label, rows] = await leftOfFirst([...first, ...next], 'first-by-alias');
    assert.equal(label, 'awsRegion eu-north-1 with who alice');
    assert.deepEqual(rows, [4]);
  });

  it('is the value where the name of the field stands for several', async () => {
    const there = { errorCode: 'AccessDenied', eventName: 'StopLogging', recipientAccountId: 'eu-north-1' };
    const records = [...first, made(6, 'eu-north-1', alice), made(7, 'x', { ...alice, ...there })];
    assert.deepEqual(await leftOfFirst(records, 'first-place'), ['place eu-north-1', []]);
  });

  it('is the value where it is what a counted correlation is grouped by, by a name of its own', async () => {
    const [label, rows] = await leftOfFirst(
      [0, 1, 2, 3].map((n) => refused(n)),
      'first-in-row',
    );
    assert.equal(label, 'userIdentity.userName alice');
    assert.deepEqual(rows, []);
  });

  it('is all values of a list in which the one is new among events that have the other', async () => {
    const names = (...all: string[]): Json => ({ requestParameters: { names: all } });
    const records = [made(0, 'a', names('x')), made(5, 'a', names('x', 'y')), made(6, 'a', names('x', 'y'))];
    const more = [made(7, 'a', names('z')), made(9, 'a', names('z', 'y'))];
    const [, rows] = await leftOfFirst([...records, ...more], 'first-of-list');
    assert.deepEqual(rows, [4]);
  });

  it('is no longer looked for once that is cancelled', async () => {
    const engine = await engineOn(burst);
    const last = (await hitsOf(engine, 'row')).at(-1);
    assert.ok(last?.isCut);
    let time = 1;
    // each look at the clock finds that the turn is over
    performance.now = () => (time *= 4);
    try {
      const cancelled = engine.answers.eventsBehind(LOG, 'row', last, undefined, AbortSignal.abort());
      await assert.rejects(cancelled, { name: 'AbortError' });
    } finally {
      Reflect.deleteProperty(performance, 'now');
    }
  });
});

describe('a finding of a case that was read anew since', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-behind-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is not there any more, and nothing is said of the events that have the numbers of its own', async () => {
    const none = { read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) };
    const platform = nodePlatform(none);
    const scanner = await newScanner();
    const engine = new CaseEngine(
      platform,
      async () => ({ sources: [{ path: 'rules.yml', text: RULES }] }),
      { progress: () => undefined, changed: () => undefined },
      async () => localPool(platform, scanner),
    );
    const file = path.join(folder, 'log.json');
    const uri = pathToFileURL(file).href;
    const readAs = async (first: number): Promise<number> => {
      fs.writeFileSync(file, s3(...[0, 1, 2, 3].map((n) => refused(first + n))));
      fs.utimesSync(file, 1_700_000_000 + first, 1_700_000_000 + first);
      const { generation } =
        first === 0 ? await engine.cases.open('case', [uri], CAP) : await engine.cases.renew('case', [uri], CAP);
      engine.forget(uri);
      return generation;
    };
    const told = async (generation: number | undefined): Promise<unknown[]> => {
      const row = { row: 3, group: [{ field: 'userIdentity.userName', value: 'alice' }], value: undefined };
      const [text] = await engine.records('case', [3], generation);
      return [
        text && (JSON.parse(text) as Json)['eventID'],
        (await engine.answers.eventsBehind('case', 'row', row, generation))?.rows,
        (await engine.answers.calls('case', 'row', [3], generation))?.calls.length,
        engine.place('case', 3, generation)?.uri,
      ];
    };
    const first = await readAs(0);
    const there = await told(first);
    assert.deepEqual(there.slice(1), [[0, 1, 2, 3], 1, uri]);
    await readAs(10);
    const now = await readAs(20);
    const others = await told(now);
    assert.deepEqual(others.slice(1), there.slice(1));
    assert.notEqual(others[0], there[0]);
    assert.deepEqual(await told(undefined), others);
    assert.deepEqual(await told(first), [undefined, undefined, undefined, undefined]);
  });
});
