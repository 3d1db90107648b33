import assert from 'node:assert/strict';
import { RuleWriting } from '../../../../../src/case/rules/ruleWriting/ruleWriting';
import type { RuleTrial, TrialResult } from '../../../../../src/case/rules/ruleWriting/trial';
import { type Records, RecordSource } from '../../../../../src/reading/recordSource';
import { type Json, record } from '../../../../fixtures/log';
import { LOG, writingOn } from './support';

const FILE = 'file:///rules/mine.yml';
const head = (title: string, more = ''): string => `title: ${title}\n${more}logsource:\n  product: aws\n`;
const rule = (title: string, selection: string, more = ''): string =>
  `${head(title, more)}detection:\n  selection:\n    ${selection}\n  condition: selection\n`;
const correlation = (title: string, rules: string, rest: string, more = ''): string =>
  `title: ${title}\n${more}correlation:\n  rules: [${rules}]\n${rest}`;

/** Three days of three people: alice runs, bob stops, carol describes twenty times. */
const EVENTS: readonly Json[] = [
  ...['2026-03-14T08:00:00Z', '2026-03-14T09:00:00Z', '2026-03-16T09:00:00Z'].map((eventTime, n) =>
    record(n, { eventTime, eventName: 'RunInstances', awsRegion: n === 2 ? 'sa-east-1' : 'us-east-1' }),
  ),
  record(3, { eventTime: '2026-03-15T10:00:00Z', eventName: 'StopInstances', userIdentity: user('bob') }),
  ...Array.from({ length: 20 }, (_, n) =>
    record(10 + n, {
      eventTime: `2026-03-15T11:00:${10 + n}Z`,
      eventName: 'DescribeInstances',
      userIdentity: user('carol'),
    }),
  ),
];

function user(userName: string): Json {
  return { type: 'IAMUser', userName, arn: `arn:aws:iam::111122223333:user/${userName}` };
}

async function tried(text: string, sources: { path: string; text: string }[] = []): Promise<TrialResult> {
  const { writing } = await writingOn(EVENTS, { sources });
  const result = await writing.try(LOG, FILE, text);
  assert.ok(result);
  return result;
}

const told = ({ trials }: TrialResult): string[] =>
  trials.map(({ kind, title, line, count, of }) => `${kind} ${title} ${line}: ${count} of ${of}`);
const rows = (trial: RuleTrial | undefined): number[] => [...(trial?.rows ?? [])];

