import { provesRecord } from './fields';
import { COLON, COMMA, QUOTE } from './jsonBytes';
import { STOPPED } from './jsonScanner';
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

/** So many members after an object are looked at, whether they are a record's. */
const MAX_MEMBERS = 32;

/**
 * Searches for records after a break. Those that are the value of a member in a broken record are none: whoever made the
 * call may have written them.
 */
export class RecordSearch {
  private budget: number;
  /** Up to here reaches what was gone over of broken records. */
  private brokenUntil = 0;

  constructor(
    private readonly scanner: RecordScanner,
    size: number,
  ) {
    this.budget = recoveryBudget(size);
  }

  /** So much was gone over that no more is. */
  get isOver(): boolean {
    return this.budget < 0;
  }

  /** The next `{` at or after `from` that may begin a record or what holds one; -1 when there is none. */
  next(from: number): number {
    for (let at = from; this.budget >= 0; at++) {
      at = findNextObject(this.scanner, at);
      if (at < 0 || !isMemberValue(this.scanner.bytes, at, 0)) return at;
      if (at >= this.brokenUntil && !this.isInRecord(at)) return at;
    }
    return -1;
  }

  /** What stands at `at` was gone over, to `next` or to where the scanner stopped. */
  tried(at: number, next: number): void {
    const { scanner } = this;
    const end = next === STOPPED ? scanner.faultAt : next;
    this.budget -= end - at;
    if (next === STOPPED && this.isField(scanner.space(at + 1))) this.brokenUntil = Math.max(this.brokenUntil, end);
  }

  /** Whether what follows the object at `at`, of which only the end may be there, are the other members of a record. */
  private isInRecord(at: number): boolean {
    const { scanner } = this;
    const { bytes } = scanner;
    let i = scanner.value(at, 1);
    let isFound = false;
    for (let n = 0; n < MAX_MEMBERS && i !== STOPPED && !isFound; n++) {
      i = scanner.space(i);
      while (bytes[i] === 0x7d || bytes[i] === 0x5d) i = scanner.space(i + 1);
      const keyAt = bytes[i] === COMMA ? scanner.space(i + 1) : STOPPED;
      if (keyAt === STOPPED || bytes[keyAt] !== QUOTE) break;
      i = scanner.key(keyAt);
      isFound = i !== STOPPED && this.isField(keyAt);
      if (i !== STOPPED) i = scanner.value(i, 1);
    }
    this.budget -= (i === STOPPED ? scanner.faultAt : i) - at;
    return isFound;
  }

  /** Whether the key at `at` is that of a record's member alone. */
  private isField(at: number): boolean {
    const { scanner } = this;
    const end = scanner.bytes[at] === QUOTE ? scanner.string(at) : STOPPED;
    const slot = end === STOPPED ? -1 : scanner.slotOf(at + 1, end - 1);
    return provesRecord(slot);
  }
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
