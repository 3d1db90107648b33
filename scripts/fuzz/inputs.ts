import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isGzip } from '../../src/reading/bytes/gzip';
import { isObject } from '../../src/record/types';
import { WRAPPINGS } from '../../test/fixtures/containers';
import type { Json } from '../../test/fixtures/log';
import { Random } from '../bench/random';

const SAMPLES = join(__dirname, '..', '..', 'samples');

const WORDS = [
  'RunInstances',
  'alice',
  '',
  'é\u{1f600}',
  '"\\/\b\n\u0001',
  '\ufeff',
  '<img src=x>',
  '{"eventName":"x"}',
  'a'.repeat(300),
];
const FIELDS = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'userIdentity',
  'eventID',
  'errorCode',
  'x',
  'Records',
  'detail',
  '_raw',
  'timeWindow',
  '@timestamp',
  'message',
  'CloudTrailEvent',
];
/** What breaks careless readers. */
const FRAGMENTS = [
  ...'{}[],:"\\ \n\r\t\0/-+.eE0',
  '\ufeff',
  '{"eventVersion":',
  '{"Records":[',
  ']}',
  '""',
  '\\"',
  '\\u12',
  '\\u\u0010\u0010\u0010\u0010',
  ',,',
  'null',
  'true',
  '1e999',
  '\r\n',
  '[[[[[[[[',
  '{{{{{{{{',
  '"eventName":',
  '<html>',
  'PAR1',
  // of CSV, structs, rows and fences
  '","',
  '"""',
  ';',
  '{type=',
  ', arn=',
  '={"a":[',
  '[{"field":"eventName","value":"',
  '{"Data":[{"VarCharValue":"',
  '[{"eventName":"',
  'User name,Event time,Event source,Event name\n',
  '\n```\n',
  '{\\"',
  '\\\\\\"',
];
const encoder = new TextEncoder();

let kept: Uint8Array[] | undefined;

/** The samples as they unpack. */
function samples(): Uint8Array[] {
  return (kept ??= readdirSync(SAMPLES)
    .filter((name) => /\.(json|json\.gz|csv)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(SAMPLES, name)))
    .map((bytes) => Uint8Array.from(isGzip(bytes) ? gunzipSync(bytes) : bytes)));
}

/** Input number `number` of a run: always the same bytes. */
export function inputOf(seed: number, number: number): Uint8Array {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  let bytes = random.chance(1 / 12) ? encoded(start(random), random) : start(random);
  const edits = random.chance(1 / 8) ? 0 : 1 + random.below(6);
  for (let n = 0; n < edits; n++) bytes = edited(bytes, random);
  if (random.chance(1 / 12)) bytes = encoded(bytes, random);
  return random.chance(1 / 4) ? packed(bytes, random) : bytes;
}

/** The same text with a mark, in UTF-8 or UTF-16. */
function encoded(bytes: Uint8Array, random: Random): Uint8Array {
  const text = `\ufeff${new TextDecoder().decode(bytes)}`;
  if (random.chance(1 / 3)) return encoder.encode(text);
  const utf16 = Buffer.from(text, 'utf16le');
  return Uint8Array.from(random.chance(1 / 2) ? utf16 : utf16.swap16());
}

/** As gzip: one member, the same twice, or cut anywhere into several; now and then damaged, or with something behind it. */
function packed(bytes: Uint8Array, random: Random): Uint8Array {
  const members: Uint8Array[] = [];
  if (random.chance(1 / 6)) members.push(bytes.subarray(0, random.below(bytes.length + 1)));
  let at = 0;
  for (let n = random.chance(1 / 2) ? 0 : random.below(4); n > 0; n--) {
    const to = at + random.below(bytes.length - at + 1);
    members.push(bytes.subarray(at, to));
    at = to;
  }
  members.push(bytes.subarray(at));
  const parts: Uint8Array[] = members.map((member) => gzipSync(member, { level: random.below(10) }));
  if (random.chance(1 / 8)) parts.push(new Uint8Array(random.below(600)), encoder.encode(random.pick(FRAGMENTS)));
  let all: Uint8Array = Uint8Array.from(Buffer.concat(parts));
  for (let n = random.below(3); n > 0; n--) all = edited(all, random);
  return all;
}

function start(random: Random): Uint8Array {
  if (random.chance(1 / 4)) return part(random.pick(samples()), random);
  const text = container(random);
  switch (random.below(12)) {
    case 0:
      return encoder.encode(`${text}${random.pick(['', '\n', ',', ' '])}${container(random)}`);
    case 1:
      return encoder.encode(JSON.stringify({ Type: 'Notification', Message: text, [random.pick(FIELDS)]: text }));
    case 2:
      return encoder.encode(text.replaceAll('\n', random.pick(['\r\n', '\r', '\nprefix: ', ''])));
    default:
      return encoder.encode(text);
  }
}

