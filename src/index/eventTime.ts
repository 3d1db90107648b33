import { decodeValue } from '../reading/recordScanner';
import { timeOf } from '../record/time';

/** `"2026-03-14T08:27:45Z"` in quotes, what CloudTrail writes; a 0 stands for a digit. */
const SHAPE = new TextEncoder().encode('"0000-00-00T00:00:00Z"');

/** Milliseconds since 1970 UTC of the JSON value at `bytes[start..end)`; NaN when it is no time. */
export function timeAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== SHAPE.length || !hasShape(bytes, start)) return timeOf(decodeValue(bytes, start, end));
  const date = number(bytes, start + 1, 4) * 10_000 + number(bytes, start + 6, 2) * 100 + number(bytes, start + 9, 2);
  const hour = number(bytes, start + 12, 2);
  const minute = number(bytes, start + 15, 2);
  const second = number(bytes, start + 18, 2);
  if (hour > 23 || minute > 59 || second > 59) return timeOf(decodeValue(bytes, start, end));
  const seconds = (hour * 60 + minute) * 60 + second;
  if (date !== lastDate) {
    lastMidnight = timeOf(decodeValue(bytes, start, end)) - seconds * 1000;
    lastDate = date;
  }
  return lastMidnight + seconds * 1000;
}

/** Most records of a file are of one day: its midnight is looked up once; NaN when there is no such day. */
let lastDate = -1;
let lastMidnight = NaN;

function hasShape(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < SHAPE.length; i++) {
    const c = bytes[start + i] as number;
    if (SHAPE[i] === 0x30 ? c < 0x30 || c > 0x39 : c !== SHAPE[i]) return false;
  }
  return true;
}

function number(bytes: Uint8Array, at: number, digits: number): number {
  let n = 0;
  for (let i = at; i < at + digits; i++) n = n * 10 + (bytes[i] as number) - 0x30;
  return n;
}