describe('Trying a rule on a log', function () {
  this.timeout(60_000);

  it('counts what can no longer be read or was changed as not looked at', async () => {
    const { engine } = await writingOn(EVENTS);
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const unreadOf = async (source: Records | undefined): Promise<number> => {
      const writing = new RuleWriting(engine.rules, () => ({ ...scope, sourceOf: async () => source }));
      const result = await writing.try(LOG, FILE, rule('Runs', 'requestParameters.x: y\n    eventName: RunInstances'));
      return result?.unread ?? -1;
    };
    assert.equal(await unreadOf(await scope.sourceOf(0)), 0);
    assert.equal(await unreadOf(undefined), 3);
    // the file has other bytes in the same places
    assert.equal(await unreadOf(new RecordSource(new Uint8Array(1 << 20).fill(0x20))), 3);
  });

  it('counts its events, by day and by identity, in order of time', async () => {
    const { trials, events, unread } = await tried(rule('Runs', 'eventName: RunInstances', 'level: high\n'));
    assert.deepEqual([events, unread, trials.length], [EVENTS.length, 0, 1]);
    const [trial] = trials;
    assert.ok(trial);
    assert.deepEqual([trial.count, trial.of, trial.level, trial.line], [3, EVENTS.length, 'high', 1]);
    assert.deepEqual(rows(trial), [0, 1, EVENTS.length - 1]);
    assert.deepEqual(trial.days, [
      { value: '2026-03-14', count: 2 },
      { value: '2026-03-16', count: 1 },
    ]);
    assert.deepEqual(trial.identities, [{ value: 'alice', count: 3 }]);
    assert.deepEqual(
      trial.samples.map(({ row, reasons }) => [row, reasons[0]?.selection, reasons[0]?.fields[0]?.value]),
      [0, 1, EVENTS.length - 1].map((row) => [row, 'selection', 'RunInstances']),
    );
  });

  it('names the first thousand events, counts them all, and shows some from everywhere', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => record(n, { eventID: `id-${n}` }));
    const { writing } = await writingOn(many);
    const [trial] = (await writing.try(LOG, FILE, rule('All', 'eventSource: ec2.*')))?.trials ?? [];
    assert.ok(trial);
    assert.deepEqual([trial.count, trial.rows.length, trial.samples.length], [2500, 1000, 10]);
    assert.ok((trial.samples.at(-1)?.row ?? 0) > 2000);
  });

  it('tries every document of a file, and leaves out those with an error', async () => {
    const text = [
      rule('Runs', 'eventName: RunInstances'),
      rule('Broken', 'eventName|nonsense: x'),
      `${head('Windows').replace('aws', 'windows')}detection:\n  a:\n    b: c\n  condition: a\n`,
      rule('Stops', 'eventName: StopInstances'),
    ].join('---\n');
    const lines = text.split('\n');
    assert.deepEqual(told(await tried(text)), [
      'rule Runs 1: 3 of 24',
      `rule Stops ${lines.indexOf('title: Stops') + 1}: 1 of 24`,
    ]);
  });

  it('finds nothing where nothing is', async () => {
    assert.deepEqual(told(await tried(rule('None', 'eventName: Other'))), ['rule None 1: 0 of 24']);
    assert.deepEqual((await tried('')).trials, []);
    assert.deepEqual((await tried('title: [')).trials, []);
  });

  it('counts the events of a rule that only serves a correlation, and when that is complete', async () => {
    const text = [
      rule('Describes', 'eventName: DescribeInstances', 'name: describes\n'),
      correlation('Many', 'describes', '  type: event_count\n  timespan: 5m\n  condition: {gte: 18}\n'),
    ].join('---\n');
    const result = await tried(text);
    assert.deepEqual(told(result), ['rule Describes 1: 20 of 24', 'correlation Many 10: 3 of 24']);
    assert.deepEqual(rows(result.trials[1]), [20, 21, 22]);
  });

  it('counts a correlation that only serves another', async () => {
    const text = [
      rule('Describes', 'eventName: DescribeInstances', 'name: describes\n'),
      correlation('Many', 'describes', '  type: event_count\n  timespan: 5m\n  condition: {gte: 19}\n', 'name: many\n'),
      correlation('Twice', 'many', '  type: event_count\n  timespan: 5m\n  condition: {gte: 2}\n'),
    ].join('---\n');
    assert.deepEqual(
      (await tried(text)).trials.map(({ title, count }) => `${title} ${count}`),
      ['Describes 20', 'Many 2', 'Twice 1'],
    );
  });

  it('a correlation may count events of rules in force', async () => {
    const sources = [
      { path: 'rules/a.yml', text: rule('In force', 'eventName: DescribeInstances', 'id: in-force\n') },
      { path: 'rules/b.yml', text: rule('Another', 'eventName: RunInstances', 'id: another\n') },
    ];
    const text = correlation('Many', 'in-force', '  type: event_count\n  timespan: 5m\n  condition: {gte: 20}\n');
    assert.deepEqual(told(await tried(text, sources)), ['correlation Many 1: 1 of 24']);
    assert.deepEqual(told(await tried(text)), []);
  });

  it('says what a filter leaves out of the rules in force', async () => {
    const sources = [
      { path: 'rules/a.yml', text: rule('Describes', 'eventName: DescribeInstances', 'id: describes\n') },
      { path: 'rules/b.yml', text: rule('Runs', 'eventName: RunInstances', 'id: runs\n') },
    ];
    const filter = (rules: string, selection: string): string =>
      `${head('Leave out')}filter:\n  rules: ${rules}\n  selection:\n    ${selection}\n  condition: not selection\n`;
    const saoPaulo = 'awsRegion: sa-east-1';
    assert.deepEqual(told(await tried(filter('[runs]', saoPaulo), sources)), ['filter Leave out 1: 1 of 3']);
    assert.deepEqual(told(await tried(filter('any', saoPaulo), sources)), ['filter Leave out 1: 1 of 23']);
    assert.deepEqual(told(await tried(filter('[describes]', saoPaulo), sources)), ['filter Leave out 1: 0 of 20']);
    const own = await tried(filter('[runs]', saoPaulo), sources);
    assert.deepEqual(rows(own.trials[0]), [EVENTS.length - 1]);
    assert.deepEqual(own.trials[0]?.days, [{ value: '2026-03-16', count: 1 }]);
    // the filter itself may be in force already, and hides nothing from its own count
    const inForce = [...sources, { path: FILE, text: filter('[runs]', saoPaulo) }];
    assert.deepEqual(told(await tried(filter('[runs]', saoPaulo), inForce)), ['filter Leave out 1: 1 of 3']);
    const byName = filter('[runs]', 'eventName: RunInstances');
    assert.deepEqual(told(await tried(byName, sources)), ['filter Leave out 1: 3 of 3']);
  });

  it('a filter on a correlation leaves events out of what is counted', async () => {
    const sources = [
      { path: 'a.yml', text: rule('Describes', 'eventName: DescribeInstances', 'id: describes\n') },
      {
        path: 'b.yml',
        text: correlation(
          'Many',
          'describes',
          '  type: event_count\n  timespan: 5m\n  condition: {gte: 2}\n',
          'id: many\n',
        ),
      },
    ];
    const filter = `${head('Leave out')}filter:\n  rules: [many]\n  a:\n    eventTime|endswith: '5Z'\n  condition: not a\n`;
    assert.deepEqual(told(await tried(filter, sources)), ['filter Leave out 1: 2 of 20']);
  });

  it('is about the events of the scope, which may be gone', async () => {
    const { engine, writing } = await writingOn(EVENTS);
    engine.close(LOG);
    assert.equal(await writing.try(LOG, FILE, rule('Runs', 'eventName: RunInstances')), undefined);
    assert.equal(await writing.countFields(LOG, ['eventName']), undefined);
    assert.equal(await writing.fields(LOG, []), undefined);
    assert.equal(await writing.values(LOG, 'eventName', []), undefined);
  });

  it('ends when it is cancelled', async () => {
    const many = Array.from({ length: 6000 }, (_, n) => record(n, { eventID: `id-${n}` }));
    const { writing } = await writingOn(many);
    const abort = new AbortController();
    const trial = writing.try(LOG, FILE, rule('Keyword', "requestParameters|re: '^(a|b)+$'"), abort.signal);
    const counted = writing.countFields(LOG, ['requestParameters.x'], abort.signal);
    abort.abort();
    await Promise.all([trial, counted].map((given) => assert.rejects(given, /abort/i)));
  });
});

