import { decodeValue } from '../reading/recordScanner';
import { timeOf } from '../record/time';

/** Milliseconds since 1970 UTC of the JSON value at `bytes[start..end)`; NaN when it is no time. */
export function timeAt(bytes: Uint8Array, start: number, end: number): number {
  // "2026-03-14T08:27:45Z" in quotes: what CloudTrail writes
  if (end - start === 22 && bytes[start + 11] === 0x54 && bytes[start + 20] === 0x5a) {
    const date = digits(bytes, start + 1, 4) * 10000 + digits(bytes, start + 6, 2) * 100 + digits(bytes, start + 9, 2);
    const clock =
      (digits(bytes, start + 12, 2) * 60 + digits(bytes, start + 15, 2)) * 60 + digits(bytes, start + 18, 2);
    if (date === lastDate) return lastMidnight + clock * 1000;
    const midnight = Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100);
    if (Number.isFinite(midnight) && clock < 86400) {
      lastDate = date;
      lastMidnight = midnight;
      return midnight + clock * 1000;
    }
  }
  return timeOf(decodeValue(bytes, start, end));
}

let lastDate = -1;
let lastMidnight = 0;

function digits(bytes: Uint8Array, at: number, count: number): number {
  let n = 0;
  for (let i = at; i < at + count; i++) {
    const d = (bytes[i] as number) - 0x30;
    if (d < 0 || d > 9) return NaN;
    n = n * 10 + d;
  }
  return n;
}
