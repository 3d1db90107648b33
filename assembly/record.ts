import { dictionaryEntry } from './dictionary';
import { Field, slotOf, UNKNOWN } from './fields';
import { arrays, container, fail, Step } from './json';
import { recall } from './known';

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
/** `aws:`, as it stands in memory. */
const NOTIFICATION: u32 = 0x3a737761;
/** `_raw"`, and `timeWindow"` in two parts, as they stand in memory. */
const RAW: u32 = 0x7761725f;
const TIME_WIND: u64 = 0x646e6957656d6974;
const OW_QUOTE: u32 = 0x22776f;

/** `@timestamp"` in two parts. */
const AT_TIMESTA: u64 = 0x617473656d697440;
const MP_QUOTE: u32 = 0x22706d;

/** Objects with fewer members of a record than this are something else. */
const MIN_FIELDS: u64 = 3;

/** Start and end of each slot's value. */
export const SPANS: usize = memory.data(64 * 8);

/** The slot of no member. */
const NONE: u32 = 62;

let sourceSlot: u32 = 0;
/** Bits of the slots of which a record has at least one. */
let telling: u64 = 0;
/** Bits of the slots whose arrays do not count. */
let listing: u64 = 0;
let blockSlot: u32 = NONE;
let blockDictionary: usize = 0;

/** Bits of the slots that the record last stepped over has. */
export let seen: u64 = 0;
/** Dictionary number of its block, where it is one that came before; 0 otherwise. */
export let blockId: u32 = 0;

/** A member of the record last stepped over holds an array, at whatever depth. */
export let hasLists: bool = false;

/** The record last stepped over has a `@timestamp`, which is its time where it has no other. */
export let isStamped: bool = false;

/**
 * What tells a record, besides three members that are known: that it has one of `tellingSlots` (bits), and that the
 * value of `source` does not begin with `aws:`. Arrays in `listingSlots` (bits) are not told of.
 */
export function defineRecord(source: u32, tellingSlots: u64, listingSlots: u64): void {
  sourceSlot = source;
  telling = tellingSlots;
  listing = listingSlots;
}

/** The member whose values are blocks that come again and again, and their dictionary. */
export function defineBlock(slot: u32, dictionary: usize): void {
  blockSlot = slot;
  blockDictionary = dictionary;
}

export class Span {
  @inline static has(slot: u32): bool {
    return ((seen >>> slot) & 1) != 0;
  }

  @inline static start(slot: u32): usize {
    return load<usize>(SPANS + (slot << 3));
  }

  @inline static length(slot: u32): u32 {
    return load<u32>(SPANS + (slot << 3), 4) - load<u32>(SPANS + (slot << 3));
  }
}

/**
 * Steps over the record at `at` and notes where its members stand; of duplicate keys the last counts. Returns the
 * address after it. 0 when it is no record, or one of which only the careful reader can tell: one that begins with a
 * member that is not known.
 */
export function record(at: usize): usize {
  isStamped = false;
  hasLists = false;
  let slot = UNKNOWN;
  let found: u64 = 0;
  let block: u32 = 0;
  at = Step.space(at + 1);
  while (true) {
    const likely = Field.after(slot);
    if (Field.stands(likely, at)) {
      slot = likely;
      at = Step.space(at + Field.length(slot));
    } else {
      const next = key(at);
      if (next == 0) return 0;
      Field.learn(slot, keySlot);
      slot = keySlot;
      at = next;
      if (slot == UNKNOWN && found == 0) return fail(0);
    }
    const start = at;
    if (slot == blockSlot && load<u8>(at) == OPEN_OBJECT) {
      block = recall(blockDictionary, at);
      at = block != 0 ? at + load<u32>(dictionaryEntry(blockDictionary, block), 4) : container(at);
    } else {
      if (slot == blockSlot) block = 0;
      const before = arrays;
      at = Step.value(at);
      if (arrays != before && ((listing >>> slot) & 1) == 0) hasLists = true;
    }
    if (at == 0) return 0;
    store<usize>(SPANS + (slot << 3), start);
    store<usize>(SPANS + (slot << 3), at, 4);
    found |= u64(1) << slot;
    at = Step.space(at);
    if (load<u8>(at) != COMMA) break;
    at = Step.space(at + 1);
  }
  if (load<u8>(at) != CLOSE_OBJECT) return fail(at);
  seen = found;
  blockId = block;
  return isRecord() ? at + 1 : fail(0);
}

/** Slot of the key that {@link key} stepped over. */
let keySlot: u32 = UNKNOWN;

/** Over a key, its colon and the space around it. Keys with escapes are left to the careful reader. */
function key(at: usize): usize {
  if (load<u8>(at) != QUOTE) return fail(at);
  const end = Step.plain(at);
  if (end == 0) return 0;
  keySlot = slotOf(at, u32(end - at));
  return keySlot == UNKNOWN && needsCare(at + 1) ? fail(0) : Step.colon(end);
}

/** Whether the member whose name is at `at` makes its record another than what its fields say; notes a time stamp. */
function needsCare(at: usize): bool {
  if (load<u64>(at) == AT_TIMESTA && (load<u32>(at, 8) & 0xffffff) == MP_QUOTE) isStamped = true;
  if (load<u32>(at) == RAW) return load<u8>(at, 4) == QUOTE;
  return load<u64>(at) == TIME_WIND && (load<u32>(at, 8) & 0xffffff) == OW_QUOTE;
}

function isRecord(): bool {
  if (popcnt(seen & ~(u64(1) << UNKNOWN)) < MIN_FIELDS || (seen & telling) == 0) return false;
  if (!Span.has(sourceSlot)) return true;
  const source = Span.start(sourceSlot);
  return load<u8>(source) != QUOTE || load<u32>(source, 1) != NOTIFICATION;
}
