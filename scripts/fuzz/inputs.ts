import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isGzip } from '../../src/reading/gzip';
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
  let bytes = start(random);
  const edits = random.chance(1 / 8) ? 0 : 1 + random.below(6);
  for (let n = 0; n < edits; n++) bytes = edited(bytes, random);
  if (!random.chance(1 / 4)) return bytes;
  const members = random.chance(1 / 3) ? [bytes.subarray(0, random.below(bytes.length + 1)), bytes] : [bytes];
  let packed: Uint8Array = Uint8Array.from(
    Buffer.concat(members.map((member) => gzipSync(member, { level: random.below(10) }))),
  );
  for (let n = random.below(3); n > 0; n--) packed = edited(packed, random);
  return packed;
}

function start(random: Random): Uint8Array {
  if (random.chance(1 / 3)) return part(random.pick(samples()), random);
  const records = Array.from({ length: random.below(6) }, () => generated(random, 0));
  const texts = records.map((record) => JSON.stringify(record, null, random.pick([0, 0, 2, '\t'])));
  switch (random.below(10)) {
    case 0:
      return encoder.encode(`{"Records":[${texts.join(',')}]}`);
    case 1:
      return encoder.encode(`[${texts.join(' , ')}]`);
    case 2:
      return encoder.encode(texts.join('\n'));
    case 3:
      return encoder.encode(
        texts.map((text) => `{"version":"0","detail":${text}}`).join(random.pick(['', '\r\n', ','])),
      );
    case 4:
      return encoder.encode(texts.join(''));
    default:
      return wrapped(records.filter(isObject), random);
  }
}

/** Records in some container, now and then in UTF-16. */
function wrapped(records: readonly Json[], random: Random): Uint8Array {
  const text = random.pick(WRAPPINGS).wrap(records);
  return random.chance(1 / 8) ? Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')) : encoder.encode(text);
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

function record(random: Random): unknown {
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

function edited(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const cut = (from: number, to: number, by: Uint8Array = new Uint8Array(0)): Uint8Array =>
    Uint8Array.from([...bytes.subarray(0, from), ...by, ...bytes.subarray(to)]);
  switch (random.below(8)) {
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
    default: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
      return flipped;
    }
  }
}
