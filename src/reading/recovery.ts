import { COLON } from './jsonBytes';
import type { RecordScanner } from './recordScanner';

/** After a break, at most this much is scanned in search of records in a file of `size` bytes: hostile files cannot stall us. */
export function recoveryBudget(size: number): number {
  return 4 * size + (1 << 20);
}

/** No key that a search begins at is longer. */
const MAX_KEY = 64;

/**
 * The next `{` at or after `from` that may begin a record or what holds one: its first key is one of a record's, or it
 * is no member's value but stands alone or in an array. -1 when there is none.
 */
export function findNextObject(scanner: RecordScanner, from: number): number {
  const { bytes } = scanner;
  for (let at = bytes.indexOf(0x7b, from); at >= 0; at = bytes.indexOf(0x7b, at + 1)) {
    const keyAt = scanner.space(at + 1);
    if (bytes[keyAt] !== 0x22) continue;
    const keyEnd = keyAt + 1 + bytes.subarray(keyAt + 1, keyAt + 1 + MAX_KEY).indexOf(0x22);
    if (keyEnd > keyAt && (scanner.slotOf(keyAt + 1, keyEnd) >= 0 || !isMemberValue(bytes, at, from))) return at;
  }
  return -1;
}

/** Whether the last byte before `at` that is no space is a colon. */
function isMemberValue(bytes: Uint8Array, at: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && isSpace(bytes[before] as number)) before--;
  return bytes[before] === COLON;
}

/** Whether `bytes[start..end)` holds nothing but what stands between records and after the last: space, commas, closing brackets. */
export function isFiller(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const c = bytes[at] as number;
    if (!isSpace(c) && c !== 0x2c && c !== 0x5d && c !== 0x7d) return false;
  }
  return true;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
