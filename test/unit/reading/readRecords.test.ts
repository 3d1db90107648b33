import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerId } from '../../../src/reading/containers';
import { type Json, json, read, record, s3, text, utf8 } from '../../fixtures/log';
import { REAL_LOGS, sampleLogs, unpacked } from '../../fixtures/samples';

const [one, two, three] = [record(1), record(2), record(3)];
const wrapped = (depth: number, inner: string): string => '{"x":'.repeat(depth) + inner + '}'.repeat(depth);
const S3_NOTIFICATION = {
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'us-east-1',
  eventTime: '2026-03-14T08:27:45.000Z',
  eventName: 'ObjectCreated:Put',
  userIdentity: { principalId: 'AWS:AIDAEXAMPLE' },
  requestParameters: { sourceIPAddress: '192.0.2.1' },
  s3: { bucket: { name: 'logs' } },
};
const CSV =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n' +
  'alice,,2026-03-14T08:27:45Z,ec2.amazonaws.com,RunInstances,us-east-1,192.0.2.1,aws-cli,,"[{""resourceType"":""AWS::EC2::Instance"",""eventName"":""x""}]",,,false,AwsApiCall,111122223333,Management\n';

describe('reading records', () => {
  const containers: readonly (readonly [what: string, source: string, container: ContainerId, names: string[]])[] = [
    ['an S3 log file', s3(one, two), 's3', ['Event1', 'Event2']],
    [
      'one with a byte order mark and CR LF',
      `\ufeff\r\n{ "Records" :\r\n[ ${json(one, two)} ] }\r\n`,
      's3',
      ['Event1', 'Event2'],
    ],
    ['one whose key is not the first', `{"a":[1,{"b":2}],"Records":[${json(one)}],"z":null}`, 's3', ['Event1']],
    ['one with a trailing comma', `{"Records":[${json(one)},],}`, 's3', ['Event1']],
    ['one without events', '{"Records":[]}', 's3', []],
    ['two joined', s3(one) + s3(two), 's3', ['Event1', 'Event2']],
    ['an array', `[${json(one, two)}]`, 'array', ['Event1', 'Event2']],
    ['an array without events', ' [ ]\n', 'array', []],
    ['lines of records', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, 'ndjson', ['Event1', 'Event2']],
    ['records with commas between them', json(one, two, three), 'ndjson', ['Event1', 'Event2', 'Event3']],
    ['joined records', JSON.stringify(one) + JSON.stringify(two), 'ndjson', ['Event1', 'Event2']],
    ['a single record', JSON.stringify(one, null, 2), 'single', ['Event1']],
    ['a record whose first key is unknown', JSON.stringify({ '@version': '1', ...one }), 'single', ['Event1']],
    ['a record that begins with an object', JSON.stringify({ tags: { a: [{}] }, ...one }), 'single', ['Event1']],
    [
      'an EventBridge envelope',
      JSON.stringify({ version: '0', source: 'aws.ec2', resources: [], detail: one }),
      'json',
      ['Event1'],
    ],
    [
      'lines of envelopes',
      [one, two].map((detail) => JSON.stringify({ version: '0', detail })).join('\n'),
      'ndjson',
      ['Event1', 'Event2'],
    ],
    [
      'hits of a search',
      JSON.stringify({ hits: { hits: [{ _source: one }, { _source: two }] } }),
      'json',
      ['Event1', 'Event2'],
    ],
    ['a record as deep as the walk goes', wrapped(14, JSON.stringify(one)), 'json', ['Event1']],
    [
      'records among other values',
      `[null,1,"a",[],{},${json(one)},[{"x":${json(two)}}]]`,
      'array',
      ['Event1', 'Event2'],
    ],
    ['a digest', '{"awsAccountId":"111122223333","digestS3Object":"AWSLogs/x","logFiles":[]}', 'digest', []],
    ['a digest in name that has records', `{"digestS3Object":"x","Records":[${json(one)}]}`, 's3', ['Event1']],
    ['notifications of S3', s3(S3_NOTIFICATION, S3_NOTIFICATION), 'foreign-json', []],
    ['Records that are no list', '{"Records":"none"}', 'foreign-json', []],
    [
      'an activity log of Azure',
      '{"records":[{"time":"2026-03-14T08:27:45Z","operationName":"x","category":"Administrative"}]}',
      'foreign-json',
      [],
    ],
    ['an empty object', '{}', 'foreign-json', []],
    ['nothing', '', 'empty', []],
    ['space after a byte order mark', '\ufeff \n', 'empty', []],
    ['HTML', '<!DOCTYPE html><html></html>', 'foreign', []],
    [
      'a web server log',
      '192.0.2.1 - - [14/Mar/2026:08:27:45 +0000] "GET / HTTP/1.1" 200 1 "-" "a{}"\n',
      'foreign',
      [],
    ],
    [
      'a server error log',
      '[Sat Mar 14 08:27:45 2026] [error] [client 192.0.2.1] File does not exist\n',
      'foreign-json',
      [],
    ],
    ['Parquet', 'PAR1\u0000\u0001', 'foreign', []],
    ['bytes of anything', '\u0001\u0000\u0002', 'foreign', []],
    ['an Event history in CSV', CSV, 'event-history-csv', ['RunInstances']],
    ['the same with a byte order mark', `\ufeff${CSV}`, 'event-history-csv', ['RunInstances']],
  ];
  const silent = new Set<ContainerId>(['s3', 'array', 'ndjson', 'single', 'json', 'digest']);
  for (const [what, source, container, names] of containers) {
    it(`${what}: ${container}, ${names.length} records`, () => {
      const result = read(source);
      assert.deepEqual([result.container, result.names, result.records], [container, names, names.length]);
      assert.equal(result.problems.length, silent.has(container) ? 0 : 1, JSON.stringify(result.problems));
      const bytes = utf8(source);
      for (const { start, end, fields, value } of result.found) {
        if (result.indirect === 0) assert.deepEqual(JSON.parse(text(bytes.subarray(start, end))), value);
        for (const [field, found] of Object.entries(fields)) assert.deepEqual(found, value[field]);
      }
    });
  }

  it('names an element of Records that is none, and keeps the others', () => {
    const { names, problems } = read(`{"Records":[${json(one)},17,{"a":1},${json(two)}]}`);
    assert.deepEqual(names, ['Event1', 'Event2']);
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'Element 2 of Records is no CloudTrail record and is left out.',
        'Element 3 of Records is no CloudTrail record and is left out.',
      ],
    );
  });

  it('finds records of any size whose first member says nothing', () => {
    const large = 'y'.repeat(2 << 20);
    const fake = { eventSource: 'x', eventName: 'Fake', eventID: 'f', awsRegion: 'r' };
    const odd: readonly Json[] = [
      { zzz: 'x', ...record(3), requestParameters: { a: large } },
      { zzz: large, ...record(3) },
      { zzz: { a: large }, ...record(3) },
      { zzz: 'x', ...record(3), requestParameters: { fake, a: large } },
      { version: '0', source: 'aws.ec2', detail: { zzz: { a: [large] }, ...record(3) } },
    ];
    for (const value of odd)
      for (const source of [s3(one, value, two), json(value), [one, value, two].map((each) => json(each)).join('\n')]) {
        const { names, problems } = read(source);
        assert.deepEqual([names.filter((name) => name !== 'Event1' && name !== 'Event2'), problems], [['Event3'], []]);
      }
  });

  it('says of whatever is nested too deeply that it speaks of a record', () => {
    const inner = JSON.stringify(one);
    const far = { pad: 'x'.repeat(5 << 20), r: one };
    for (const [what, value] of [
      ['an object', wrapped(14, inner)],
      ['a string', wrapped(13, JSON.stringify(inner))],
      ['a string in an array', wrapped(12, `[${JSON.stringify(`[${inner}]`)}]`)],
      ['far into it', wrapped(15, JSON.stringify(far))],
    ] as const) {
      const { names, problems } = read(`{"Records":[${json(two)}],"more":${value}}`);
      assert.deepEqual(names, ['Event2'], what);
      assert.equal(problems.filter(({ message }) => /deeper than 14 levels/.test(message)).length, 1, what);
    }
    const { names, problems } = read(`{"Records":[${json(two)}],"more":${wrapped(12, JSON.stringify(inner))}}`);
    assert.deepEqual([names, problems], [['Event2', 'Event1'], []]);
    const text = JSON.stringify('speaks of "eventName", but not as JSON does, and is not gone into');
    assert.deepEqual(read(`{"Records":[${json(two)}],"more":${wrapped(13, text)}}`).problems, []);
  });

  it('lists no more problems than a person reads', () => {
    const { problems } = read(`{"Records":[${json(one)}${',1'.repeat(1000)}]}`);
    assert.equal(problems.length, 101);
    assert.match(problems[100]?.message ?? '', /More problems/);
  });

  it('reads the samples, each record once', () => {
    for (const [name, bytes] of sampleLogs()) {
      const expected = (JSON.parse(text(bytes)) as { Records: unknown[] }).Records.length;
      const { container, records, problems } = read(bytes);
      assert.deepEqual(
        { name, container, records, problems },
        { name, container: 's3', records: expected, problems: [] },
      );
    }
  });
});

