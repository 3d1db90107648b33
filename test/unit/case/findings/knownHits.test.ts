import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KnownHits } from '../../../../src/case/findings/again/knownHits';
import { findHits, type Hit } from '../../../../src/case/findings/findings';
import type { LoadedRules } from '../../../../src/case/rules/ruleBook';
import { eventsOf, type Scope } from '../../../../src/case/scope';
import { Turns } from '../../../../src/case/turns';
import { Detector, loadRules } from '../../../../src/detection';
import { record } from '../../../fixtures/log';
import { LOG, writingOn } from '../rules/ruleWriting/support';

const rule = (name: string, event: string, more = ''): string => `title: Call of ${event}
id: 00000000-0000-4000-8000-00000000000${name.length}
name: ${name}
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: ${event}, requestParameters.n|exists: true }
  condition: selection
${more}`;
const correlation = (name: string, rules: string, more: string): string => `title: Calls in a row
name: ${name}
correlation:
  rules: [${rules}]
  timespan: 1h
  group-by: [userIdentity.userName]
${more}`;
const filter = (title: string, rules: string, selection: string): string => `title: ${title}
logsource: { product: aws, service: cloudtrail }
filter:
  rules: ${rules}
  selection: { ${selection} }
  condition: not selection
`;

/** Each in several readings, of which a rule set has one at most. */
const DOCUMENTS: readonly (readonly string[])[] = [
  ['action: global\nlevel: low\n', 'action: global\nlevel: low\ndetection: { selection: { awsRegion: us-east-1 } }\n'],
  [rule('a', 'Run'), rule('a', 'Run', 'level: high\n'), rule('a', 'Run*')],
  [rule('bb', 'Stop'), rule('bb', 'Run'), rule('bb', 'Stop').replace(/id: .*\n/, '')],
  [rule('ccc', 'Run'), rule('ccc', 'Start')],
  [
    correlation('x', 'a, bb', '  type: event_count\n  condition: { gte: 2 }\n'),
    correlation('x', 'a, bb', '  type: event_count\n  condition: { gte: 3 }\n  generate: true\n'),
    correlation('x', 'bb', '  type: event_count\n  condition: { gte: 2 }\n'),
  ],
  [
    correlation('y', 'x, ccc', '  type: temporal\n'),
    correlation('y', 'ccc', '  type: value_count\n  condition: { field: eventID, gte: 2 }\n'),
  ],
  [
    correlation('z', 'ccc', '  type: first_seen\n  learning: 0s\n  condition: { field: awsRegion }\n').replace(
      / {2}timespan.*\n/,
      '',
    ),
  ],
  [filter('Not Eve', '[a]', 'userIdentity.userName: eve'), filter('Not Eve', '[a]', 'userIdentity.userName: bob')],
  [filter('Not Bob', '[x]', 'userIdentity.userName: bob')],
  [filter('Not there', 'any', 'awsRegion: eu-west-1')],
  [filter('Own', '[bb]', 'recipientAccountId|expand: "%own%"')],
];

const loaded = (texts: readonly string[], own: readonly string[] = ['1']): LoadedRules => loadedFiles([texts], own);

const loadedFiles = (files: readonly (readonly string[])[], own: readonly string[] = ['1']): LoadedRules => {
  const sources = files.map((texts, n) => ({ path: `${n}.yml`, text: texts.join('---\n') }));
  const options = { placeholders: new Map([['own', own]]) };
  const set = loadRules(sources, options);
  return { sources, options, set, detector: new Detector(set) };
};

const plain = (hits: readonly Hit[]) => hits.map((hit) => ({ ...hit, rule: [hit.rule.id, hit.rule.title] }));

async function scopeWith(records: Parameters<typeof writingOn>[0]): Promise<Scope> {
  const { engine } = await writingOn(records);
  const scope = engine.scopeOf(LOG);
  assert.ok(scope);
  return scope;
}

/** Counts the records that were asked for again. */
function counting({ reader, sourceOf }: Scope): { readonly scope: Scope; readonly asked: () => number } {
  let times = 0;
  const counted: Scope['sourceOf'] = (...given) => {
    times += 1;
    return sourceOf(...given);
  };
  return { scope: { reader, sourceOf: counted }, asked: () => times };
}

