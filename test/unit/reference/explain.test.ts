import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hintFor, type ExplainRequest, type Reference } from '../../../src/reference';
import { mainParameters } from '../../../src/reference/events/mainParameters';
import { faults, openReference, sharedRecords, type Json } from './helper';

const EC2 = 'ec2.amazonaws.com';

function valueAt(record: Json, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], record);
}

const RUN: Json = {
  eventVersion: '1.09',
  eventTime: '2026-03-14T08:27:45Z',
  eventSource: EC2,
  eventName: 'RunInstances',
  awsRegion: 'us-west-2',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2.17.3 os/linux#5.10 md/command#ec2.run-instances',
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: 'You are not authorized. Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAY34FZKBOKMUTVV7A:bob',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
    accountId: '111122223333',
    accessKeyId: 'ASIAY34FZKBOKMUTVV7A',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' },
      attributes: { creationDate: '2026-03-14T08:00:00Z', mfaAuthenticated: 'false' },
      sourceIdentity: 'bob@example.org',
    },
  },
  requestParameters: {
    instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 3, maxCount: 3 }] },
    instanceType: 'm5.large',
    userData: '<sensitiveDataRemoved>',
    tenancy: 'dedicated',
    metadataOptions: { httpTokens: 'optional' },
  },
  responseElements: null,
  recipientAccountId: '111122223333',
};

const DESCRIBE: Json = {
  eventSource: EC2,
  eventName: 'DescribeInstances',
  requestParameters: {
    filterSet: {
      items: [
        { name: 'tag:Owner', valueSet: { items: [{ value: 'a' }] } },
        { name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } },
        { name: 'nonsense', valueSet: {} },
      ],
    },
    unknownThing: 1,
  },
};