/** Records in one container or another. */
function container(random: Random): string {
  const records = Array.from({ length: random.below(6) }, () => generated(random, 0));
  const texts = records.map((record) => JSON.stringify(record, null, random.pick([0, 0, 2, '\t'])));
  switch (random.below(10)) {
    case 0:
      return `{"Records":[${texts.join(',')}]}`;
    case 1:
      return `[${texts.join(' , ')}]`;
    case 2:
      return texts.join('\n');
    case 3:
      return texts.map((text) => `{"version":"0","detail":${text}}`).join(random.pick(['', '\r\n', ',']));
    case 4:
      return texts.join('');
    default:
      return random.pick(WRAPPINGS).wrap(records.filter(isObject));
  }
}

/** Some of a sample's records are as good as all, and quicker. */
function part(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const size = Math.min(bytes.length, 500 + random.below(6000));
  return bytes.slice(0, size);
}

function generated(random: Random, depth: number): unknown {
  switch (depth > 4 ? 2 + random.below(4) : random.below(6)) {
    case 0:
    case 1: {
      const names = depth === 0 ? FIELDS.slice(0, 4 + random.below(6)) : [random.pick(FIELDS), random.pick(WORDS)];
      return Object.fromEntries(names.map((name) => [name, generated(random, depth + 1)]));
    }
    case 2:
      return depth === 0 ? record(random) : random.pick(WORDS);
    case 3:
      return depth === 0 ? record(random) : random.pick([0, -1.5e10, true, null, 1773476865]);
    case 4:
      return depth > 4 ? [] : Array.from({ length: random.below(3) }, () => generated(random, depth + 1));
    default:
      return record(random);
  }
}

function record(random: Random): Json {
  if (random.chance(1 / 12)) return unusual(random);
  return {
    eventVersion: '1.08',
    userIdentity: random.chance(1 / 4) ? generated(random, 3) : { type: 'IAMUser', userName: random.pick(WORDS) },
    eventTime: random.chance(1 / 4) ? generated(random, 3) : `2026-03-14T08:27:${10 + random.below(50)}Z`,
    eventSource: random.chance(1 / 6) ? 'aws:s3' : 'ec2.amazonaws.com',
    eventName: random.pick(WORDS),
    requestParameters: generated(random, 2),
    eventID: `id-${random.below(9)}`,
  };
}

/** An aggregated event, an Insight, or a record with its own text beside its fields. */
function unusual(random: Random): Json {
  const rest = { eventVersion: '1.0', awsRegion: 'us-east-1', eventSource: 's3.amazonaws.com', eventId: 'a' };
  const text = JSON.stringify({ ...rest, eventName: random.pick(WORDS) });
  return random.pick([
    { ...rest, timeWindow: { windowStart: random.pick(['2026-03-14T08:25:00Z', ...WORDS]) } },
    { eventVersion: '1.07', eventType: 'AwsCloudTrailInsight', eventID: 'i', insightDetails: rest },
    { ...rest, _raw: random.chance(1 / 2) ? text : text.slice(0, random.below(text.length)) },
  ]);
}

/** Where something begins or ends that readers look for. */
function telling(bytes: Uint8Array, random: Random): number {
  const from = random.below(bytes.length + 1);
  const wanted = encoder.encode(random.pick(['{', '}', '[', ']', '"', ',', '\n', '\\', ':', ';']))[0] as number;
  const at = bytes.indexOf(wanted, from);
  return at < 0 ? from : at + random.below(2);
}

function edited(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.chance(1 / 2) ? telling(bytes, random) : random.below(bytes.length + 1);
  const cut = (from: number, to: number, by: Uint8Array = new Uint8Array(0)): Uint8Array =>
    Uint8Array.from([...bytes.subarray(0, from), ...by, ...bytes.subarray(to)]);
  switch (random.below(10)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return bytes.slice(at);
    case 2:
      return cut(at, at + 1 + random.below(40));
    case 3:
      return cut(
        at,
        at,
        encoder.encode(random.pick(FRAGMENTS).repeat(random.chance(1 / 6) ? 1 + random.below(3000) : 1)),
      );
    case 4:
      return cut(at, at + 1, encoder.encode(random.pick(FRAGMENTS)));
    case 5:
      return cut(at, at, bytes.slice(random.below(at + 1), at));
    case 6:
      return cut(at, at, part(random.pick(samples()), random));
    case 7:
      return cut(at, at, encoder.encode(container(random)));
    case 8:
      return cut(at, telling(bytes, random));
    default: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
      return flipped;
    }
  }
}
