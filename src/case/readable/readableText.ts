import { containerOf } from '../../reading/containers';
import type { RecordVisitor } from '../../reading/finds';
import { headOf } from '../../reading/head';
import { readableLayout } from '../../reading/json/layout';
import { readRecords } from '../../reading/readRecords';

/**
 * A source for people, as UTF-8: its JSON laid out, or where records are hidden in strings, rows or lines of something
 * else, the records alone; other text as it is. `room`: see {@link readRecords}.
 */
export function readableText(bytes: Uint8Array, room?: number): Uint8Array {
  const head = headOf(bytes);
  const { id, plain, about } = containerOf(head);
  const mayHide = plain === true ? id === 'json' : about === undefined;
  if (mayHide) {
    const records: Uint8Array[] = [];
    const keep: RecordVisitor = ({ text }) => records.push(text.bytes.slice(text.start, text.end));
    const { indirect } = readRecords(bytes, keep, undefined, room);
    if (hidesRecords(head.isJson, records.length, indirect)) return recordsText(records);
  }
  return head.isJson ? readableLayout(bytes) : bytes;
}

/** Whether a view shows the records of a source alone. JSON of which some records are as they should be shows whole. */
function hidesRecords(isJson: boolean, records: number, indirect: number): boolean {
  return records > 0 && (isJson ? indirect === records : true);
}

/** Records as a log that CloudTrail might have written, laid out. */
export function recordsText(records: readonly Uint8Array[]): Uint8Array {
  const parts = records.flatMap((record, n) => (n === 0 ? [record] : [COMMA, record]));
  const all = [OPEN, ...parts, CLOSE];
  const log = new Uint8Array(all.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of all) {
    log.set(part, at);
    at += part.length;
  }
  return readableLayout(log);
}

const [OPEN, COMMA, CLOSE] = ['{"Records":[', ',', ']}'].map((text) => new TextEncoder().encode(text)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** Whether a person wants a source laid out: it is one line, lines so long that nobody can read them, or hides its records. */
export function wantsLayout(bytes: Uint8Array): boolean {
  const head = headOf(bytes);
  const { plain, about } = containerOf(head);
  if (plain !== true && about === undefined) return true;
  if (!head.isJson) return false;
  const start = bytes.subarray(0, 1 << 16);
  let lines = 1;
  for (const byte of start) if (byte === 0x0a) lines++;
  return start.length / lines > 500;
}
