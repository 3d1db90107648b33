import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainHost } from '../../../src/reference/identifiers/host';
import { explainRange } from '../../../src/reference/identifiers/range';
import { identify, identifyInside, type IdentifierContext } from '../../../src/reference/identifiers';
import { parseArn } from '../../../src/reference/identifiers/arn';
import { EC2_ID_PREFIXES, explainEc2Id } from '../../../src/reference/identifiers/ec2Id';
import {
  addressClass,
  explainAddress,
  explainSource,
  inRange,
  parseAddress,
} from '../../../src/reference/identifiers/ip';
import { AwsRanges } from '../../../src/reference/identifiers/ipRanges';
import { durationText, explainTime, localTime, parseTime } from '../../../src/reference/identifiers/time';
import { accountOfUniqueId, explainPrincipalId, UNIQUE_ID_PREFIXES } from '../../../src/reference/identifiers/uniqueId';
import { faults } from './helper';

const CONTEXT: IdentifierContext = {
  accounts: { '111122223333': 'pro[d]uction' },
  regions: new Map([
    ['us-west-2', 'US West (Oregon)'],
    ['us-gov-east-1', 'AWS GovCloud (US-East)'],
  ]),
  services: new Map([
    ['config', 'AWS Config'],
    ['ec2', 'Amazon EC2'],
    ['s3', 'Amazon S3'],
  ]),
};

describe('identifiers: the account inside a key', () => {
  const cases: readonly (readonly [id: string, account: string | undefined])[] = [
    ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['AKIAY34FZKBOKMUTVV7A', '609629065308'],
    ['AIDAY34FZKBOKMUTVV7A', '609629065308'],
    ['AROAY34FZKBOKMUTVV7A', undefined],
    ['AKIAIOSFODNN7EXAMPLE', undefined],
    ['AKIAI44QH8DHBEXAMPLE', undefined],
    ['AKIAJ34FZKBOKMUTVV7A', undefined],
    ['ASIAY34FZKBO1MUTVV7A', undefined],
    // masked
    ['AIDAAAAAAAAAAAAAAAAAA', undefined],
    ['ASIA', undefined],
    ['', undefined],
  ];
  for (const [id, account] of cases) it(id, () => assert.equal(accountOfUniqueId(id), account));

  it('is read back from every id that was made of an account', () => {
    const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    // An account below 2^39 stands in bits 1 to 39 of 48, below a leading bit that new keys have set.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 39 - 1 }), fc.integer({ min: 0, max: 127 }), (account, low) => {
        const bits = ((1n << 47n) | (BigInt(account) << 7n) | BigInt(low)) << 2n;
        const body = Array.from({ length: 10 }, (_, index) => base32[Number((bits >> BigInt(45 - index * 5)) & 31n)]);
        assert.equal(accountOfUniqueId(`AKIA${body.join('')}AAAAAA`), String(account).padStart(12, '0'));
      }),
    );
  });
});