describe('findings of rules of which some changed', () => {
  const events = [1, 2, 3, 4, 5, 6].map((n) =>
    record(n, {
      eventName: n % 2 === 0 ? 'Run' : 'Stop',
      userIdentity: { type: 'IAMUser', userName: n > 3 ? 'eve' : 'bob' },
      requestParameters: { n },
    }),
  );

  it('are those of all rules run anew, whatever changed', async () => {
    const event = fc.record({
      eventName: fc.constantFrom('Run', 'Stop', 'Start'),
      awsRegion: fc.constantFrom('us-east-1', 'eu-west-1', 'eu-north-1'),
      recipientAccountId: fc.constantFrom('1', '2'),
      userIdentity: fc.constantFrom('eve', 'bob').map((userName) => ({ type: 'IAMUser', userName })),
      requestParameters: fc.constantFrom({ n: 1 }, { n: 2 }, { n: 3 }, {}),
    });
    const reading = (n: number) => fc.option(fc.constantFrom(...(DOCUMENTS[n] ?? [])), { nil: '', freq: 4 });
    const first = fc.tuple(...DOCUMENTS.map((_, n) => reading(n)));
    const change = fc.nat(DOCUMENTS.length - 1).chain((place) => fc.tuple(fc.constant(place), reading(place)));
    const steps = fc.array(fc.tuple(change, fc.constantFrom(['1'], ['2']), fc.boolean()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 8, maxLength: 30 }),
        first,
        steps,
        async (given, documents, changes) => {
          const scope = await scopeWith(given.map((one, n) => record(n % 60, one)));
          const known = new KnownHits();
          for (const [[place, text], own, backwards] of [[[0, documents[0]], ['1'], false] as const, ...changes]) {
            documents[place] = text ?? '';
            const texts = documents.filter((text) => text !== '');
            const rules = loaded(backwards ? texts.reverse() : texts, own);
            const hits = await known.find(eventsOf(scope), rules, new Turns(), []);
            const anew = await findHits(rules.set, eventsOf(scope), new Turns());
            assert.deepEqual(plain(hits), plain(anew));
            const all = new Set<Hit['rule']>([...rules.set.rules, ...rules.set.correlations]);
            for (const hit of hits) assert.ok(all.has(hit.rule));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ask no record again for rules that did not change', async () => {
    const { scope, asked } = counting(await scopeWith(events));
    const known = new KnownHits();
    const run = async (...texts: string[]) => {
      const before = asked();
      const hits = await known.find(eventsOf(scope), loaded(texts), new Turns(), []);
      return [hits.length, asked() > before];
    };
    assert.deepEqual(await run(rule('a', 'Run'), rule('bb', 'Stop')), [6, true]);
    assert.deepEqual(await run(rule('a', 'Run'), rule('bb', 'Stop')), [6, false]);
    assert.deepEqual(await run(`# moved\n${rule('bb', 'Stop')}`, rule('a', 'Run')), [6, false]);
    assert.deepEqual(await run(rule('a', 'Run')), [3, false]);
    assert.deepEqual(await run(rule('a', 'Run'), rule('bb', 'None')), [3, false]);
    assert.deepEqual(await run(rule('a', 'Stop')), [3, true]);
    // kept is what the last rules found, not what any ever did
    assert.deepEqual(await run(rule('a', 'Run')), [3, true]);
  });

  it('are others where a name means another rule than before, though all is written as it was', async () => {
    const scope = await scopeWith(events);
    const known = new KnownHits();
    const [runs, stops] = [rule('a', 'Run'), rule('a', 'Stop').replace('4000', '4001')];
    const oneOf = correlation('x', 'a', '  type: event_count\n  condition: { gte: 3 }\n').replace(
      / {2}group-by.*\n/,
      '',
    );
    const ids = [runs, stops].map((text) => /^id: (.*)$/m.exec(text)?.[1]).join(', ');
    const both = correlation('y', ids, '  type: temporal\n');
    const found = async (...files: string[][]) => {
      const hits = await known.find(eventsOf(scope), loadedFiles(files), new Turns(), []);
      return hits.filter(({ rule: { name } }) => name === 'x').map(({ chain }) => chain);
    };
    assert.deepEqual(await found([runs, oneOf], [stops, both]), [[1, 3, 5]]);
    assert.deepEqual(await found([runs], [stops, oneOf, both]), [[0, 2, 4]]);
  });

  it('are others where a line tells YAML to read a document otherwise, which is written as it was', async () => {
    const scope = await scopeWith(events.map((event) => ({ ...event, readOnly: true })));
    const known = new KnownHits();
    const text = rule('a', 'Run').replace('eventName: Run,', 'eventName: Run, readOnly: yes,');
    const found = async (...texts: string[]) =>
      (await known.find(eventsOf(scope), loaded(texts), new Turns(), [])).length;
    assert.equal(await found(text), 0);
    assert.equal(await found(`%YAML 1.1\n---\n${text}`), 3);
    assert.equal(await found(text), 0);
  });

  it('are looked for again where an event could not be read, and where there are too many to keep', async () => {
    const scope = await scopeWith(events);
    const gone: Scope = { reader: scope.reader, sourceOf: async () => undefined };
    const known = new KnownHits();
    const unread: number[] = [];
    assert.deepEqual(await known.find(eventsOf(gone), loaded([rule('a', 'Run')]), new Turns(), unread), []);
    assert.equal(unread.length, 3);
    assert.equal((await known.find(eventsOf(scope), loaded([rule('a', 'Run')]), new Turns(), [])).length, 3);

    for (const [most, again] of [
      [2, true],
      [3, false],
    ] as const) {
      const { scope: counted, asked } = counting(scope);
      const few = new KnownHits(most);
      await few.find(eventsOf(counted), loaded([rule('a', 'Run')]), new Turns(), []);
      const before = asked();
      await few.find(eventsOf(counted), loaded([rule('a', 'Run')]), new Turns(), []);
      assert.equal(asked() > before, again, `at most ${most}`);
    }
  });
});
