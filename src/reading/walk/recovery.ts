import { provesRecord } from '../fields';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { STOPPED } from '../json/jsonScanner';
import type { RecordScanner } from '../recordScanner';
import { BrokenObject } from './brokenObject';
import { OpenBraces } from './openBraces';

/** After a break, at most this much is scanned in search of records in a file of `size` bytes: hostile files cannot stall us. */
export function recoveryBudget(size: number): number {
  return 4 * size + (1 << 20);
}

/** No key that a search begins at is longer. */
const MAX_KEY = 64;

/**
 * The next `{` at or after `from` that may begin a record or what holds one: its first key is one of a record's, or it
 * is no member's value but stands alone or in an array, and not in a string. -1 when there is none.
 */
export function findNextObject(scanner: RecordScanner, from: number, braces = new OpenBraces(scanner.bytes)): number {
  const { bytes } = scanner;
  for (let at = braces.next(from); at >= 0; at = braces.next(at + 1)) {
    const keyAt = scanner.space(at + 1);
    if (bytes[keyAt] !== 0x22) continue;
    const keyEnd = keyAt + 1 + bytes.subarray(keyAt + 1, keyAt + 1 + MAX_KEY).indexOf(0x22);
    if (keyEnd <= keyAt) continue;
    if (scanner.slotOf(keyAt + 1, keyEnd) >= 0) return at;
    if (!braces.isInString(at) && !isMemberValue(bytes, at, from)) return at;
  }
  return -1;
}

/** So many members after an object are looked at, whether they are a record's. */
const MAX_MEMBERS = 32;

/**
 * Searches for records after a break. Those that stand in a broken record, as the value of a member or in a list, are none:
 * whoever made the call may have written them.
 */
export class RecordSearch {
  private budget: number;
  private readonly braces: OpenBraces;
  /** What was gone over last of what is broken: a record, or what holds some. */
  private broken: BrokenObject | undefined;
  /** What was last gone over to see whether it is in a record. */
  private followed = { elements: new Set<number>(), isRecord: false };
  /** Where the first record in a list of a broken one stands. */
  inBroken: number | undefined;

  constructor(
    private readonly scanner: RecordScanner,
    size: number,
  ) {
    this.budget = recoveryBudget(size);
    this.braces = new OpenBraces(scanner.bytes);
  }

  /** So much was gone over that no more is. */
  get isOver(): boolean {
    return this.budget < 0;
  }

  /** The next `{` at or after `from` that may begin a record or what holds one; -1 when there is none. */
  next(from: number): number {
    const { scanner } = this;
    for (let at = from; this.budget >= 0; at++) {
      at = findNextObject(scanner, at, this.braces);
      if (at < 0) return at;
      if (this.broken?.reaches(at) === true && this.isOwn(at, this.broken)) continue;
      if (!this.isInRecord(at)) return at;
    }
    return -1;
  }

  /**
   * Whether what stands at `at` in a broken object is a value in a record, as far as that is known. What holds records
   * may be the next log.
   */
  private isOwn(at: number, broken: BrokenObject): boolean {
    if (broken.isRecord && isMemberValue(this.scanner.bytes, at, 0)) return true;
    const isRecord = this.isField(this.scanner.space(at + 1));
    if (!(broken.isRecord ? isRecord && broken.isInside(at) : broken.isCallers(at))) return false;
    if (isRecord) this.inBroken ??= at;
    return true;
  }

  /** What stands at `at` was gone over, to `next` or to where the scanner stopped. */
  tried(at: number, next: number): void {
    const { scanner } = this;
    const end = next === STOPPED ? scanner.faultAt : next;
    this.budget -= end - at;
    if (next !== STOPPED || scanner.bytes[at] !== OPEN_OBJECT) return;
    const isRecord = this.isField(scanner.space(at + 1));
    const { fault = 0, isRecord: isInRecord = false } = this.broken ?? {};
    if (end > fault || (end === fault && isRecord && !isInRecord))
      this.broken = new BrokenObject(scanner.bytes, at, end, isRecord);
  }

  /** Whether what follows the object at `at`, of which only the end may be there, are the other members of a record. */
  private isInRecord(at: number): boolean {
    // the same is true of all elements of a list, which is gone over once
    if (this.followed.elements.has(at)) return this.followed.isRecord;
    const { scanner } = this;
    let i = scanner.value(at, 1);
    let isRecord = false;
    const elements = new Set([at]);
    for (let members = 0; members < MAX_MEMBERS && i !== STOPPED && !isRecord;) {
      const next = this.behind(i);
      if (next === STOPPED) break;
      const value = scanner.bytes[next] === QUOTE ? scanner.key(next) : STOPPED;
      if (value !== STOPPED) {
        members++;
        isRecord = this.isField(next);
      } else elements.add(next);
      i = scanner.value(value === STOPPED ? next : value, 1);
    }
    const until = i === STOPPED ? scanner.faultAt : i;
    this.budget -= until - at;
    this.followed = { elements, isRecord };
    return isRecord;
  }

  /** Where the next member or element begins behind a value, whatever ends before it; {@link STOPPED} where none does. */
  private behind(end: number): number {
    const { scanner } = this;
    const { bytes } = scanner;
    let i = scanner.space(end);
    while (bytes[i] === CLOSE_OBJECT || bytes[i] === CLOSE_ARRAY) i = scanner.space(i + 1);
    return bytes[i] === COMMA ? scanner.space(i + 1) : STOPPED;
  }

  /** Whether the key at `at` is that of a record's member alone. */
  private isField(at: number): boolean {
    const { scanner } = this;
    const end = scanner.bytes[at] === QUOTE ? scanner.string(at) : STOPPED;
    if (end === STOPPED || scanner.bytes[scanner.space(end)] !== COLON) return false;
    return provesRecord(scanner.slotOf(at + 1, end - 1));
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