describe('identifiers: found by their form', () => {
  const cases: readonly (readonly [text: string, kind: string | undefined, says: RegExp])[] = [
    ['ASIAY34FZKBOKMUTVV7A', 'temporary access key', /belongs to account `609629065308`/],
    ['AKIAIOSFODNN7EXAMPLE', 'long-term access key', /example id/],
    ['AROAEXAMPLEEXAMPLEEX:bob', 'principal id', /Session name `bob`/],
    ['AROAEXAMPLEEXAMPLEEX:i-0123456789abcdef0', 'principal id', /role of that EC2 instance/],
    [
      '111122223333:carol',
      'principal id',
      /\*\*federated user\*\* `carol` of account `111122223333` \(pro\\\[d\\\]uction\)/,
    ],
    ['111122223333', 'account', /\(pro\\\[d\\\]uction\)/],
    ['444455556666', 'account', /^Probably \*\*AWS account\*\*[^]*cloudtrail\.accounts/],
    ['arn:aws:iam::111122223333:user/team/alice', 'ARN', /IAM user `alice` under the path `\/team\/`/],
    ['arn:aws:iam::111122223333:root', 'ARN', /the root user/],
    ['arn:aws:sts::111122223333:assumed-role/Admin/bob', 'ARN', /session `bob` of role `Admin`/],
    ['arn:aws:sts::111122223333:federated-user/carol', 'ARN', /federated user `carol`/],
    ['arn:aws:iam::aws:policy/AdministratorAccess', 'ARN', /managed by AWS/],
    [
      'arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0',
      'ARN',
      /`instance` `i-0123456789abcdef0`: EC2 instance/,
    ],
    ['arn:aws:s3:::bucket/a/b', 'ARN', /object `a\/b` in bucket `bucket`/],
    ['arn:aws:s3:::bucket', 'ARN', /bucket `bucket`/],
    ['arn:aws:lambda:us-west-2:111122223333:function:f', 'ARN', /`function` `f`/],
    ['arn:aws-us-gov:kms:us-gov-east-1:111122223333:key/k', 'ARN', /GovCloud/],
    ['i-0123456789abcdef0', 'EC2 resource', /: EC2 instance\.$/],
    ['i-1a2b3c4d', 'EC2 resource', /before 2018/],
    ['i-DDd6c7B0e18F0E35f', 'EC2 resource', /: EC2 instance\.$/],
    ['fleet-0a11ce00-0000-4000-a000-0000000000a2', 'EC2 resource', /: EC2 Fleet\.$/],
    ['arn:aws:ec2:us-west-2:111122223333:instance/*', 'ARN', /\*\*ARN\*\*: any `instance`/],
    ['0.0.0.0/0', 'range', /every address on the Internet\*\*\.$/],
    ['208.236.235.254/0', 'range', /every address on the Internet\*\*\. The length `\/0`/],
    ['10.0.0.0/16', 'range', /65,536 addresses\*\*, private range/],
    ['8.8.8.8/32', 'range', /one address\*\*\.$/],
    ['2001:db8::/32', 'range', /2\^96 addresses\*\*, documentation range/],
    ['10.0.0.0/33', undefined, /^$/],
    ['config.amazonaws.com', 'host', /\*\*AWS Config\*\*\.$/],
    ['ec2.us-west-2.amazonaws.com', 'host', /\*\*Amazon EC2\*\*, Region `us-west-2`/],
    ['my.bucket.s3.us-west-2.amazonaws.com', 'host', /\*\*Amazon S3\*\*, bucket `my\.bucket`, Region/],
    ['nonsense.amazonaws.com', undefined, /^$/],
    ['Jul 30, 2024, 9:46:15 PM', 'time', /`2024-07-30T21:46:15Z`/],
    ['us-west-2', 'Region', /US West \(Oregon\)/],
    ['us-west-2b', 'zone', /Availability Zone/],
    ['us-west-2-lax-1a', 'zone', /Local or Wavelength Zone/],
    ['10.1.2.3', 'address', /private address/],
    ['2001:db8::1', 'address', /documentation address/],
    ['2026-03-14T08:27:45Z', 'time', /`2026-03-14T08:27:45Z`/],
    ['hello', undefined, /^$/],
    ['12345678901', undefined, /^$/],
    ['xx-0123456789abcdef0', undefined, /^$/],
    ['constructor-0123456789abcdef0', undefined, /^$/],
    ['eu-nowhere-9', undefined, /^$/],
    ['', undefined, /^$/],
  ];
  for (const [text, kind, says] of cases) {
    it(text || '(empty)', () => {
      const found = identify(text, CONTEXT);
      assert.equal(
        found?.kind === undefined ? undefined : found.kind,
        kind === undefined ? undefined : kindOf(text, kind),
      );
      assert.match(found?.text ?? '', says);
      if (found !== undefined) assert.deepEqual(faults(found.text), []);
    });
  }

  /** An access key standing alone has the kind of its prefix. */
  function kindOf(_text: string, kind: string): string {
    return kind;
  }

  it('in a longer text', () => {
    const message =
      'User: arn:aws:iam::111122223333:user/bob is not authorized to perform: ec2:RunInstances on resource: ' +
      'arn:aws:ec2:us-west-2:111122223333:instance/* with sg-0123456789abcdef0.';
    const kinds = identifyInside(message, CONTEXT).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['ARN', 'ARN', 'EC2 resource']);
  });

  it('in names of things, but no part of a UUID', () => {
    const inside = (text: string): string[] => identifyInside(text, CONTEXT).map(({ text: said }) => said);
    assert.match(inside('copy-of-vol-0123456789abcdef0.tmp').join(), /^`vol-0123456789abcdef0`: EBS volume/);
    assert.match(inside('config-bucket-444455556666').join(), /^Probably \*\*AWS account\*\* `444455556666`/);
    assert.match(inside('from 10.1.2.3, denied').join(), /^`10\.1\.2\.3`: \*\*private address/);
    for (const text of [
      '0bad0000-0000-4000-a000-000000000002',
      'fleet-0a11ce00-0000-4000-a000-0000000000a2-0'.replace('fleet', 'token'),
      'version 1.2.3.4.5',
      'aws-sdk-java/1.11.991',
    ])
      assert.deepEqual(inside(text), [], text);
  });

  it('an account is certain where the key means one', () => {
    assert.match(identify('444455556666', CONTEXT, undefined, 'groupOwnerId')?.text ?? '', /^\*\*AWS account/);
    assert.match(identify('444455556666', CONTEXT, undefined, 'phone')?.text ?? '', /^Probably/);
  });

  it('never throw, and write only harmless Markdown', () => {
    const piece = fc.constantFrom(
      'arn:aws:',
      'iam',
      '::',
      '111122223333',
      ':role/',
      '[x](y)',
      '<b>',
      '\n',
      'i-',
      '0123456789abcdef0',
      'AROA',
      'ABCDEFGHIJKLMNOP',
      ':',
      '/',
      '`',
      '10.',
      '::1',
      'T08:00:00Z',
      '2026-03-14',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 10 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        for (const found of [identify(value, CONTEXT), ...identifyInside(value, CONTEXT)]) {
          if (found !== undefined) assert.deepEqual(faults(found.text), []);
        }
      }),
    );
  });

  it('do not hang on long text', () => {
    for (const unit of ['a-', 'arn:aws:', '0', ':', 'AAAA', '1.', ', ', '/']) {
      const text = unit.repeat(200_000);
      identify(text, CONTEXT);
      identifyInside(text, CONTEXT);
      explainAddress(text);
      explainSource(text);
      explainHost(text, CONTEXT);
      explainRange(text);
      explainPrincipalId(text, CONTEXT);
    }
  });
});

