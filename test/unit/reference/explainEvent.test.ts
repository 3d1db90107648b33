import assert from 'node:assert/strict';
import { hintFor, type Reference } from '../../../src/reference';
import { mainParameters } from '../../../src/reference/events/mainParameters';
import { EC2, OPEN, RUN, valueAt } from './explainRecords';
import { faults, type Json, openReference, sharedRecords } from './helper';

const INSIGHT: Json = {
  eventVersion: '1.07',
  eventTime: '2026-03-14T08:27:00Z',
  awsRegion: 'us-east-1',
  eventType: 'AwsCloudTrailInsight',
  eventCategory: 'Insight',
  insightDetails: {
    state: 'Start',
    eventSource: EC2,
    eventName: 'RunInstances',
    insightType: 'ApiCallRateInsight',
    insightContext: {
      statistics: { baseline: { average: 0.0031234 }, insight: { average: 12.5 }, insightDuration: 7 },
      attributions: [
        {
          attribute: 'userIdentityArn',
          insight: [{ value: 'arn:aws:iam::111122223333:user/[x](y)', average: 12.5 }],
          baseline: [],
        },
      ],
    },
  },
};

describe('explain: the report on an event', () => {
  let reference: Reference;
  before(async () => {
    reference = await openReference();
  });

  it('has who, where, outcome, with what, identifiers, rule hits', async () => {
    const report = await reference.explainRecord(RUN, {
      timeZone: 'UTC',
      findings: [{ id: 'r1', title: 'A [rule]', level: 'high' }],
      accounts: { '111122223333': 'prod' },
    });
    for (const part of [
      /^# `RunInstances` \(`ec2\.amazonaws\.com`\)\n\nLaunches[^]*\*\*Here:\*\* `role Admin[^]*## Suspicious/,
      /## Suspicious\n\n- \*\*High:\*\* A \\\[rule\\\]\n[^]*## Ids\n[^]*\*\*Rules that match:\*\* `r1`/,
      /## Who[^]*role Admin \/ session bob[^]*\(prod\)[^]*Source identity:\*\* `bob@example\.org`[^]*Second factor:\*\* none given/,
      /## Where and when[^]*US West \(Oregon\)[^]*documentation address[^]*Program:\*\* \*\*AWS CLI 2\.17\.3\*\*/,
      /## Outcome\n\n\*\*denied:\*\* `Client\.UnauthorizedOperation`: The identity may not[^]*\n> You are not authorized/,
      /## With what\n\n`3` × `m5\.large`/,
      /## Related identifiers\n\n- `ASIAY34FZKBOKMUTVV7A` used here: \*\*temporary access key\*\*[^]*`ami-0123456789abcdef0`: machine image/,
      /## About the call\n[^]*iam:PassRole[^]*API_RunInstances\.html/,
    ]) {
      assert.match(report, part);
    }
    assert.deepEqual(faults(report), []);
  });

  it('names the worst of what was found first', async () => {
    const levels = ['low', 'medium', 'critical', 'high', 'medium'];
    const findings = levels.map((level, n) => ({ id: `r${n}`, title: `Rule ${n}`, level }));
    const report = await reference.explainRecord(RUN, { findings });
    assert.deepEqual(report.match(/Rule \d/g), ['Rule 2', 'Rule 3', 'Rule 1', 'Rule 4', 'Rule 0']);
    assert.match(report, /\*\*Rules that match:\*\* `r2`, `r3`, `r1`, `r4`, `r0`/);
  });

  it('says of a finding that the case has it, and where in its chain the event is, which its rule does not match', async () => {
    const report = await reference.explainRecord(RUN, {
      findings: [
        { id: 'r0', title: 'Done', level: 'high', isOfCase: true },
        { id: 'r1', title: 'Begun', level: 'high', isOfCase: false, ledTo: { place: 1, of: 2 } },
        { id: 'r2', title: 'Many', level: 'low', isOfCase: true, ledTo: { place: undefined, of: 100 } },
      ],
    });
    const lines = [
      '- **High:** Done · found in the case',
      '- **High:** Begun · event 1 of the 2 that led to it',
      '- **Low:** Many · one of the last 100 events that led to it · found in the case',
    ];
    assert.ok(report.includes(`## Suspicious\n\n${lines.join('\n')}\n\n`), report);
    assert.match(report, /\*\*Rules that match:\*\* `r0`\n/);
  });

  it('names a rule once, and that it found the event rather than that the event led to the same', async () => {
    const rule = { id: 'r', title: 'Twice', level: 'high' };
    const report = await reference.explainRecord(RUN, {
      findings: [{ ...rule, ledTo: { place: 1, of: 2 } }, rule, { ...rule, isOfCase: true }],
    });
    assert.match(report, /## Suspicious\n\n- \*\*High:\*\* Twice\n\n/);
    assert.match(report, /\*\*Rules that match:\*\* `r`\n/);
  });

  it('says of an access key whether it ends by itself', async () => {
    const of = (accessKeyId: string) => reference.explainRecord({ ...RUN, userIdentity: { accessKeyId } });
    assert.match(await of('AKIAY34FZKBOKMUTVV7A'), /\*\*Access key:\*\* `AKIAY34FZKBOKMUTVV7A` · long-term\n/);
    assert.match(await of('ASIAY34FZKBOKMUTVV7A'), /\*\*Access key:\*\* `ASIAY34FZKBOKMUTVV7A` · temporary\n/);
    assert.match(await of('Other'), /\*\*Access key:\*\* `Other`\n/);
  });

  it('says so while the rules still run', async () => {
    const report = await reference.explainRecord(RUN, { findingsPending: true });
    assert.match(report, /## Suspicious\n\nThe rules have not looked/);
    assert.doesNotMatch(await reference.explainRecord(RUN, { findings: [] }), /## Suspicious/);
  });

  it('exists for an event of which nothing is known', async () => {
    assert.match(await reference.explainRecord({}), /^# Event without a name\n/);
  });

  it('says of an aggregated event when the calls were that it sums up, and nothing of one call', async () => {
    const event = {
      eventVersion: '1.0',
      accountId: '111122223333',
      eventId: 'a',
      eventType: 'AwsAggregatedEvent',
      eventSource: 's3.amazonaws.com',
      timeWindow: { windowStart: '2026-03-14T08:25:00Z', windowEnd: '2026-03-14T08:30:00Z', windowSize: 'PT5M' },
      summary: { primaryDimension: { dimension: 'eventName', statistics: [{ name: 'PutObject', value: 1000 }] } },
    };
    const report = await reference.explainRecord(event, { timeZone: 'UTC' });
    assert.match(report, /^# Calls summed up \(`s3\.amazonaws\.com`\)/);
    assert.match(report, /\*\*When:\*\* calls from `2026-03-14T08:25:00Z`.* until `2026-03-14T08:30:00Z`.*, summed up/);
    assert.match(report, /What was summed up:[\s\S]*"PutObject"/);
    assert.doesNotMatch(report, /## (?:Who|Outcome)/);
    const hover = (path: string[], value: unknown) =>
      reference.explain({ path, value, record: event, eventSource: 's3.amazonaws.com', eventName: '' });
    assert.match((await hover(['timeWindow', 'windowStart'], '2026-03-14T08:25:00Z')) ?? '', /time of the event/);
    assert.match((await hover(['timeWindow', 'windowStart'], '2026-03-14T08:25:00Z')) ?? '', /local: /);
    assert.match((await hover(['summary', 'details', '0', 'dimension'], 'x')) ?? '', /counted by/);
    assert.match(hintFor(['timeWindow', 'windowEnd'], '2026-03-14T08:30:00Z')?.text ?? '', /^local /);
  });

  it('says what Insights found, though such an event has no name of its own', async () => {
    const report = await reference.explainRecord(INSIGHT);
    assert.match(report, /^# Insights on `RunInstances` \(`ec2\.amazonaws\.com`\)/);
    assert.match(report, /now 12\.5 a minute · usually 0\.00312 a minute · for 7 min · it begins here/);
    assert.match(report, /\*\*By identity:\*\* `arn:aws:iam::111122223333:user\/\[x\]\(y\)` 12\.5 a minute/);
    assert.doesNotMatch(report, /## Outcome|no identity/);
    assert.deepEqual(faults(report), []);
    const asked = { eventSource: '', eventName: '', record: INSIGHT } as const;
    const value = valueAt(INSIGHT, ['insightDetails', 'eventName']);
    const name = await reference.explain({ ...asked, path: ['insightDetails', 'eventName'], value });
    assert.match(name ?? '', /^\*\*RunInstances\*\*/);
    const whole = await reference.explain({ ...asked, path: ['insightDetails'], value: INSIGHT['insightDetails'] });
    assert.match(whole ?? '', /usually 0\.00312 a minute/);
  });

  it('says what a digest file is', async () => {
    const report = await reference.explainRecord({
      digestStartTime: '2026-03-14T08:00:00Z',
      digestEndTime: '2026-03-14T09:00:00Z',
      previousDigestHashValue: 'ab',
      logFiles: [{ s3Object: 'x', hashValue: 'y' }],
    });
    assert.match(
      report,
      /^# Digest file\n\n[^]*no event[^]*the 1 log file that it delivered between `2026-03-14T08:00:00Z`/,
    );
    assert.deepEqual(faults(report), []);
  });

  it('has what sign-in and service events say beside request and response', async () => {
    const report = await reference.explainRecord({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      additionalEventData: { MFAUsed: 'No' },
      serviceEventDetails: { state: 'DONE' },
    });
    assert.match(report, /Second factor:\*\* none given at this sign-in[^]*"MFAUsed": "No"[^]*"state": "DONE"/);
  });

  it('is clean for every event of the real logs', async function () {
    this.timeout(60_000);
    const records = sharedRecords();
    if (records === undefined) return this.skip();
    for (const record of records)
      assert.deepEqual(faults(await reference.explainRecord(record)), [], String(record['eventID']));
  });
});

describe('explain: the main parameters of a request', () => {
  const cases: readonly (readonly [request: unknown, line: string | undefined])[] = [
    [RUN['requestParameters'], '`3` × `m5.large`, `ami-0123456789abcdef0`'],
    [OPEN['requestParameters'], '`-1 3389`, `sg-0123456789abcdef0`, `0.0.0.0/0`'],
    [
      { userName: 'eve', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      '`eve`, `arn:aws:iam::aws:policy/AdministratorAccess`',
    ],
    [{ a: 'i-0123456789abcdef0', b: 'vol-0123456789abcdef0' }, '`i-0123456789abcdef0`, `vol-0123456789abcdef0`'],
    [
      {
        filterSet: { items: [{ name: 'tag:Owner', valueSet: { items: [{ value: 'a' }, { value: 'b' }] } }] },
        instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] },
      },
      '`i-0123456789abcdef0`, `tag:Owner=a,b`',
    ],
    [
      { XRequest: { Filter: { tag: 1, Name: 'instance-type', Value: [{ tag: 1, content: 'p4d.24xlarge' }] } } },
      '`instance-type=p4d.24xlarge`',
    ],
    [{ bucketName: 'b', key: 'secret.csv' }, '`b`, `secret.csv`'],
    [{ target: 'i-0123456789abcdef0', name: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, '`i-0123456789abcdef0`'],
    [{ maxResults: 5 }, undefined],
    [null, undefined],
    ['text', undefined],
  ];
  for (const [request, line] of cases) {
    it(JSON.stringify(request).slice(0, 60), () => assert.equal(mainParameters(request), line));
  }

  it('counts what does not fit', () => {
    const items = Array.from({ length: 9 }, (_, index) => ({ instanceId: `i-0123456789abcdef${index}` }));
    assert.match(mainParameters({ instancesSet: { items } }) ?? '', /and 4 more$/);
  });
});