const OPEN: Json = {
  eventSource: EC2,
  eventName: 'AuthorizeSecurityGroupIngress',
  requestParameters: {
    groupId: 'sg-0123456789abcdef0',
    ipPermissions: {
      items: [{ ipProtocol: '-1', fromPort: 3389, toPort: 3389, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
    },
  },
};

const SHARE: Json = {
  eventSource: EC2,
  eventName: 'ModifySnapshotAttribute',
  requestParameters: {
    attributeType: 'CREATE_VOLUME_PERMISSION',
    createVolumePermission: { add: { items: [{ group: 'all' }] } },
  },
};

const OFFERINGS: Json = {
  eventSource: EC2,
  eventName: 'DescribeInstanceTypeOfferings',
  requestParameters: {
    DescribeInstanceTypeOfferingsRequest: {
      Filter: { tag: 1, Name: 'instance-type', Value: [{ tag: 1, content: 'p4d.24xlarge' }] },
    },
  },
};

const KEYS: Json = { eventSource: EC2, eventName: 'CreateKeyPair', requestParameters: { keyFormat: 'pem' } };

const ASSUME: Json = {
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  eventTime: '2026-03-14T08:27:45Z',
  userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
  responseElements: { credentials: { accessKeyId: 'ASIAY34FZKBOKMUTVV7A', expiration: 'Mar 14, 2026, 9:27:45 AM' } },
};

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

const STOP: Json = {
  eventSource: EC2,
  eventName: 'StopInstances',
  responseElements: {
    instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0', currentState: { code: 64, name: 'stopping' } }] },
  },
};

describe('explain: a place in a record', () => {
  let reference: Reference;
  before(async function () {
    this.timeout(60_000);
    reference = await openReference();
  });

  const explain = (record: Json, path: string, extra: Partial<ExplainRequest> = {}): Promise<string | undefined> => {
    const keys = path.split('.');
    return reference.explain({
      eventSource: String(record['eventSource']),
      eventName: String(record['eventName']),
      record,
      path: keys,
      value: valueAt(record, keys),
      timeZone: 'Europe/Berlin',
      ...extra,
    });
  };

  const cases: readonly (readonly [record: Json, path: string, says: RegExp])[] = [
    [
      RUN,
      'eventName',
      /^\*\*RunInstances\*\*: Launches[^]*\*\*Here:\*\* `role Admin \/ session bob` · `3` × `m5\.large`, `ami-0123456789abcdef0`[^]*\*\*denied:\*\*/,
    ],
    [RUN, 'eventName', /access level \*\*Write\*\*[^]*`iam:PassRole`[^]*\*\*Example:\*\*[^]*API_RunInstances\.html/],
    [RUN, 'eventSource', /^\*\*Amazon EC2\*\*/],
    [
      OFFERINGS,
      'requestParameters.DescribeInstanceTypeOfferingsRequest.Filter.Value.0.content',
      /^\*\*Filter\*\* `instance-type`[^]*`p4d\.24xlarge`: \*\*GPUs/,
    ],
    [RUN, 'awsRegion', /US West \(Oregon\)/],
    [RUN, 'eventTime', /09:27:45[^]*27 min 45 s after the session began/],
    [RUN, 'sourceIPAddress', /documentation address/],
    [RUN, 'userAgent', /command `aws ec2 run-instances`/],
    [RUN, 'errorCode', /which kind of policy/],
    [RUN, 'errorMessage', /decode-authorization-message --encoded-message abcdefghijklmnopqrstuvwxyz/],
    [RUN, 'userIdentity.type', /temporary credentials of a role/],
    [RUN, 'userIdentity.principalId', /Session name `bob`/],
    [RUN, 'userIdentity.arn', /session `bob` of role `Admin`/],
    [RUN, 'userIdentity.accountId', /\*\*AWS account\*\* `111122223333`/],
    [RUN, 'userIdentity.accessKeyId', /belongs to account `609629065308`/],
    [RUN, 'userIdentity.sessionContext.attributes.creationDate', /09:00:00/],
    [RUN, 'userIdentity.sessionContext.attributes.mfaAuthenticated', /no second factor/],
    [RUN, 'requestParameters.instanceType', /^\*\*InstanceType\*\*[^]*general purpose/],
    [RUN, 'requestParameters.instancesSet', /Log only/],
    [RUN, 'requestParameters.instancesSet.items.0.imageId', /machine image[^]*\*\*ImageId\*\*/],
    [RUN, 'requestParameters.instancesSet.items.0.minCount', /\*\*MinCount\*\*[^]*\*\*required\*\*/],
    [RUN, 'requestParameters.userData', /Removed from the log/],
    [RUN, 'requestParameters.tenancy', /\*\*Placement\.Tenancy\*\*[^]*\*\*Values:\*\*[^]*`dedicated`/],
    [RUN, 'requestParameters.metadataOptions.httpTokens', /Here `optional`: IMDSv2 is optional/],
    [RUN, 'requestParameters', /^\*\*requestParameters\*\*/],
    [
      DESCRIBE,
      'requestParameters.filterSet',
      /^\*\*Filters\*\*: Only what[^]*\*\*Filters of this call:\*\*[^]*`instance-state-name`/,
    ],
    [
      DESCRIBE,
      'requestParameters.filterSet.items.0.name',
      /^\*\*Filter\*\* `tag:Owner`: The key\/value combination of a tag/,
    ],
    [
      DESCRIBE,
      'requestParameters.filterSet.items.1.valueSet.items.0.value',
      /^\*\*Filter\*\* `instance-state-name`: The state of the instance[^]*what it has to match/,
    ],
    [DESCRIBE, 'requestParameters.filterSet.items.2.name', /not among the filters/],
    [DESCRIBE, 'requestParameters.unknownThing', /has no member of this name/],
    [OPEN, 'requestParameters.ipPermissions.items.0.ipProtocol', /every protocol and every port/],
    [OPEN, 'requestParameters.ipPermissions.items.0.fromPort', /Remote Desktop/],
    [OPEN, 'requestParameters.ipPermissions.items.0.ipRanges.items.0.cidrIp', /every address on the Internet/],
    [OPEN, 'requestParameters.groupId', /security group: the firewall rules/],
    [SHARE, 'requestParameters.attributeType', /\*\*Attribute\*\*/],
    [SHARE, 'requestParameters.createVolumePermission.add.items.0.group', /\*\*everybody\*\*/],
    [
      SHARE,
      'requestParameters.attributeType',
      /`CREATE_VOLUME_PERMISSION`: \*\*who may make volumes[^]*the API's `createVolumePermission`[^]*---/,
    ],
    [RUN, 'userIdentity', /Here `role Admin \/ session bob`/],
    [RUN, 'requestParameters.instancesSet.items.0.minCount', /API_RunInstances/],
    [RUN, 'requestParameters.metadataOptions', /\*\*MetadataOptions\*\*/],
    [KEYS, 'requestParameters.keyFormat', /· default `pem`/],
    [
      STOP,
      'responseElements.instancesSet.items',
      /\*\*StoppingInstances\*\* \(its elements\)[^]*list of `InstanceStateChange`/,
    ],
    [STOP, 'responseElements.instancesSet.items.0', /\*\*StoppingInstances\*\* \(one element\)/],
    [ASSUME, 'responseElements.credentials.expiration', /`2026-03-14T09:27:45Z`[^]*1 h after this event/],
    [ASSUME, 'userIdentity.invokedBy', /\*\*AWS Config\*\*/],
    [ASSUME, 'eventName', /access level \*\*Write\*\*/],
    [STOP, 'responseElements.instancesSet.items.0.currentState.code', /`64` is \*\*stopping\*\*/],
  ];
  for (const [record, path, says] of cases) {
    it(`${String(record['eventName'])} ${path}`, async () => {
      const text = (await explain(record, path)) ?? '';
      assert.match(text, says);
      assert.deepEqual(faults(text), []);
    });
  }

  const POLICIES: readonly (readonly [policy: unknown, says: RegExp | undefined])[] = [
    [
      { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } },
      /- \*\*Allow\*\* `s3:GetObject` on `arn:aws:s3:::b\/\*` for \*\*everybody\*\*$/,
    ],
    [
      {
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: ['*'] },
          { Effect: 'Deny', NotAction: ['iam:*'], NotResource: 'x', Condition: { Bool: {} } },
        ],
      },
      /- \*\*Allow\*\* \*\*every action\*\* on every resource\n- \*\*Deny\*\* all actions but `iam:\*` on all but `x`, under conditions$/,
    ],
    [
      {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::111122223333:root'] }, Action: 'sts:AssumeRole' },
        ],
      },
      /- \*\*Allow\*\* `sts:AssumeRole` for `arn:aws:iam::111122223333:root`$/,
    ],
    [{ Statement: 'x' }, undefined],
    [{ Statement: [{ Effect: '`[x](y)' }] }, undefined],
    [{ a: 1 }, undefined],
  ];
  for (const [policy, says] of POLICIES) {
    it(`reads the policy ${JSON.stringify(policy).slice(0, 60)}`, async () => {
      for (const value of [policy, JSON.stringify(policy)]) {
        const record = {
          eventSource: 'iam.amazonaws.com',
          eventName: 'PutRolePolicy',
          requestParameters: { p: value },
        };
        const text = await explain(record, 'requestParameters.p');
        if (says === undefined) assert.doesNotMatch(text ?? '', /Policy/);
        else assert.match(text ?? '', says);
        assert.deepEqual(text === undefined ? [] : faults(text), []);
      }
    });
  }

  it('tells a principal of another account in a policy', async () => {
    const trust = (account: string): Json => ({
      eventSource: 'iam.amazonaws.com',
      eventName: 'UpdateAssumeRolePolicy',
      recipientAccountId: '111122223333',
      requestParameters: {
        policyDocument: JSON.stringify({
          Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
        }),
      },
    });
    const path = 'requestParameters.policyDocument';
    assert.match((await explain(trust('444455556666'), path)) ?? '', /another account than the log’s/);
    assert.doesNotMatch((await explain(trust('111122223333'), path)) ?? '', /another account/);
  });

  it('words a guess as one', async () => {
    const record = { eventSource: EC2, eventName: 'DescribeVpcs', requestParameters: { vpcSet: {} } };
    assert.match((await explain(record, 'requestParameters.vpcSet')) ?? '', /^Probably \*\*VpcIds\*\*/);
  });

  it('puts the field first at a key and the value first at a value', async () => {
    const key = (await explain(RUN, 'sourceIPAddress', { side: 'key' })) ?? '';
    const value = (await explain(RUN, 'sourceIPAddress', { side: 'value' })) ?? '';
    assert.ok(key.startsWith('**sourceIPAddress**'));
    assert.ok(value.startsWith('`203.0.113.9`'));
  });

  it('explains the event at the key of its name too, after the field', async () => {
    const key = (await explain(RUN, 'eventName', { side: 'key' })) ?? '';
    assert.match(key, /^\*\*eventName\*\*[^]*\n---\n\n\*\*RunInstances\*\*: Launches[^]*\*\*Here:/);
  });

  it('names accounts as the settings say', async () => {
    const text = await explain(RUN, 'userIdentity.accountId', { accounts: { '111122223333': '[prod](x)' } });
    assert.match(text ?? '', /\\\[prod\\\]\\\(x\\\)/);
  });

  it('works below Records, and without a record', async () => {
    const asked = { eventSource: EC2, eventName: 'RunInstances' };
    assert.match(
      (await reference.explain({ ...asked, path: ['Records', '4', 'requestParameters', 'subnetId'] })) ?? '',
      /SubnetId/,
    );
    assert.match((await reference.explain({ ...asked, path: [] })) ?? '', /^\*\*RunInstances\*\*/);
  });

  it('says nothing where there is nothing to say', async () => {
    assert.equal(await explain({ eventSource: 'x', eventName: 'y', foo: 'bar' }, 'foo'), undefined);
  });

  it('knows identifiers wherever they stand', async () => {
    const record = {
      eventSource: 's3.amazonaws.com',
      eventName: 'X',
      requestParameters: { a: { b: 'see vpc-0123456789abcdef0' } },
    };
    assert.match((await explain(record, 'requestParameters.a.b')) ?? '', /virtual network/);
  });
});

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
      /## Suspicious\n\n- \*\*high:\*\* A \\\[rule\\\]\n[^]*## Ids\n[^]*\*\*Rules that match:\*\* `r1`/,
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
    this.timeout(20_000);
    const records = sharedRecords();
    if (records === undefined) return this.skip();
    for (const record of records)
      assert.deepEqual(faults(await reference.explainRecord(record)), [], String(record['eventID']));
  });
});