describe('reading real logs', () => {
  const inFolder = (folder: string, name: string): string => join(REAL_LOGS, folder, name);
  const real: readonly (readonly [file: string, container: ContainerId, records: number])[] = [
    [inFolder('cloudgrep', 'cloudtrail.json'), 's3', 1],
    [inFolder('cloudgrep', 'cloudtrail_singleline.json'), 's3', 1],
    [inFolder('cloudgrep', 'azure.json'), 'foreign-json', 0],
    [inFolder('cloudgrep', 'apache_access.log'), 'foreign', 0],
    [inFolder('cloudgrep', '000000.gz'), 'foreign', 0],
    [inFolder('trailscraper', '111111111111_CloudTrail_eu-central-1_20171211T1505Z_A6kvhMoVeCsc7v8U.json.gz'), 's3', 2],
  ];
  for (const [file, container, records] of real) {
    it(file.slice(REAL_LOGS.length + 1), function () {
      if (!existsSync(file)) this.skip();
      const result = read(unpacked(file));
      assert.deepEqual([result.container, result.records], [container, records]);
    });
  }

  it('stratus: every record of every technique', function () {
    const folder = join(REAL_LOGS, 'stratus');
    if (!existsSync(folder)) this.skip();
    let records = 0;
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const bytes = unpacked(join(folder, name));
      const result = read(bytes);
      assert.deepEqual([result.records, result.problems], [(JSON.parse(text(bytes)) as unknown[]).length, []], name);
      records += result.records;
    }
    assert.equal(records, 310);
  });
});
