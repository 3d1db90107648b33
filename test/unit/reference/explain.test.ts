import assert from 'node:assert/strict';
import type { ExplainRequest, Reference } from '../../../src/reference';
import { EC2, OPEN, RUN, valueAt } from './explainRecords';
import { faults, type Json, openReference } from './helper';

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
      /`CREATE_VOLUME_PERMISSION`: \*\*who may make volumes[^]*the API’s `createVolumePermission`[^]*---/,
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
    [
      { Statement: { Effect: 'Deny', NotPrincipal: { AWS: ['a', 'b'] }, Action: 's3:*', Resource: '*' } },
      /- \*\*Deny\*\* `s3:\*` on every resource for \*\*everybody but\*\* `a`, `b`$/,
    ],
    [{ Statement: { Effect: 'Allow' } }, /- \*\*Allow\*\* no action named$/],
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

  const CONDITIONS: readonly (readonly [condition: unknown, says: string])[] = [
    [{ Bool: {} }, ', under conditions'],
    ['x', ', under conditions'],
    [{ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, ', if `aws:SourceIp` is in `192.0.2.0/24`'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': ['o-a', 'o-b'] } }, ', if `aws:PrincipalOrgID` is not `o-a` nor `o-b`'],
    [
      { StringLike: { 's3:prefix': ['a/*', 'b/*'] }, Bool: { 'aws:SecureTransport': false } },
      ', if `s3:prefix` is like `a/*` or `b/*` and `aws:SecureTransport` is `false`',
    ],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:*' } }, ', if `aws:SourceArn` is like `arn:*`'],
    [{ Null: { 'aws:TokenIssueTime': 'true' } }, ', if `aws:TokenIssueTime` is absent'],
    [{ Null: { 'aws:TokenIssueTime': false } }, ', if `aws:TokenIssueTime` is there'],
    [
      { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } },
      ', if any of `aws:CalledVia` is `athena.amazonaws.com`',
    ],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, ', if each of `aws:TagKeys` (where there is one) is `a`'],
    [{ StringEqualsIfExists: { 'aws:x': 'a' } }, ', if `aws:x` (where there is one) is `a`'],
    [{ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': 3600 } }, ', if `aws:MultiFactorAuthAge` is at most `3600`'],
    [{ Odd: { k: 'v' } }, ', if `k` fits `odd` of `v`'],
    [{ constructor: { k: 'v' } }, ', if `k` fits `constructor` of `v`'],
    [JSON.parse('{"__proto__":{"k":["v"]}}'), ', if `k` fits `__proto__` of `v`'],
    [{ 'ForAnyValue:toString': { k: [] } }, ', if any of `k` fits `tostring` of nothing'],
    [{ Null: { k: 'True' } }, ', if `k` is absent'],
    [{ Null: { k: 'x' } }, ', if `k` fits `null` of `x`'],
    [
      { DateLessThanEquals: { 'aws:CurrentTime': ['2026', '2027'] } },
      ', if `aws:CurrentTime` is not after `2026` or `2027`',
    ],
    [{ NotIpAddress: { 'aws:SourceIp': ['::1', '::2'] } }, ', if `aws:SourceIp` is not in `::1` nor `::2`'],
    [
      { StringEquals: { a: ['1', '2', '3', '4', '5'], b: '1', c: '1', d: '1', e: '1' } },
      ', if `a` is `1` or `2` or `3` or `4` or 1 more and `b` is `1` and `c` is `1` and `d` is `1` and 1 more',
    ],
    [{ Bool: { '`[x](y)': '`<b>' } }, ', if `` `[x](y) `` is `` `<b> ``'],
  ];
  for (const [condition, says] of CONDITIONS) {
    it(`reads the condition ${JSON.stringify(condition).slice(0, 60)}`, async () => {
      const policy = { Statement: { Effect: 'Allow', Action: '*', Condition: condition } };
      const record = {
        eventSource: 'iam.amazonaws.com',
        eventName: 'PutRolePolicy',
        requestParameters: { p: encodeURIComponent(JSON.stringify(policy)) },
      };
      const text = (await explain(record, 'requestParameters.p')) ?? '';
      assert.ok(text.endsWith(`- **Allow** **every action**${says}`), text);
      assert.deepEqual(faults(text), []);
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

  it('says of a sign-in whether a second factor was given', async () => {
    const signIn = (type: string, MFAUsed?: string): Json => ({
      ...{ eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', userIdentity: { type, userName: 'eve' } },
      additionalEventData: { MFAUsed },
    });
    const here = async (record: Json): Promise<string | undefined> =>
      /\*\*Here:\*\* `[^`]*` · (.*)/.exec((await explain(record, 'eventName')) ?? '')?.[1];
    assert.equal(await here(signIn('IAMUser', 'Yes')), 'with a second factor · succeeded');
    assert.equal(await here(signIn('Root', 'No')), 'with no second factor · succeeded');
    // what a provider asked for is not seen
    assert.equal(await here(signIn('AssumedRole', 'No')), 'with no second factor that AWS asked for · succeeded');
    assert.equal(await here(signIn('IAMUser')), 'succeeded');
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