describe('explain: hostile logs', () => {
  const nasty = fc.constantFrom(
    '[x](command:workbench.action.quit)',
    '![x](https://evil.example/p.png)',
    '<img src=x onerror=alert(1)>',
    '<b>',
    '`',
    '```\n# heading',
    '\u202e\u0000\n- list',
    '](x)[',
    'https://evil.example',
    'constructor',
    '__proto__',
    '<sensitiveDataRemoved>',
    'arn:aws:iam::111122223333:user/[x](y)',
    'AROAY34FZKBOKMUTVV7A:<b>',
    'tag:[x](y)',
    '-1',
  );
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      nasty,
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(
          nasty,
          fc.constantFrom(
            'items',
            'item',
            'tag',
            'content',
            'name',
            'value',
            'ebs',
            'filterSet',
            'instancesSet',
            'groupSet',
            'DescribeVpcsRequest',
          ),
        ),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;
  const record = fc.record(
    {
      eventSource: fc.oneof(fc.constantFrom(EC2, 's3.amazonaws.com', 'constructor.amazonaws.com'), json),
      eventName: fc.oneof(fc.constantFrom('RunInstances', 'DescribeVpcs', 'GetBucketAcl', 'constructor', 'keys'), json),
      eventTime: json,
      eventType: json,
      userIdentity: fc.oneof(
        json,
        fc.record({ type: json, arn: nasty, principalId: nasty, accessKeyId: nasty, sessionContext: json }),
      ),
      userAgent: json,
      sourceIPAddress: json,
      errorCode: json,
      errorMessage: json,
      requestParameters: json,
      responseElements: json,
      resources: json,
      additionalEventData: json,
      serviceEventDetails: json,
      insightDetails: fc.oneof(
        json,
        fc.record({
          state: json,
          eventName: nasty,
          errorCode: nasty,
          insightContext: fc.record({
            statistics: json,
            attributions: fc.array(
              fc.record({ attribute: nasty, insight: fc.array(fc.record({ value: nasty, average: json })) }),
            ),
          }),
        }),
      ),
      logFiles: json,
      digestStartTime: json,
      digestEndTime: json,
    },
    { requiredKeys: [] },
  );

  it('neither break a hover nor put anything live into one', async function () {
    this.timeout(30_000);
    const reference = await openReference();
    const paths = (value: unknown, path: readonly string[], into: string[][]): void => {
      if (path.length > 8 || into.length > 60) return;
      into.push([...path]);
      if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) paths(inner, [...path, key], into);
      }
    };
    await fc.assert(
      fc.asyncProperty(record, async (made) => {
        const all: string[][] = [];
        paths(made, [], all);
        for (const path of all) {
          const value = valueAt(made, path);
          const eventSource = typeof made.eventSource === 'string' ? made.eventSource : '';
          const eventName = typeof made.eventName === 'string' ? made.eventName : '';
          for (const side of ['key', 'value'] as const) {
            const text = await reference.explain({ eventSource, eventName, record: made, path, value, side });
            if (text !== undefined) assert.deepEqual(faults(text), [], path.join('.'));
          }
          hintFor(path, value, made);
        }
        assert.deepEqual(faults(await reference.explainRecord(made)), []);
      }),
      { numRuns: 60 },
    );
  });

  it('of great depth and length are answered too', async () => {
    const reference = await openReference();
    const deep: unknown = JSON.parse('{"items":['.repeat(3000) + '1' + ']}'.repeat(3000));
    const made = {
      eventSource: EC2,
      eventName: 'DescribeVpcs',
      requestParameters: deep,
      userAgent: 'x/1 '.repeat(300_000),
    };
    const path = ['requestParameters', ...new Array<string>(3000).fill('items')];
    await reference.explain({ eventSource: EC2, eventName: 'DescribeVpcs', record: made, path, value: 1 });
    assert.deepEqual(faults(await reference.explainRecord(made)), []);
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

describe('explain: inlay hints', () => {
  const cases: readonly (readonly [
    path: string,
    value: unknown,
    kind: string | undefined,
    text: string | undefined,
  ])[] = [
    ['userIdentity.accessKeyId', 'ASIAY34FZKBOKMUTVV7A', 'account', 'account 609629065308 (prod)'],
    ['userIdentity.accessKeyId', 'AKIAIOSFODNN7EXAMPLE', undefined, undefined],
    ['Records.0.eventTime', '2026-03-14T08:27:45Z', 'localTime', 'local 2026-03-14 09:27:45'],
    ['responseElements.instancesSet.items.0.launchTime', 1773476865000, 'localTime', 'local 2026-03-14 09:27:45'],
    ['userIdentity.arn', 'arn:aws:sts::111122223333:assumed-role/Admin/bob', 'person', 'bob@example.org'],
    ['responseElements.instancesSet.items.0.currentState.code', 32, 'stateCode', 'shutting-down'],
    ['responseElements.instancesSet.items.0.instanceState.code', 272, 'stateCode', 'running'],
    ['requestParameters.code', 32, undefined, undefined],
    ['eventName', 'RunInstances', undefined, undefined],
  ];
  for (const [path, value, kind, text] of cases) {
    it(`${path} = ${String(value)}`, () => {
      const context = { accounts: { '609629065308': 'prod' }, timeZone: 'Europe/Berlin' };
      const hint = hintFor(path.split('.'), value, RUN, context);
      assert.deepEqual([hint?.kind, hint?.text], [kind, text]);
    });
  }
});
