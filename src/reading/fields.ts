import { CAPTURED, RECORD_MEMBERS } from '../record/members';
import { text } from '../record/types';

export { CAPTURED };

export type CapturedField = (typeof CAPTURED)[number];

/** Slot of each captured field in the span array of {@link RecordScanner}. */
export const SLOT = Object.fromEntries(CAPTURED.map((name, slot) => [name, slot])) as Record<CapturedField, number>;

/** All members of a record that are known here, in the order of their slots. */
export const FIELD_NAMES: readonly string[] = RECORD_MEMBERS;

const SLOTS = new Map(FIELD_NAMES.map((name, slot) => [name, slot]));

interface Candidate {
  readonly bytes: Uint8Array;
  readonly slot: number;
}

const byLength: Candidate[][] = [];
for (const [name, slot] of SLOTS) (byLength[name.length] ??= []).push({ bytes: new TextEncoder().encode(name), slot });

/** The slot of the key whose text (without quotes, without escapes) is `bytes[start..end)`, or -1. */
export function fieldSlot(bytes: Uint8Array, start: number, end: number): number {
  const candidates = byLength[end - start];
  if (candidates === undefined) return -1;
  next: for (const candidate of candidates) {
    const name = candidate.bytes;
    for (let i = 0; i < name.length; i++) {
      if (bytes[start + i] !== name[i]) continue next;
    }
    return candidate.slot;
  }
  return -1;
}

/** The slot of a key by its decoded text, for keys that are written with escapes. */
export function fieldSlotOfText(key: string): number {
  return SLOTS.get(key) ?? -1;
}

export const FIELD_COUNT = SLOTS.size;

/**
 * Whether an object that begins with the member of this slot, or -1, is a record or nothing. Others, such as tables, whose
 * names are all in lower case, and OCSF, have some of a record's names.
 */
export function provesRecord(slot: number): boolean {
  return slot >= 0 && !SHARED.has(slot);
}

const SHARED: ReadonlySet<number> = new Set(['resources', 'addendum'].map(fieldSlotOfText));

/**
 * The slot after those of the members, of records that sum up other calls: that a captured field is none of the record's
 * own members but stands deeper inside of it.
 */
export const SUMMARY_SLOT = FIELD_COUNT;

/** The slot after that: that some member holds an array, at whatever depth. */
export const LISTS_SLOT = SUMMARY_SLOT + 1;

/** Members of whose arrays {@link LISTS_SLOT} says nothing: nearly every record has one, and few ask what is in it. */
export const LISTING: readonly string[] = ['userIdentity', 'resources'];

/** What a column tells that is of no member: whether there are lists. */
export const HAS_LISTS = 'lists';

/** What a column holds: members, a later one for want of the first; or whether a record has lists. */
export type ColumnFields = readonly CapturedField[] | typeof HAS_LISTS;

/** Objects with fewer members of a record than this are something else. */
export const MIN_FIELDS = 3;

/** Whether what was seen of an object may well be a record, by the names of its members alone. */
export function isGlimpseOfRecord(object: Readonly<Record<string, unknown>>): boolean {
  const slots = Object.keys(object).map((key) => SLOTS.get(key) ?? -1);
  const telling = [SLOT.eventSource, SLOT.eventName, SLOT.userIdentity];
  const isNotification = text(object['eventSource'])?.startsWith('aws:') === true;
  const isTelling = slots.some((slot) => telling.includes(slot));
  return isTelling && !isNotification && slots.filter((slot) => slot >= 0).length >= MIN_FIELDS;
}
