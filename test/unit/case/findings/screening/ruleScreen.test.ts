import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findHits } from '../../../../../src/case/findings/findings';
import { RuleScreen } from '../../../../../src/case/findings/screening/ruleScreen';
import { Turns } from '../../../../../src/case/turns';
import { Detector, loadRules, type RecordObject, type RuleSet } from '../../../../../src/detection';
import { RecordSource } from '../../../../../src/reading/recordSource';
import { everything, idOf, type Log, parsed, read, screened } from './screened';

/** What a rule may ask, with values that records below have now and then. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  eventTime: ["'2026-01-01T00:01*'", "'2026-01-01T00:02:00Z'"],
  eventName: ['StopLogging', 'RunInstances', "''", '5', 'true', "'*'", "'*Log*'"],
  eventSource: ['ec2.amazonaws.com', "''", "'*.amazonaws.com'"],
  errorCode: ['AccessDenied', "''", "'Client.*'", "'*'", '403'],
  errorMessage: ['Failed authentication', "'*'"],
  awsRegion: ['us-east-1', "'eu-*'"],
  sourceIPAddress: ['192.0.2.1', "'ec2.*'"],
  userAgent: ["'aws-cli*'", 'Boto3'],
  readOnly: ['true', "'false'", 'false'],
  eventType: ['AwsApiCall'],
  recipientAccountId: ['111122223333', "'012345678901'"],
  eventCategory: ['Management', 'Insight'],
  vpcEndpointId: ["'vpce-*'"],
  sessionCredentialFromConsole: ['true'],
  'userIdentity.type': ['Root', 'IAMUser', "'*'"],
  'userIdentity.arn': ["'*root*'", "'arn:*'"],
  'userIdentity.accessKeyId': ["'AKIA*'", "'*Y'"],
  'userIdentity.sessionContext.attributes.mfaAuthenticated': ["'false'", 'true'],
  'userIdentity.a.b.c': ['x', "'*'"],
  userIdentity: ["'*Root*'"],
  'requestParameters.name': ['x', '5'],
  'responseElements.ok': ['true'],
};
const names = Object.keys(FIELDS);

/** What may be asked of any field, beside equality: what looks at numbers, addresses, times, and at all values of a list. */
const ASKED = [
  'cidr: 192.0.2.0/24',
  'cidr|neq: [192.0.2.0/24, 198.51.100.0/24]',
  'gt: 4',
  'minute|gte: 2',
  'minute: [1, 5]',
  'contains|all: [o, e]',
  'contains|all|neq: [r, t]',
  'startswith: [AKIA, ASIA]',
  "re: '^A.*d$'",
  'exists|neq: true',
  'foreign: true',
];

const item = fc.constantFrom(...names).chain((field) =>
  fc.oneof(
    fc.constantFrom(`${field}: null`, `${field}|exists: true`, `${field}|exists: false`),
    fc.constantFrom(...(FIELDS[field] ?? [])).map((value) => `${field}: ${value}`),
    fc
      .tuple(
        fc.constantFrom('neq', 'contains', 'startswith', 'cased', 're|i'),
        fc.constantFrom(...(FIELDS[field] ?? [])),
      )
      .map(
        ([modifier, value]) => `${field}|${modifier}: ${value.replaceAll('*', modifier.startsWith('re') ? '.*' : '*')}`,
      ),
    fc.constantFrom(...ASKED).map((asked) => `${field}|${asked}`),
    fc.constantFrom(...names).map((other) => `${field}|fieldref: ${other}`),
    fc.constantFrom(...(FIELDS[field] ?? [])).map((value) => `${field}: [null, ${value}]`),
  ),
);
const detection = fc
  .tuple(
    fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: (text) => text.split(':')[0] }),
    fc.uniqueArray(item, { minLength: 1, maxLength: 2, selector: (text) => text.split(':')[0] }),
    item,
    fc.constantFrom(
      'a',
      'not a',
      'a and not b',
      'a or b',
      'a and (b or not c)',
      'not (a or b)',
      '1 of them',
      'all of them',
      'c',
      'not c',
    ),
  )
  .map(([a, b, c, condition]) => `{a: {${a.join(', ')}}, b: {${b.join(', ')}}, c: {${c}}, condition: ${condition}}`);

