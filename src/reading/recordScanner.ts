import { BACKSLASH, CLOSE_OBJECT } from './json/jsonBytes';
import { LISTING, LISTS_SLOT, MIN_FIELDS, SLOT, SUMMARY_SLOT, fieldSlot, fieldSlotOfText } from './fields';
import { JsonScanner, STOPPED } from './json/jsonScanner';
import { strictJson } from './json/strictJson';

/** A record has one of these. */
const NAMING = [SLOT.eventSource, SLOT.eventName, SLOT.userIdentity];
const LISTING_SLOTS: ReadonlySet<number> = new Set(LISTING.map(fieldSlotOfText));
const INSIGHT = fieldSlotOfText('insightDetails');

/** Steps over one record and remembers where its known members stand. One instance serves a whole file. */
export class RecordScanner extends JsonScanner {
  /** `[start, end)` of each field's value, two slots a field of fields.ts; -1 when the record has none. */
  readonly spans = new Int32Array(2 * (LISTS_SLOT + 1));
  /** Where the value of `_raw` stands, in which exports keep a record as text beside its fields; -1 when there is none. */
  textAt = -1;
  textEnd = -1;
  private fieldsSeen = 0;
  /** Where the value of `@timestamp` stands; copies of Logstash may have no other time. */
  private stampAt = -1;
  private stampEnd = -1;
  /** The record sums up events of a window of time. */
  private isAggregated = false;

  /**
   * Steps over the object at `at` and fills {@link spans}; of duplicate keys the last counts, as with `JSON.parse`.
   * Returns the offset after it or STOPPED.
   */
  record(at: number): number {
    const { bytes, end, spans } = this;
    spans.fill(-1);
    this.textAt = -1;
    this.isAggregated = false;
    this.fieldsSeen = 0;
    this.stampAt = -1;
    let i = this.space(at + 1);
    while (bytes[i] !== CLOSE_OBJECT || i >= end) {
      if (i >= end || bytes[i] !== 0x22) return this.stop('invalid', i);
      const keyEnd = this.string(i);
      if (keyEnd === STOPPED) return STOPPED;
      const keyAt = i;
      const slot = this.slotOf(keyAt + 1, keyEnd - 1);
      const start = this.colon(keyEnd);
      if (start === STOPPED) return STOPPED;
      const { arrays } = this;
      i = this.value(start, 1);
      if (i === STOPPED) return STOPPED;
      if (this.arrays !== arrays && !LISTING_SLOTS.has(slot)) {
        spans[2 * LISTS_SLOT] = start;
        spans[2 * LISTS_SLOT + 1] = i;
      }
      if (slot >= 0) {
        if (spans[2 * slot] === -1) this.fieldsSeen++;
        spans[2 * slot] = start;
        spans[2 * slot + 1] = i;
      } else if (equals(bytes, keyAt, keyEnd, TEXT)) {
        this.textAt = start;
        this.textEnd = i;
      } else if (equals(bytes, keyAt, keyEnd, STAMP)) {
        this.stampAt = start;
        this.stampEnd = i;
      } else if (equals(bytes, keyAt, keyEnd, WINDOW)) this.isAggregated = true;
      i = this.separator(i, CLOSE_OBJECT);
      if (i === STOPPED) return STOPPED;
    }
    if (this.isNameless() && spans[2 * INSIGHT] !== -1) this.nameOfInsight(spans[2 * INSIGHT] as number);
    if (this.isAggregated) this.fieldsOfAggregated(at);
    if (this.stampAt >= 0) this.setMissing(SLOT.eventTime, this.stampAt, this.stampEnd);
    return i + 1;
  }

  private isNameless(): boolean {
    return NAMING.every((slot) => this.spans[2 * slot] === -1);
  }

  /** An Insight says in its details which calls it is about. */
  private nameOfInsight(at: number): void {
    this.eachMember(at, (keyAt, keyEnd, start, end) => {
      const slot = this.slotOf(keyAt + 1, keyEnd - 1);
      if (slot === SLOT.eventSource || slot === SLOT.eventName) this.setSpan(slot, start, end);
    });
  }

