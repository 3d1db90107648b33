import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { FilterError } from '../../../src/query/filter/ast';
import { compileFilter } from '../../../src/query/filter/compile';
import { blockOf, isInBlock } from '../../../src/query/filter/cidr';
import { parseFilter } from '../../../src/query/filter/parse';
import { FacetReader } from '../../../src/query/facets';
import { readRecords } from '../../../src/reading/readRecords';

const RECORDS = [
  {
    eventVersion: '1.11',
    eventTime: '2026-03-14T08:27:45Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.77',
    readOnly: false,
    userIdentity: { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIAEXAMPLE' },
    requestParameters: { instanceType: 'p4d.24xlarge', tags: [{ key: 'Name', value: 'träume 1' }] },
  },
  {
    eventVersion: '1.11',
    eventTime: '2026-03-14T23:59:59Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '2001:db8::7',
    readOnly: true,
    errorCode: 'Client.UnauthorizedOperation',
    userIdentity: { type: 'Root', accountId: '111122223333' },
    requestParameters: null,
  },
  {
    eventVersion: '1.11',
    eventTime: '2026-03-15T00:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'us-east-1',
    sourceIPAddress: 's3.amazonaws.com',
    readOnly: true,
    userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' },
    requestParameters: { bucketName: 'a:b,c (d)' },
  },
];

const bytes = new TextEncoder().encode(JSON.stringify({ Records: RECORDS }));
const builder = new IndexBuilder();
readRecords(bytes, (found) => builder.add(0, builder.size, found));
const reader = new FacetReader(builder.build());

/** Which of the three records pass, as `1 3`. */
function passing(filter: string): string {
  const { test } = compileFilter(parseFilter(filter), reader);
  return RECORDS.flatMap((record, row) => (test(row, () => record) ? [row + 1] : [])).join(' ');
}

describe('filter language, without regard to case', () => {
  const isIn = (filter: string, value: string): boolean =>
    compileFilter(parseFilter(filter), reader).test(0, () => ({ requestParameters: { name: value } }));

  /** Each character for itself, as Sigma rules are compared. */
  const SAME: readonly (readonly [written: string, value: string])[] = [
    ['ΟΔΟΣ', 'οδος'],
    ['οδοσ', 'ΟΔΟΣ'],
    ['οδος', 'ΟΔΟΣ2'],
    ['ΣΑΣ', 'σας'],
    ['İzmir', 'İZMIR'],
    ['µs', 'ΜS'],
    ['Straße', 'STRAẞE'],
  ];
  for (const [written, value] of SAME) {
    it(`${written} is in ${value}`, () => {
      assert.ok(isIn(written, value), 'a word');
      assert.ok(isIn(`*${written}*`, `x${value}x`), 'a wildcard');
      if (written.length === value.length) assert.ok(isIn(`requestParameters.name:${written}`, value), 'a field');
      assert.ok(isIn(`requestParameters.name:"${value}"`, value), 'itself');
    });
  }

  it('what only looks alike is not the same', () => {
    assert.ok(!isIn('izmir', 'İZMIR'));
    assert.ok(!isIn('requestParameters.name:strasse', 'Straße'));
  });
});

describe('filter language', () => {
  const ROWS: readonly (readonly [filter: string, rows: string])[] = [
    ['', '1 2 3'],
    ['eventName:RunInstances', '1'],
    ['eventname:runinstances', '1'],
    ['eventName:RunInstances,GetObject', '1 3'],
    ['eventName:*Instances', '1 2'],
    ['eventName:"*Instances"', ''],
    ['-eventName:*Instances', '3'],
    ['not eventName:*Instances', '3'],
    ['- eventName:RunInstances', '1'],
    ['eventName:*Instances region:us-east-1', '1'],
    ['eventName:*Instances and region:us-east-1', '1'],
    ['region:us-east-1 or errorCode:*', '1 2 3'],
    ['eventName:GetObject or eventName:RunInstances and region:eu-central-1', '3'],
    ['(eventName:GetObject or eventName:RunInstances) and region:us-east-1', '1 3'],
    ['errorCode:*', '2'],
    ['-errorCode:*', '1 3'],
    ['hour:2026-03-14T08', '1'],
    ['hour:08', '1'],
    ['hour:8', '1'],
    ['hour:0,23', '2 3'],
    ['hour:3', ''],
    ['hour:2026-03-14*', '1 2'],
    ['readOnly:true', '2 3'],
    ['readOnly:write', '1'],
    ['ip:198.51.100.0/24', '1'],
    ['ip:2001:db8::/32', '2'],
    ['ip:198.51.100.77', '1'],
    ['identity:"root of 111122223333"', '2'],
    ['identity:root*', '2'],
    ['key:AKIA*', '1'],
    ['time:2026-03-14', '1 2'],
    ['time:2026-03-14T08', '1'],
    ['time:2026-03-14T08:27..2026-03-14T23:59:59', '1 2'],
    ['time:..2026-03-14T12', '1'],
    ['time:2026-03', '1 2 3'],
    ['after:2026-03-15', '3'],
    ['before:2026-03-15', '1 2'],
    ['day:2026-03-15', '3'],
    ['requestParameters.instanceType:p4d.*', '1'],
    ['requestParameters.tags.key:Name', '1'],
    ['requestParameters.bucketName:"a:b,c (d)"', '3'],
    ['userIdentity.type:Root,AWSService', '2 3'],
    ['requestParameters.instanceType:*', '1'],
    ['träume', '1'],
    ['"p4d.24"', '1'],
    ['i-0a1b', ''],
    ['instanceType -alice', ''],
    ['nowhere.to.be.found:*', ''],
  ];
  for (const [filter, rows] of ROWS) {
    it(`${filter || '(empty)'} → ${rows || 'none'}`, () => assert.equal(passing(filter), rows));
  }

  const WRONG: readonly (readonly [filter: string, at: number, message: RegExp])[] = [
    ['eventName:', 10, /value for eventName is missing/],
    ['eventName:a,', 12, /value/],
    ['(eventName:a', 0, /never closed/],
    ['eventName:a)', 11, /no bracket/],
    ['"open', 0, /no end/],
    ['eventName:a or', 14, /missing/],
    [':a', 0, /.+/],
    ['time:yesterday', 0, /no time/],
    ['time:2026-13-01', 0, /calendar/],
  ];
  for (const [filter, at, message] of WRONG) {
    it(`refuses ${filter} and says where`, () => {
      const refused = (error: unknown): boolean =>
        error instanceof FilterError && error.at === at && message.test(error.message);
      assert.throws(() => passing(filter), refused);
    });
  }

  it('never fails but with a FilterError, on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab:"\\(),-* or not and 12./'), maxLength: 40 }), (text) => {
        try {
          passing(text);
        } catch (error) {
          assert.ok(error instanceof FilterError, String(error));
        }
      }),
    );
  });

  it('“not” is the complement', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROWS.map(([filter]) => filter).filter((filter) => filter !== '')), (filter) => {
        const inside = new Set(passing(filter).split(' '));
        const outside = passing(`not (${filter})`).split(' ');
        assert.ok(['1', '2', '3'].every((row) => inside.has(row) !== outside.includes(row)));
      }),
    );
  });
});

describe('blocks of addresses', () => {
  const ROWS: readonly (readonly [block: string, address: string, inside: boolean])[] = [
    ['0.0.0.0/0', '203.0.113.9', true],
    ['203.0.113.0/25', '203.0.113.128', false],
    ['203.0.113.9/32', '203.0.113.9', true],
    ['::/0', '2001:db8::1', true],
    ['::/0', '203.0.113.9', false],
    ['2001:db8:1::/48', '2001:db8:1:ffff::1', true],
    ['2001:db8:1::/48', '2001:db8:2::1', false],
    ['203.0.113.0/24', 'AWS Internal', false],
    ['203.0.113.0/24', '203.0.113.999', false],
  ];
  for (const [block, address, inside] of ROWS) {
    it(`${address} ${inside ? 'in' : 'not in'} ${block}`, () => {
      const parsed = blockOf(block);
      assert.ok(parsed);
      assert.equal(isInBlock(address, parsed), inside);
    });
  }
  for (const text of ['10.0.0.0/33', '10.0.0/8', '::/129', 'a/b', '1.2.3.4', '10.0.0.0/', 'arn:aws:iam::1:role/x']) {
    it(`${text} is no block`, () => assert.equal(blockOf(text), undefined));
  }
});