describe('identifiers: tables', () => {
  it('every EC2 prefix is explained, in both lengths of id', () => {
    for (const prefix of Object.keys(EC2_ID_PREFIXES)) {
      assert.ok(explainEc2Id(`${prefix}-0123456789abcdef0`), prefix);
      assert.ok(explainEc2Id(`${prefix}-01234567`), prefix);
    }
  });

  it('every prefix of an IAM id is explained', () => {
    for (const prefix of Object.keys(UNIQUE_ID_PREFIXES)) {
      assert.ok(identify(`${prefix}Y34FZKBOKMUTVV7A`, {}), prefix);
    }
  });

  it('ARNs are taken apart', () => {
    assert.deepEqual(parseArn('arn:aws:ec2:us-west-2:111122223333:vpc/v'), {
      partition: 'aws',
      service: 'ec2',
      region: 'us-west-2',
      account: '111122223333',
      resource: 'vpc/v',
    });
    for (const text of ['arn:', 'arn:aws:ec2', 'arn:gcp:a:b:c:d', `arn:aws:s3:::${'x'.repeat(3000)}`]) {
      assert.equal(parseArn(text), undefined);
    }
  });
});

describe('identifiers: addresses', () => {
  const cases: readonly (readonly [text: string, name: string | undefined])[] = [
    ['10.0.0.1', 'private address'],
    ['172.31.255.255', 'private address'],
    ['172.32.0.0', 'public IPv4 address'],
    ['192.168.0.1', 'private address'],
    ['100.64.1.1', 'shared address of providers'],
    ['169.254.169.254', 'instance metadata service'],
    ['169.254.1.1', 'link-local address'],
    ['127.0.0.1', 'loopback address'],
    ['192.0.2.1', 'documentation address'],
    ['198.51.100.7', 'documentation address'],
    ['203.0.113.9', 'documentation address'],
    ['8.8.8.8', 'public IPv4 address'],
    ['::1', 'loopback address'],
    ['::', 'unspecified address'],
    ['fe80::1', 'link-local address'],
    ['fd12:3456::1', 'private address'],
    ['2001:db8::1', 'documentation address'],
    ['2600:1f18::1', 'public IPv6 address'],
    ['::ffff:10.0.0.1', 'private address'],
    ['256.1.1.1', undefined],
    ['1.2.3', undefined],
    [':::', undefined],
    ['1::2::3', undefined],
    ['12345::', undefined],
    ['ec2.amazonaws.com', undefined],
  ];
  for (const [text, name] of cases) it(text, () => assert.equal(addressClass(text)?.[0], name));

  it('that are no addresses have words of their own', () => {
    assert.match(explainSource('AWS Internal')?.text ?? '', /withheld/);
    assert.match(explainSource('autoscaling.amazonaws.com')?.text ?? '', /AWS service/);
    assert.match(explainSource('10.0.0.1, 8.8.8.8')?.text ?? '', /Several addresses[^]*private[^]*public/);
    assert.equal(explainSource('10.0.0.1, nonsense'), undefined);
    assert.equal(explainSource('***'), undefined);
  });

  it('round trip through their bytes', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => assert.equal(parseAddress(text)?.join('.'), text)));
    fc.assert(fc.property(fc.ipV6(), (text) => assert.equal(parseAddress(text)?.length, 16)));
  });

  it('lie in ranges as their bits say', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (text, length) => {
        const address = parseAddress(text) ?? [];
        assert.ok(inRange(address, `${text}/${length}`));
        const flipped = address.map((byte, index) => (index === 0 ? byte ^ 128 : byte));
        assert.equal(inRange(flipped, `${text}/${length}`), length === 0);
      }),
    );
  });
});