describe('Checking a rule file', () => {
  it('gives the problems of its own documents with their places', async () => {
    const sources = [{ path: 'other.yml', text: rule('Other', 'eventName|nonsense: x') }];
    const { writing } = await writingOn(EVENTS, { sources });
    const text = `${head('x')}detection:\n  a:\n    eventName|nonsense: x\n  b:\n    c: d\n  condition: a and z\n`;
    const { problems } = await writing.check(FILE, text);
    assert.deepEqual(
      problems.map(({ line, column, endColumn, severity, message }) => [
        line,
        column,
        endColumn,
        severity,
        message.split('. ')[0],
      ]),
      [
        [6, 15, 23, 'error', 'There is no modifier "nonsense"'],
        [9, 20, 21, 'error', 'The condition names "z", but there is no such selection'],
        [7, 3, 4, 'warning', 'The selection "b" is not used in the condition.'],
      ],
    );
  });

  it('knows the rules in force, their placeholders and the day', async () => {
    const sources = [{ path: 'rules/a.yml', text: rule('In force', 'eventName: X', 'id: in-force\n') }];
    const refers = correlation('Many', 'in-force', '  type: event_count\n  timespan: 5m\n  condition: {gte: 20}\n');
    const expands = rule('Mine', "recipientAccountId|expand: '%accounts%'");
    const expired = `${head('x')}expires: 2026-03-13\nfilter:\n  rules: any\n  a:\n    eventName: b\n  condition: not a\n`;
    const alone = await writingOn(EVENTS);
    for (const text of [refers, expands])
      assert.equal((await alone.writing.check(FILE, text)).problems.length, 1, text);
    assert.deepEqual((await alone.writing.check(FILE, expired)).problems, []);
    const given = { sources, placeholders: { accounts: ['111122223333'] }, today: '2026-03-14' };
    const { writing } = await writingOn(EVENTS, given);
    for (const text of [refers, expands]) assert.deepEqual((await writing.check(FILE, text)).problems, [], text);
    assert.match((await writing.check(FILE, expired)).problems[0]?.message ?? '', /expired on 2026-03-13/);
  });

  it('tells of its head and its tags who writes it, and not of those in force', async () => {
    const text = rule('Mine', 'a: b', 'id: mine\ndate: 2026-13-40\ntags: [attack.impct]\n');
    const { engine, writing } = await writingOn(EVENTS, { sources: [{ path: FILE, text }] });
    const { problems } = await writing.check(FILE, text);
    assert.deepEqual(
      problems.map(({ line, severity }) => [line, severity]),
      [
        [2, 'warning'],
        [3, 'warning'],
        [4, 'warning'],
      ],
    );
    assert.deepEqual((await engine.rules.loaded()).set.problems, []);
  });

  it('says nothing of a copy elsewhere, and reads the rules in force again when they change', async () => {
    const text = correlation(
      'Many',
      'x',
      '  type: event_count\n  timespan: 5m\n  condition: {gte: 20}\n',
      'id: 6f2ac0b2-27a2-4f7c-9f1c-8b1f3f0d2a11\n',
    );
    const base = { path: 'a.yml', text: rule('X', 'eventName: X', 'name: x\n') };
    const sources = [base, { path: 'copy.yml', text }];
    const { engine, writing } = await writingOn(EVENTS, { sources });
    assert.deepEqual((await writing.check(FILE, text)).problems, []);
    sources.length = 0;
    assert.deepEqual((await writing.check(FILE, text)).problems, []);
    engine.rules.reload();
    assert.equal((await writing.check(FILE, text)).problems.length, 1);
  });

  it('names the rules in force, and where they are written', async () => {
    const sources = [
      {
        path: 'a.yml',
        text: rule('B', 'a: b', 'id: b\nlevel: high\n') + '---\n' + rule('A', 'a: c', 'id: a\nname: x\n'),
      },
    ];
    const { writing } = await writingOn(EVENTS, { sources });
    assert.deepEqual(await writing.names(), [
      { id: 'a', name: 'x', title: 'A', level: 'medium', path: 'a.yml', line: 11 },
      { id: 'b', name: undefined, title: 'B', level: 'high', path: 'a.yml', line: 1 },
    ]);
  });

  it('goes through each correlation once, however many ways lead to it', async () => {
    const base = ['a0', 'b0'].map((name) => rule(name, 'eventName: RunInstances', `name: ${name}\n`));
    // two of each level count both of the one below: 2 to the power of 40 ways
    const levels = Array.from({ length: 40 }, (_, level) =>
      ['a', 'b'].map((name) =>
        correlation(
          `${name}${level + 1}`,
          `a${level}, b${level}`,
          '  type: temporal\n  timespan: 1d\n',
          `name: ${name}${level + 1}\n`,
        ),
      ),
    );
    const { trials } = await tried([...base, ...levels.flat()].join('---\n'));
    assert.deepEqual(new Set(trials.map(({ title, count }) => `${title.slice(0, 1)} ${count}`)), new Set(['a 3', 'b 3']));
    assert.equal(trials.length, 82);
  });
});