  /**
   * An aggregated event spells two fields otherwise, and has no time but that of its window, which counts from where it
   * begins.
   */
  private fieldsOfAggregated(at: number): void {
    const { bytes } = this;
    this.eachMember(at, (keyAt, keyEnd, start, end) => {
      if (equals(bytes, keyAt, keyEnd, EVENT_ID)) this.setMissing(SLOT.eventID, start, end);
      else if (equals(bytes, keyAt, keyEnd, ACCOUNT_ID)) this.setMissing(SLOT.recipientAccountId, start, end);
      else if (equals(bytes, keyAt, keyEnd, WINDOW))
        this.eachMember(start, (nameAt, nameEnd, from, to) => {
          if (equals(bytes, nameAt, nameEnd, WINDOW_START)) this.setMissing(SLOT.eventTime, from, to);
        });
    });
  }

  /** Takes a field from deeper inside the record. */
  private setMissing(slot: number, start: number, end: number): void {
    if (this.spans[2 * slot] === -1) this.setSpan(slot, start, end);
  }

  private setSpan(slot: number, start: number, end: number): void {
    for (const set of [slot, SUMMARY_SLOT]) {
      this.spans[2 * set] = start;
      this.spans[2 * set + 1] = end;
    }
  }

  /** The members of an object that was stepped over already; of anything else none. */
  private eachMember(at: number, visit: (keyAt: number, keyEnd: number, start: number, end: number) => void): void {
    const { bytes } = this;
    if (bytes[at] !== 0x7b) return;
    for (let i = this.space(at + 1); bytes[i] === 0x22;) {
      const keyEnd = this.string(i);
      const start = this.colon(keyEnd);
      const end = this.value(start, 2);
      visit(i, keyEnd, start, end);
      i = this.separator(end, CLOSE_OBJECT);
    }
  }

  /** Slot of the key whose inner text is `bytes[start..end)`, or -1. */
  slotOf(start: number, end: number): number {
    const slot = fieldSlot(this.bytes, start, end);
    if (slot >= 0) return slot;
    for (let i = start; i < end; i++) {
      if (this.bytes[i] === BACKSLASH) return fieldSlotOfText(decodeString(this.bytes, start - 1, end + 1) ?? '');
    }
    return -1;
  }

  /**
   * Whether the object last scanned is a CloudTrail record. S3 event notifications have the same member names, but name
   * their source `aws:s3`, where CloudTrail has the service's host name.
   */
  isRecord(): boolean {
    if (this.fieldsSeen < MIN_FIELDS) return false;
    if (this.isNameless()) return false;
    const source = this.spans[2 * SLOT.eventSource] as number;
    return !(source >= 0 && this.bytes[source] === 0x22 && startsWith(this.bytes, source + 1, NOTIFICATION));
  }
}

const encoder = new TextEncoder();
const NOTIFICATION = encoder.encode('aws:');
const TEXT = encoder.encode('"_raw"');
const STAMP = encoder.encode('"@timestamp"');
const WINDOW = encoder.encode('"timeWindow"');
const EVENT_ID = encoder.encode('"eventId"');
const ACCOUNT_ID = encoder.encode('"accountId"');
const WINDOW_START = encoder.encode('"windowStart"');

function startsWith(bytes: Uint8Array, at: number, prefix: Uint8Array): boolean {
  return prefix.every((byte, i) => bytes[at + i] === byte);
}

function equals(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  return end - start === text.length && startsWith(bytes, start, text);
}

// a byte order mark inside a value is part of it
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longer text, of so many bytes, is not made a string of: V8 has none of more characters. */
export const MAX_TEXT = 0x1fffffe8;

/**
 * Text of the JSON string at `bytes[start..end)`, quotes included; undefined when the value is no string, or a longer one
 * than there can be.
 */
export function decodeString(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (bytes[start] !== 0x22 || end - start > MAX_TEXT) return undefined;
  for (let i = start + 1; i < end - 1; i++) {
    const c = bytes[i] as number;
    if (c === BACKSLASH || c < 0x20) {
      const value = decodeValue(bytes, start, end);
      return typeof value === 'string' ? value : undefined;
    }
  }
  return decoder.decode(bytes.subarray(start + 1, end - 1));
}

/** The JSON value at `bytes[start..end)`, read with the scanner's liberties; undefined when it is broken, or too long. */
export function decodeValue(bytes: Uint8Array, start: number, end: number): unknown {
  return end - start > MAX_TEXT ? undefined : parseValue(decoder.decode(bytes.subarray(start, end)));
}

/** The value of JSON, read with the scanner's liberties; undefined when it is broken. */
export function parseValue(json: string): unknown {
  return parsed(json) ?? parsed(strictJson(json));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