describe('identifiers: the person’s own address files', () => {
  const ranges = new AwsRanges({
    prefixes: [
      { ip_prefix: '203.0.112.0/22', region: 'us-west-2', service: 'AMAZON' },
      { ip_prefix: '203.0.113.0/24', region: 'us-west-2', service: 'AMAZON' },
      { ip_prefix: '203.0.113.0/24', region: 'us-west-2', service: 'EC2' },
      { ip_prefix: '198.51.100.128/25', region: 'GLOBAL', service: 'CLOUDFRONT' },
      { ip_prefix: 'nonsense/8' },
      { ip_prefix: '10.0.0.0/99' },
      null,
    ],
    ipv6_prefixes: [{ ipv6_prefix: '2001:db8:1::/48', region: 'eu-west-1', service: 'S3' }],
  });

  const cases: readonly (readonly [address: string, service: string | undefined])[] = [
    ['203.0.113.9', 'EC2'],
    ['203.0.112.9', 'AMAZON'],
    ['198.51.100.200', 'CLOUDFRONT'],
    ['198.51.100.20', undefined],
    ['2001:db8:1::7', 'S3'],
    ['2001:db8:2::7', undefined],
    ['nonsense', undefined],
  ];
  for (const [address, service] of cases) it(address, () => assert.equal(ranges.find(address)?.service, service));

  it('of another shape are empty', () => {
    for (const file of [null, [], 'x', {}, { prefixes: 7 }]) assert.equal(new AwsRanges(file).size, 0);
    assert.equal(ranges.size, 4);
  });

  it('say more of an address, harmlessly', () => {
    const context = { describeAddress: (address: string) => `${ranges.find(address)?.service ?? ''} [x](y)` };
    const text = explainAddress('203.0.113.9', context)?.text ?? '';
    assert.match(text, /EC2 \\\[x\\\]\\\(y\\\)$/);
  });
});

describe('identifiers: times', () => {
  const at = Date.UTC(2026, 2, 14, 8, 27, 45);
  const cases: readonly (readonly [value: unknown, ms: number | undefined])[] = [
    ['2026-03-14T08:27:45Z', at],
    ['2026-03-14T09:27:45+01:00', at],
    ['2026-03-14 08:27:45', at],
    [at, at],
    [at / 1000, at],
    ['Mar 14, 2026, 8:27:45 AM', at],
    ['Mar 14, 2026 8:27:45\u202fAM', at],
    ['Mar 14, 2026, 8:27:45 PM', at + 12 * 3_600_000],
    ['Foo 14, 2026, 8:27:45 AM', undefined],
    [String(at), at],
    ['2026-03-14', undefined],
    ['2026-99-99T00:00:00Z', undefined],
    [42, undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [null, undefined],
    ['', undefined],
  ];
  for (const [value, ms] of cases) it(String(value), () => assert.equal(parseTime(value), ms));

  it('are told in local time and from the beginning of the session', () => {
    const text = explainTime('2026-03-14T08:27:45Z', at - 7_980_000, 'Europe/Berlin')?.text ?? '';
    assert.match(text, /14 March 2026/);
    assert.match(text, /09:27:45/);
    assert.match(text, /2 h 13 min after the session began/);
    assert.match(explainTime(at, at + 1000, 'UTC')?.text ?? '', /1 s before the session began/);
  });

  const clocks: readonly (readonly [timeZone: string, words: string])[] = [
    ['UTC', 'Saturday 14 March 2026, 08:27:45 (UTC)'],
    ['Europe/Berlin', 'Saturday 14 March 2026, 09:27:45 (UTC+1)'],
    ['Asia/Kolkata', 'Saturday 14 March 2026, 13:57:45 (UTC+5:30)'],
    ['America/St_Johns', 'Saturday 14 March 2026, 05:57:45 (UTC\u22122:30)'],
    ['Pacific/Auckland', 'Saturday 14 March 2026, 21:27:45 (UTC+13)'],
  ];
  for (const [timeZone, words] of clocks)
    it(`by the clock of ${timeZone}`, () => assert.equal(localTime(at, timeZone).words, words));

  it('by the clock of the machine, as JavaScript has it', () => {
    const date = new Date(at);
    const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
    assert.ok(localTime(at).short.endsWith(` ${clock.join(':')}`));
  });

  const lengths: readonly (readonly [ms: number, text: string])[] = [
    [0, '0 s'],
    [45_000, '45 s'],
    [60_000, '1 min'],
    [90_061_000, '1 d 1 h'],
    [3_600_000, '1 h'],
  ];
  for (const [ms, text] of lengths) it(`${ms} ms`, () => assert.equal(durationText(ms), text));
});
