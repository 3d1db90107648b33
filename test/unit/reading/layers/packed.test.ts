import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readRecords } from '../../../../src/reading/readRecords';
import { RecordSource } from '../../../../src/reading/recordSource';
import { json, read, record, s3, text, utf8 } from '../../../fixtures/log';

const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64');
const messages = (...events: unknown[]): string =>
  json({
    messageType: 'DATA_MESSAGE',
    logEvents: events.map((event) => ({
      id: '1',
      timestamp: 1,
      message: typeof event === 'string' ? event : json(event),
    })),
  });
const CONTROL = json({
  messageType: 'CONTROL_MESSAGE',
  logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination Firehose.' }],
});
const awslogs = (bytes: string | Uint8Array): string => json({ awslogs: { data: base64(bytes) } });
const firehose = (...data: string[]): string => json({ records: data.map((one) => ({ recordId: 'r', data: one })) });
const [one, two, three] = [record(1), record(2), record(3)];
const whole = gzipSync(messages(one, two, three));
const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] as number) ^ 0xff;
  return copy;
};
/** What gzip cannot make smaller keeps what is before it apart from what is cut off. */
const long = gzipSync(messages(one, { ...two, requestParameters: randomBytes(40_000).toString('base64') }, three));

const CASES: readonly (readonly [
  what: string,
  source: string,
  names: readonly string[],
  problems: readonly (readonly [severity: string, message: RegExp])[],
])[] = [
  [
    'gzip of several members',
    awslogs(Buffer.concat([gzipSync(messages(one)), gzipSync(messages(two))])),
    ['Event1', 'Event2'],
    [],
  ],
  ['no gzip', awslogs(messages(one)), ['Event1'], []],
  [
    'the other alphabet, without padding',
    json({ awslogs: { data: whole.toString('base64url') } }),
    ['Event1', 'Event2', 'Event3'],
    [],
  ],
  [
    'lines of 76 characters',
    json({ awslogs: { data: base64(whole).replace(/.{76}/g, '$&\r\n') } }),
    ['Event1', 'Event2', 'Event3'],
    [],
  ],
  [
    'records of Firehose of which some hold a log',
    firehose(base64(s3(one, two)), base64(json(three))),
    ['Event1', 'Event2', 'Event3'],
    [],
  ],
  ['JSON that is not packed', firehose(json(one), base64(json(two))), ['Event1', 'Event2'], []],
  ['a control message', firehose(base64(gzipSync(CONTROL)), base64(gzipSync(messages(one)))), ['Event1'], []],
  ['nothing but a control message', awslogs(gzipSync(CONTROL)), [], [['warning', /but no CloudTrail record is in it/]]],
  [
    'a message that is no record',
    awslogs(gzipSync(messages(one, 'START RequestId: 1'))),
    ['Event1'],
    [['warning', /^Element 2 of logEvents is no CloudTrail record/]],
  ],
  [
    'data of something else',
    firehose(base64('hello'), 'not base64!', base64(json(one))),
    ['Event1'],
    [
      ['warning', /^Element 1 of records is no/],
      ['warning', /^Element 2 of records is no/],
    ],
  ],
  [
    'gzip that is cut off',
    awslogs(long.subarray(0, long.length - 2000)),
    ['Event1'],
    [
      ['error', /^The gzip data that is packed here is broken \(it does not end as it should\)\. Of [\d,]+ bytes/],
      ['error', /broken or cut off after its last whole record/],
    ],
  ],
  [
    'gzip with a wrong checksum',
    awslogs(changed(whole, whole.length - 8)),
    ['Event1', 'Event2', 'Event3'],
    [['error', /its checksum is wrong/]],
  ],
  [
    'gzip with something after it',
    awslogs(Buffer.concat([whole, Buffer.from('and something else, which is no gzip')])),
    ['Event1', 'Event2', 'Event3'],
    [['error', /is broken \(invalid gzip data\)/]],
  ],
  [
    'the beginning of gzip',
    awslogs(whole.subarray(0, 12)),
    [],
    [['error', /is broken .* Nothing could be unpacked\.$/]],
  ],
  [
    'a bomb beside a log',
    firehose(base64(gzipSync(Buffer.alloc(64 << 20, ' '))), base64(json(one))),
    ['Event1'],
    [['error', /^What is packed here unpacks to more than [\d,]+ bytes and is left out: this is a bomb, or no log\.$/]],
  ],
  [
    'a bomb of as many members as there is room for',
    awslogs(Buffer.concat([...Array<Uint8Array>(20_000).fill(gzipSync('')), whole])),
    ['Event1', 'Event2', 'Event3'],
    [],
  ],
  [
    'records packed more densely than logs are',
    awslogs(
      gzipSync(`[${Array.from({ length: 9000 }, () => '{"eventName":1,"eventTime":1,"eventID":1}').join(',')}]`, {
        level: 9,
      }),
    ),
    [],
    [['error', /^Records are packed here in less than a byte each/]],
  ],
];

