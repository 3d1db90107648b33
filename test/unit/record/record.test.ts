import assert from 'node:assert/strict';
import { outcomeOf, type OutcomeKind } from '../../../src/record/outcome';
import { resourcesOf } from '../../../src/record/resources';
import { clockTime, dayOf, hourOf, isoTime, timeOf } from '../../../src/record/time';
import { userAgentFamily } from '../../../src/record/userAgent';

describe('outcome', () => {
  const table: readonly (readonly [code: string | undefined, message: string | undefined, kind: OutcomeKind])[] = [
    [undefined, undefined, 'success'],
    ['', '', 'success'],
    ['Client.DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 'dry-run'],
    ['DryRunOperation', undefined, 'dry-run'],
    ['Client.DryRunOperationNotSupported', undefined, 'failed'],
    ['Client.UnauthorizedOperation', undefined, 'denied'],
    ['AccessDenied', undefined, 'denied'],
    ['AccessDeniedException', undefined, 'denied'],
    ['Client.AuthFailure', undefined, 'denied'],
    ['InvalidClientTokenId', undefined, 'denied'],
    ['ExpiredTokenException', undefined, 'denied'],
    ['SignatureDoesNotMatch', undefined, 'denied'],
    ['NotAuthorizedException', undefined, 'denied'],
    [undefined, 'Failed authentication', 'denied'],
    [undefined, 'No username found in supplied account', 'failed'],
    ['Client.InvalidInstanceID.NotFound', undefined, 'failed'],
    ['Server.InternalError', undefined, 'failed'],
    ['ThrottlingException', 'Rate exceeded', 'failed'],
    ['Client.RequestLimitExceeded', undefined, 'failed'],
    ['x'.repeat(1e6), undefined, 'failed'],
  ];
  for (const [code, message, kind] of table) {
    it(`${String(code ?? message).slice(0, 40)}: ${kind}`, () => {
      const outcome = outcomeOf(code, message);
      assert.equal(outcome.kind, kind);
      assert.equal(outcome.error, code || message || undefined);
    });
  }
});

describe('time', () => {
  const table: readonly (readonly [value: unknown, iso: string])[] = [
    ['2026-03-14T08:27:45Z', '2026-03-14T08:27:45Z'],
    ['2026-03-14T08:27:45.120Z', '2026-03-14T08:27:45.120Z'],
    ['2026-03-14T08:27:45.1Z', '2026-03-14T08:27:45.100Z'],
    ['2026-03-14T08:27:45.123456789Z', '2026-03-14T08:27:45.123Z'],
    ['2026-03-14 08:27:45', '2026-03-14T08:27:45Z'],
    ['2026-03-14T08:27:45', '2026-03-14T08:27:45Z'],
    ['2026-03-14 08:27:45.000 UTC', '2026-03-14T08:27:45Z'],
    ['2026-03-14 19:27:45+11:00', '2026-03-14T08:27:45Z'],
    ['2026-03-14T03:27:45-0500', '2026-03-14T08:27:45Z'],
    ['2026-03-14T08:27Z', '2026-03-14T08:27:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2026-02-29T00:00:00Z', ''],
    ['2026-13-01T00:00:00Z', ''],
    ['2026-03-14T25:00:00Z', ''],
    ['2026-03-14T08:27:45Z and more', ''],
    ['2026-03-14', ''],
    ['14/Mar/2026:08:27:45', ''],
    ['1', ''],
    ['', ''],
    [1773476865, '2026-03-14T08:27:45Z'],
    [1773476865.123, '2026-03-14T08:27:45.123Z'],
    [1773476865123, '2026-03-14T08:27:45.123Z'],
    [1e300, ''],
    [-1e300, ''],
    [Infinity, ''],
    [NaN, ''],
    [true, ''],
    [null, ''],
    [{}, ''],
  ];
  for (const [value, iso] of table) {
    it(`of ${JSON.stringify(value)} is ${iso || 'none'}`, () => assert.equal(isoTime(timeOf(value)), iso));
  }

  it('does not depend on where it is asked', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      assert.equal(timeOf('2026-03-14 08:27:45'), Date.UTC(2026, 2, 14, 8, 27, 45));
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('is shown by clock, day and hour', () => {
    const ms = Date.UTC(2026, 2, 14, 8, 27, 45, 999);
    assert.deepEqual([clockTime(ms), dayOf(ms), hourOf(ms)], ['08:27:45', '2026-03-14', '2026-03-14T08']);
    for (const none of [NaN, Infinity, 1e15])
      assert.deepEqual([clockTime(none), dayOf(none), hourOf(none)], ['no time', '', '']);
  });
});

describe('resources', () => {
  it('are those listed, then every id and ARN of request and response, each once', () => {
    const record = {
      resources: [
        { ARN: 'arn:aws:s3:::logs', type: 'AWS::S3::Bucket' },
        { arn: 'arn:aws:s3:::old' },
        { ARN: '' },
        null,
        'x',
      ],
      requestParameters: {
        instancesSet: { items: [{ instanceId: 'i-1a2b3c4d' }, { instanceId: 'i-0123456789abcdef0' }] },
        name: 'a',
      },
      responseElements: {
        x: [
          ['i-1a2b3c4d', 'arn:aws-cn:iam::111122223333:role/Admin', 'arn:'],
          { deep: { vpcId: 'vpc-0123456789abcdef0' } },
        ],
      },
    };
    assert.deepEqual(resourcesOf(record), [
      'arn:aws:s3:::logs',
      'arn:aws:s3:::old',
      'i-1a2b3c4d',
      'i-0123456789abcdef0',
      'arn:aws-cn:iam::111122223333:role/Admin',
      'vpc-0123456789abcdef0',
    ]);
  });

  const ids: readonly (readonly [value: string, isId: boolean])[] = [
    ['i-1a2b3c4d', true],
    ['eipalloc-0123456789abcdef0', true],
    ['tgw-attach-0123456789abcdef0', true],
    ['subnet-cidr-assoc-0123456789abcdef0', true],
    ['vpc-cidr-assoc-0123456789abcdef0', true],
    ['sgr-0123456789abcdef0', true],
    ['i-1a2b3c4', false],
    ['i-1A2B3C4D', false],
    ['i-1a2b3c4d5', false],
    ['see i-1a2b3c4d', false],
    ['arn:aws:ec2', true],
    ['barn:aws:ec2', false],
  ];
  for (const [value, isId] of ids) {
    it(`${value} is ${isId ? 'one' : 'none'}`, () =>
      assert.deepEqual(resourcesOf({ requestParameters: value }), isId ? [value] : []));
  }

  it('are a bounded number, whatever a record holds', () => {
    const many = Array.from({ length: 1000 }, (_, n) => `i-${n.toString(16).padStart(8, '0')}`);
    assert.equal(resourcesOf({ requestParameters: many }).length, 200);
    let nested: unknown = 'i-1a2b3c4d';
    for (let depth = 0; depth < 50_000; depth++) nested = [nested];
    assert.deepEqual(resourcesOf({ requestParameters: nested }), []);
    assert.deepEqual(resourcesOf({ resources: 'none', requestParameters: `arn:aws:${'x'.repeat(1e6)}` }), []);
  });
});

describe('user agent family', () => {
  const table: readonly (readonly [agent: string, family: string])[] = [
    ['aws-cli/2.13.5 Python/3.11.4 Linux/4.14 exe/x86_64.amzn.2 prompt/off command/ec2.stop-instances', 'AWS CLI'],
    ['[aws-cli/1.16.1 Python/2.7 Linux botocore/1.12]', 'AWS CLI'],
    ['aws-cli/2.13.5 exec-env/CloudShell exe/x86_64', 'AWS CloudShell'],
    ['Boto3/1.26.0 Python/3.10 Linux Botocore/1.29', 'Boto3'],
    ['Botocore/1.29 Python/3.10', 'Boto3'],
    ['aws-sdk-go/1.44 (go1.19; linux; amd64)', 'AWS SDK'],
    ['[aws-sdk-java/1.12 Linux]', 'AWS SDK'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.5 (+https://www.terraform.io) aws-sdk-go-v2/1.2', 'Terraform'],
    ['Pulumi/3.0 (https://www.pulumi.com) aws-sdk-go/1', 'Pulumi'],
    ['console.amazonaws.com', 'AWS console'],
    ['console.ec2.amazonaws.com', 'AWS console'],
    ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11]', 'AWS console'],
    ['signin.amazonaws.com', 'AWS sign-in'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 'browser'],
    ['autoscaling.amazonaws.com', 'AWS service'],
    ['AWS Internal', 'AWS service'],
    ['stratus-red-team_83c9a458', 'Stratus Red Team'],
    ['S3 Browser 9.5.5 https://s3browser.com', 'S3 Browser'],
    ['TruffleHog', 'TruffleHog'],
    ['curl/7.88.1', 'curl'],
    ['[Example.Tool/1 x]', 'Example.Tool'],
    ['my tool', 'my'],
    ['', ''],
    ['/', '/'],
  ];
  for (const [agent, family] of table) {
    it(`${agent.slice(0, 50)}: ${family}`, () => assert.equal(userAgentFamily(agent), family));
  }

  it('is short, and told soon, for an agent of a megabyte', () => {
    for (const agent of [
      'a'.repeat(1e6),
      '.amazonaws.com'.repeat(1e5),
      ' '.repeat(1e6),
      '['.repeat(1e6),
      'aws-sdk-'.repeat(1e5),
    ]) {
      assert.ok(userAgentFamily(agent).length <= 60);
    }
  });
});
