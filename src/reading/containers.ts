/** What holds the records of a source. */
export type ContainerId =
  | 's3' // {"Records":[…]}, what CloudTrail delivers to a bucket
  | 'array' // [record, …]
  | 'ndjson' // records one after another
  | 'single' // one record alone
  | 'json' // records somewhere inside other JSON
  | 'digest' // a CloudTrail digest file: about logs, holds no events
  | 'event-history-csv'
  | 'foreign-json'
  | 'foreign'
  | 'empty';

/** Names for people. */
export const CONTAINER_NAMES: Readonly<Record<ContainerId, string>> = {
  s3: 'S3 log file',
  array: 'array of records',
  ndjson: 'records one after another',
  single: 'single record',
  json: 'records inside other JSON',
  digest: 'digest file',
  'event-history-csv': 'Event history CSV',
  'foreign-json': 'JSON without CloudTrail records',
  foreign: 'not a CloudTrail log',
  empty: 'empty file',
};

const KEYS: readonly (readonly [string, ContainerId])[] = [
  ['"Records"', 's3'],
  ['"digestS3Object"', 'digest'],
  ['"digestS3Bucket"', 'digest'],
];
const KEY_BYTES = KEYS.map(([key, container]) => [new TextEncoder().encode(key), container] as const);

/** The container that a top-level key (`bytes[start..end)`, quotes included) stands for. */
export function containerOfKey(bytes: Uint8Array, start: number, end: number): ContainerId | undefined {
  return KEY_BYTES.find(
    ([key]) => key.length === end - start && key.every((byte, i) => bytes[start + i] === byte),
  )?.[1];
}

const EVENT_HISTORY_HEADER = 'User name,AWS access key,Event time,Event source,Event name';

/** Says what a source is that does not begin as JSON. Source: facts about the containers that CloudTrail is found in. */
export function describeForeign(bytes: Uint8Array, start: number): { container: ContainerId; message: string } {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(start, start + 512));
  if (head.startsWith(EVENT_HISTORY_HEADER)) {
    return {
      container: 'event-history-csv',
      message:
        'This is a CloudTrail Event history in CSV, which is not read yet. Download the Event history as JSON to inspect it.',
    };
  }
  const container = 'foreign';
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head))
    return { container, message: 'This is HTML or XML, not a CloudTrail log.' };
  if (/^PAR1/.test(head)) return { container, message: 'This is a Parquet file, which is not read.' };
  if (/\u0000/.test(head)) return { container, message: 'This is a binary file, not a CloudTrail log.' };
  return { container, message: 'This is not JSON: a CloudTrail log begins with { or [.' };
}