/** Hundreds of rules, the same in every run. */
const generated = fc.sample(detection, { numRuns: 400, seed: 7 });
const correlations = [
  'type: event_count\n  generate: true\n  rules: [r0, r1, r2]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: {gte: 2}',
  'type: event_count\n  rules: [r3, r4]\n  group-by: [userIdentity.arn]\n  timespan: 2m\n  condition: {gte: 2}',
  'type: event_count\n  rules: [r17, r18]\n  group-by: [eventName, errorCode]\n  timespan: 1m\n  condition: {gt: 1, lte: 3}',
  'type: event_count\n  rules: [r19]\n  timespan: 1m\n  condition: {lt: 3}',
  'type: value_count\n  rules: [r5, r6, r7, r8]\n  timespan: 3m\n  condition: {field: eventName, gte: 2}',
  'type: value_count\n  rules: [r5, r20]\n  group-by: [userIdentity.type]\n  timespan: 3m\n  condition: {field: requestParameters.name, gte: 2}',
  'type: temporal\n  rules: [r9, r10, r11]\n  timespan: 2m\n  condition: {gte: 2}',
  'type: temporal\n  rules: [r21, r22]\n  group-by: [sourceIPAddress]\n  timespan: 2m\n  condition: r21 and not r22',
  'type: temporal_ordered\n  rules: [r12, r13]\n  timespan: 5m',
  'type: temporal_ordered\n  rules: [r23, r24, r25]\n  group-by: [who]\n  timespan: 5m\n  aliases: {who: {r23: userAgent, r24: eventName, r25: userAgent}}',
  'type: temporal_ordered\n  rules: [c1, r26]\n  group-by: [eventSource]\n  timespan: 9m',
  'type: first_seen\n  rules: [r14, r15, r16]\n  condition: {field: awsRegion, learning: 1m}',
  'type: first_seen\n  rules: [r27, r28]\n  group-by: [userIdentity.arn]\n  condition: {field: sourceIPAddress, learning: 1m}',
  'type: value_sum\n  rules: [r29]\n  timespan: 9m\n  condition: {field: requestParameters.name, gte: 5}',
].map((body, n) => `title: C${n}\nid: c${n}\nname: c${n}\ncorrelation:\n  ${body}\n`);
const set: RuleSet = loadRules([
  ...generated.map((text, n) => ({
    path: `r${n}.yml`,
    text: `title: R${n}\nid: r${n}\nlogsource: {product: aws}\ndetection: ${text}\n`,
  })),
  ...correlations.map((text, n) => ({ path: `c${n}.yml`, text })),
]);