describe('records that are packed in base64', () => {
  for (const [what, source, names, problems] of CASES) {
    it(`are found in ${what}, each where it is about`, () => {
      const result = read(source);
      if (problems.some(([, message]) => message.source.includes('less than a byte'))) {
        // some have a place all the same
        assert.ok(result.records > 0 && result.records < 9000);
        assert.match(result.problems[1]?.message ?? '', problems[0]?.[1] as RegExp);
        assert.equal(new Set(result.found.map(({ start, end }) => `${start} ${end}`)).size, result.records);
        return;
      }
      assert.deepEqual(result.names, names);
      const [note] = result.problems.filter(({ severity }) => severity === 'info');
      const isPacked = names.length > 0;
      if (isPacked) assert.match(note?.message ?? '', /packed in base64/);
      const said = result.problems.filter(({ severity }) => severity !== 'info');
      assert.equal(said.length, problems.length, JSON.stringify(said));
      for (const [n, [severity, message]] of problems.entries()) {
        assert.equal(said[n]?.severity, severity);
        assert.match(said[n]?.message ?? '', message);
      }
      const bytes = utf8(source);
      const again = new RecordSource(bytes);
      let last = 0;
      for (const { start, end, value } of result.found) {
        assert.ok(start >= last && end > start);
        last = end;
        const { bytes: own, start: from, end: to } = again.record(start, end);
        assert.deepEqual(JSON.parse(text(own.subarray(from, to))), value);
      }
    });
  }

  it('stand where their text stands, where only base64 is around it', () => {
    const source = firehose(base64(`${json(one)}\n${json(two)}`));
    const [first, second] = read(source).found;
    const place = (found: typeof first): string =>
      Buffer.from(source.slice(found?.start, found?.end), 'base64').toString();
    assert.equal(place(first).slice(0, 20), json(one).slice(0, 20));
    assert.match(place(second), /Event2/);
  });

  it('are read again in any order', () => {
    const bytes = utf8(firehose(base64(gzipSync(messages(one, two))), base64(gzipSync(messages(three)))));
    const spans: (readonly [number, number])[] = [];
    readRecords(bytes, ({ start, end }) => spans.push([start, end]));
    const source = new RecordSource(bytes);
    for (const n of [2, 0, 2, 1, 0]) {
      const { bytes: own, start, end } = source.record(...(spans[n] as readonly [number, number]));
      assert.deepEqual(JSON.parse(text(own.subarray(start, end))), [one, two, three][n]);
    }
    // no record stands there
    assert.equal(source.record(3, 9).start, 3);
  });

  it('are left out where they unpack to more than a person allows, those of other strings are not', () => {
    const large = messages(...Array.from({ length: 20 }, () => one));
    const bytes = utf8(firehose(...[large, messages(two), large].map((each) => base64(gzipSync(each)))));
    let found = 0;
    const { problems } = readRecords(bytes, () => found++, undefined, large.length + 1000);
    assert.equal(found, 21);
    assert.match(
      problems[1]?.message ?? '',
      /is left out: the limit is the setting cloudtrail\.maximumInflatedSize\.$/,
    );
  });

  it('are not looked for in what is longer than services send', () => {
    const source = awslogs(Buffer.concat([Buffer.from(messages(one)), Buffer.alloc(12 << 20, ' ')]));
    const { names, problems } = read(source);
    assert.deepEqual(names, []);
    assert.match(problems[0]?.message ?? '', /^What is packed here is longer than/);
  });

  it('are not looked for where an attacker may have put them', () => {
    const forged = base64(json(record(9)));
    const log = s3({ ...one, requestParameters: { data: forged, Data: forged, kinesis: { data: forged } } });
    assert.deepEqual(read(log).names, ['Event1']);
    const stream = json({
      Records: [{ kinesis: { partitionKey: forged, data: base64(log) }, eventSource: 'aws:kinesis' }],
    });
    assert.deepEqual(read(stream).names, ['Event1']);
  });
});