const odd = fc.constantFrom<unknown>(null, '', 5, true, false, [], {}, ['x'], ['x', 'y'], [null], { a: 'x' });
const mostly = (...values: readonly unknown[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: odd });
const identity = fc.oneof(
  fc.record(
    {
      type: mostly('Root', 'IAMUser', 'AssumedRole'),
      arn: mostly('arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/x'),
      accessKeyId: mostly('AKIAX', 'ASIAY', 'AKIA"Y'),
      sessionContext: mostly(
        { attributes: { mfaAuthenticated: 'false' } },
        { attributes: { mfaAuthenticated: true } },
        { attributes: [] },
        { 'attributes.mfaAuthenticated': 'true' },
        [{ attributes: { mfaAuthenticated: 'false' } }, { attributes: null }],
      ),
      'a.b': mostly({ c: 'x' }),
      a: mostly({ 'b.c': 'x' }, { b: { c: null } }, { b: [{ c: 'x' }, { c: 'y' }] }),
    },
    { requiredKeys: [] },
  ),
  odd,
);
const record = fc.record(
  {
    eventTime: fc.constantFrom(...['00', '01', '02', '03', '05', '09'].map((minute) => `2026-01-01T00:${minute}:00Z`)),
    eventName: mostly('StopLogging', 'RunInstances', 'stoplogging', 'Other'),
    eventSource: mostly('ec2.amazonaws.com', 'iam.amazonaws.com'),
    errorCode: mostly('AccessDenied', 'Client.UnauthorizedOperation'),
    errorMessage: mostly('Failed authentication', 'AccessDenied'),
    awsRegion: mostly('us-east-1', 'eu-west-1'),
    sourceIPAddress: mostly('192.0.2.1', 'ec2.amazonaws.com', '192.0.2.1, 198.51.100.1'),
    userAgent: mostly('aws-cli/2', 'Boto3', '[S3Console]'),
    readOnly: mostly(true, false, 'true'),
    eventType: mostly('AwsApiCall', 'AwsCloudTrailInsight', 'AwsAggregatedEvent'),
    recipientAccountId: mostly('111122223333', 111122223333),
    eventCategory: mostly('Management', 'Data'),
    vpcEndpointId: mostly('vpce-0123456789abcdef0'),
    sessionCredentialFromConsole: mostly('true', true),
    timeWindow: fc.constant({ windowStart: '2026-01-01T00:00:00Z' }),
    accountId: fc.constant('111122223333'),
    insightDetails: fc.constant({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
    userIdentity: identity,
    'userIdentity.type': fc.constantFrom('Root', null),
    requestParameters: mostly({ name: 'x' }, { name: 5 }, 'x'),
    responseElements: mostly({ ok: true }),
  },
  { requiredKeys: ['eventTime', 'eventName', 'eventSource'] },
);

/** A record as text: now and then letters as escapes, white space, and members twice. */
const recordText = fc
  .tuple(record, fc.constantFrom('plain', 'escaped', 'pretty', 'twice'), fc.uuid())
  .map(([value, how, eventID]) => {
    const { 'userIdentity.type': flat, ...usual } = value;
    // some tools write paths as keys: then there is no element of that name
    const own = flat === undefined || 'userIdentity' in usual ? usual : value;
    const text = JSON.stringify({ eventVersion: '1.08', ...own, eventID }, undefined, how === 'pretty' ? 1 : undefined);
    if (how === 'escaped') return text.replaceAll('StopLogging', 'Stop\\u004cogging').replaceAll('Root', 'R\\u006fot');
    if (how === 'twice') return `{"eventName":"RunInstances","errorCode":"x",${text.slice(1)}`;
    return text;
  });

describe('screening rules by the columns of an index', function () {
  this.timeout(120_000);

  it('has rules that can be used', () => {
    assert.deepEqual(
      set.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.equal(set.rules.length + set.correlations.length, 414);
    assert.ok(set.rules.filter(({ standalone }) => !standalone).length > 25);
  });

  it('finds what asking every rule of every record finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(recordText, { minLength: 1, maxLength: 12 }), async (records) => {
        const log = read([records]);
        assert.deepEqual(await screened(set, log), everything(set, log));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the same whatever the order of files and of records in them, and counts a copy once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(recordText, { minLength: 1, maxLength: 10 }),
        fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }),
        async (records, numbers) => {
          const files: string[][] = [[], [], [], []];
          for (const [n, text] of records.entries()) files[numbers[n] ?? 0]?.unshift(text);
          // delivered twice, in another file
          const copies = records.filter((_, n) => n % 3 === 0);
          const log = read([...files, copies]);
          assert.equal(log.index.count, records.length);
          assert.deepEqual(await screened(set, log), await screened(set, read([records])));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes all that is said of an event that was delivered in several layouts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(recordText, { minLength: 1, maxLength: 8 }),
        fc.array(recordText, { minLength: 1, maxLength: 8 }),
        async (records, others) => {
          const again = others.map((text, n) => {
            const of = JSON.parse(records[n % records.length] ?? '{}') as RecordObject;
            return JSON.stringify({ ...JSON.parse(text), eventID: of['eventID'], eventTime: of['eventTime'] });
          });
          const log = read([records, again]);
          assert.deepEqual(await screened(set, log), everything(set, log));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts no event on the promise of another that can no longer be read', async () => {
    const event = (minute: string, region: string, n: number): string =>
      `{"eventVersion":"1","eventTime":"2026-01-01T00:0${minute}:00Z","eventSource":"a","eventName":"X","awsRegion":"${region}","eventID":"e${n}"}`;
    // two of one time without an id have to be read, to be told apart
    const nameless = [1, 2].map((n) => event('5', 'r1', n).replace('eventID', 'requestID'));
    const log = read([[event('0', 'r0', 0)], nameless, [event('6', 'r1', 3)]]);
    const own = loadRules([
      {
        path: 'a.yml',
        text: 'title: A\nname: a\nlogsource: {product: aws}\ndetection: {s: {eventName: X}, condition: s}\n',
      },
      {
        path: 'b.yml',
        text: 'title: B\nid: b\ncorrelation:\n  type: first_seen\n  rules: [a]\n  condition: {field: awsRegion, learning: 1m}\n',
      },
    ]);
    const hits = async (readable: boolean): Promise<number[]> => {
      const sourceOf = (source: number) =>
        Promise.resolve(readable || source !== 1 ? new RecordSource(log.files[source] as Uint8Array) : undefined);
      return (await findHits(own, { index: log.index, sourceOf }, new Turns())).map(({ row }) => row);
    };
    assert.deepEqual([await hits(true), await hits(false)], [[1], [3]]);
  });

  /** The findings of rules over the records of one log: title, row, group and chain. */
  async function hitsOf(rules: string, records: readonly object[]): Promise<unknown[]> {
    const log = read([
      records.map((one) => JSON.stringify({ eventVersion: '1', eventTime: '2026-01-01T00:00:00Z', ...one })),
    ]);
    return hitsIn(rules, log);
  }

  async function hitsIn(rules: string, log: Log): Promise<unknown[]> {
    const own = loadRules([{ path: 'a.yml', text: rules }]);
    assert.deepEqual(own.problems, []);
    const sourceOf = (source: number) => Promise.resolve(new RecordSource(log.files[source] as Uint8Array));
    const hits = await findHits(own, { index: log.index, sourceOf }, new Turns());
    return hits.map(({ rule, row, group, chain }) => [rule.title, row, group.map(({ value }) => value).join(), chain]);
  }

  const ruleOf = (title: string, selection: string): string =>
    `title: ${title}\nname: ${title}\nid: ${title}\nlogsource: { product: aws }\ndetection: { s: { ${selection} }, condition: s }\n`;
  const correlationOf = (title: string, correlation: string): string =>
    `---\ntitle: ${title}\nname: ${title}\nid: ${title}\ncorrelation: { timespan: 1h, ${correlation} }\n`;

  it('orders events of one time by their ids where chains of correlations count them, whatever their groups', async () => {
    const rules = [
      ruleOf('A', 'eventName: [X, Y]'),
      correlationOf('B', 'type: event_count, rules: [A], group-by: [eventName], condition: { gte: 1 }'),
      correlationOf('C', 'type: event_count, rules: [B], condition: { gte: 2 }'),
    ].join('');
    const records = [
      { eventID: 'z', eventName: 'X' },
      { eventID: 'a', eventName: 'Y' },
    ];
    assert.deepEqual(await hitsOf(rules, records), [['C', 0, '', [1, 0]]]);
  });

  it('takes an event for the same, however its id is written', async () => {
    const rules = [
      ruleOf('A', 'eventName: X'),
      correlationOf('B', 'type: event_count, rules: [A], group-by: [userAgent], condition: { gte: 1 }'),
    ].join('');
    const text = (id: string, agent: string): string =>
      `{"eventVersion":"1","eventTime":"2026-01-01T00:00:00Z","eventName":"X","eventID":"${id}","userAgent":"${agent}"}`;
    const log = read([[text('a/b', 'u1'), text('a\\/b', 'u2')]]);
    assert.equal(log.index.twins.size, 2);
    assert.deepEqual(await hitsIn(rules, log), [
      ['B', 0, 'u1', [0]],
      ['B', 0, 'u2', [0]],
    ]);
  });

  it('takes from an event that was delivered in two layouts what either says, whichever rule is true of it', async () => {
    const rules = [
      ruleOf('A', 'errorCode: E'),
      '---\n',
      ruleOf('B', 'userAgent: u1'),
      correlationOf('X', 'type: event_count, rules: [A], group-by: [awsRegion], condition: { gte: 1 }'),
      correlationOf('Y', 'type: event_count, rules: [B], group-by: [eventName], condition: { gte: 1 }'),
    ].join('');
    const records = [
      { eventID: 'e', eventName: 'N', userAgent: 'u1', awsRegion: 'r1' },
      { eventID: 'e', eventName: 'N', errorCode: 'E' },
    ];
    assert.deepEqual(await hitsOf(rules, records), [
      ['X', 0, 'r1', [0]],
      ['Y', 0, 'N', [0]],
    ]);
  });

  it('orders events of one time without ids by the rules that are true of them, not by their places', async () => {
    const rules = [
      ruleOf('A', 'awsRegion: r1'),
      '---\n',
      ruleOf('B', 'userAgent: u1'),
      correlationOf('X', 'type: event_count, rules: [A, B], group-by: [eventName], condition: { gte: 2 }'),
    ].join('');
    const records = [
      { eventName: 'N', awsRegion: 'r1' },
      { eventName: 'N', userAgent: 'u1' },
    ];
    assert.deepEqual(await hitsOf(rules, records), [['X', 1, 'N', [0, 1]]]);
    assert.deepEqual(await hitsOf(rules, [...records].reverse()), [['X', 0, 'N', [1, 0]]]);
  });

  it('does not take for the name of an Insight what stands in its details', async () => {
    const insight = JSON.stringify({
      eventVersion: '1.09',
      eventTime: '2026-01-01T00:00:00Z',
      awsRegion: 'us-east-1',
      eventID: 'e1',
      eventType: 'AwsCloudTrailInsight',
      recipientAccountId: '111122223333',
      insightDetails: { state: 'Start', eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' },
      eventCategory: 'Insight',
    });
    const log = read([[insight]]);
    assert.equal(log.index.text('eventName', 0), 'StopLogging', 'a person is told');
    const rule = (id: string, field: string): string =>
      `title: T\nid: ${id}\nlogsource: {product: aws}\ndetection: {s: {${field}: StopLogging}, condition: s}\n`;
    const own = loadRules([
      { path: 'a.yml', text: rule('of-the-record', 'eventName') },
      { path: 'b.yml', text: rule('of-its-details', 'insightDetails.eventName') },
    ]);
    const sourceOf = () => Promise.resolve(new RecordSource(log.files[0] as Uint8Array));
    const hits = await findHits(own, { index: log.index, sourceOf }, new Turns());
    assert.deepEqual(
      hits.map((hit) => hit.rule.id),
      ['of-its-details'],
    );
  });

  it('tells access keys apart that begin alike, and those that are short, escaped or no text', async () => {
    const keys = [
      'AKIAX',
      'AKIAY',
      'akiaz',
      'ASIAX',
      'AKI',
      'AKIA',
      '',
      'ÄKIA',
      'AK"A',
      '\\u0041KIAX',
      null,
      5,
      ['AKIAX'],
    ];
    const records = keys.map((accessKeyId, n) => {
      const userIdentity = { type: 'IAMUser', accessKeyId };
      const event = {
        eventID: `e${n}`,
        eventTime: '2026-01-01T00:00:00Z',
        eventSource: 'x',
        eventName: 'y',
        userIdentity,
      };
      return JSON.stringify(event).replace('\\\\u', '\\u');
    });
    const { index, files } = read([records]);
    for (const [pattern, expected] of [
      ['AKIA*', 'e0 e1 e12 e2 e5 e9'],
      ['aki*', 'e0 e1 e12 e2 e4 e5 e9'],
      ['A*', 'e0 e1 e12 e2 e3 e4 e5 e8 e9'],
      ['AKIAX*', 'e0 e12 e9'],
      ['*', 'e0 e1 e11 e12 e2 e3 e4 e5 e6 e7 e8 e9'],
    ]) {
      const text = `title: T\nlogsource: {product: aws}\ndetection: {s: {userIdentity.accessKeyId: '${pattern}'}, condition: s}\n`;
      const one = loadRules([{ path: 't.yml', text }]);
      const source = (place: number) => Promise.resolve(new RecordSource(files[place] as Uint8Array));
      const hits = await findHits(one, { index, sourceOf: source }, new Turns());
      const found = hits.map(({ row }) => idOf(parsed({ index, files }, row))).sort();
      assert.equal(found.join(' '), expected, pattern);
    }
  });

  it('leaves most records of a usual log unread', async () => {
    const usual = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify({
        eventID: `e${n}`,
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstances',
        errorCode: null,
      }),
    );
    const { index } = read([usual]);
    const text = `title: T\nlogsource: {product: aws}\ndetection: {s: {eventName: StopLogging, requestParameters.name: x}, condition: s}\n`;
    const narrow = loadRules([{ path: 't.yml', text }]);
    const { rows } = await new RuleScreen(new Detector(narrow), index).allCandidates(new Turns());
    assert.equal(rows.length, 0);
  });
});
