import { equalBytes } from './hash';

/**
 * The members of a record that the scan knows, by slot: their text as it stands in a log, `"eventName":`, in 32 bytes
 * with a mask of 32 more.
 */
const TEXTS: usize = memory.data(64 * 64, 16);
/** Lengths of the texts. */
const LENGTHS: usize = memory.data(64);
/** The slot that came after each slot when it was last seen: what is tried first. */
const SUCCESSORS: usize = memory.data(64);
/** First slot of each length of text, and the slot after each of the same length. */
const BY_LENGTH: usize = memory.data(40);
const OTHERS: usize = memory.data(64);

/** The slot of members that are not known. */
export const UNKNOWN: u32 = 63;
const NONE: u8 = 255;
/** A text with its quotes and colon is no longer. */
const MAX_TEXT: u32 = 32;

/** Forgets all members. */
export function clearFields(): void {
  memory.fill(TEXTS, 255, 64 * 64);
  memory.fill(SUCCESSORS, u8(UNKNOWN), 64);
  memory.fill(BY_LENGTH, NONE, 40);
}

/** Makes known the member whose name has `length` bytes at `name`. */
export function defineField(slot: u32, name: usize, length: u32): void {
  const size = length + 3;
  if (slot >= UNKNOWN || size > MAX_TEXT) unreachable();
  const text = TEXTS + (slot << 6);
  memory.fill(text, 0, 64);
  store<u8>(text, 0x22);
  memory.copy(text + 1, name, length);
  store<u16>(text + length + 1, 0x3a22);
  memory.fill(text + 32, 255, size);
  store<u8>(LENGTHS + slot, u8(size));
  store<u8>(OTHERS + slot, load<u8>(BY_LENGTH + size));
  store<u8>(BY_LENGTH + size, u8(slot));
}

export class Field {
  /** The slot that is likely after `slot`. */
  @inline static after(slot: u32): u32 {
    return load<u8>(SUCCESSORS + slot);
  }

  @inline static learn(slot: u32, next: u32): void {
    store<u8>(SUCCESSORS + slot, u8(next));
  }

  /** Whether the key of `slot` and its colon stand at `at`. */
  @inline static stands(slot: u32, at: usize): bool {
    const text = TEXTS + (slot << 6);
    const first = v128.and(v128.xor(v128.load(at), v128.load(text)), v128.load(text, 32));
    const second = v128.and(v128.xor(v128.load(at, 16), v128.load(text, 16)), v128.load(text, 48));
    return !v128.any_true(v128.or(first, second));
  }

  @inline static length(slot: u32): usize {
    return load<u8>(LENGTHS + slot);
  }
}

/** The slot of the key with its quotes at `at`, `length` bytes, without escapes. */
export function slotOf(at: usize, length: u32): u32 {
  const size = length + 1;
  if (size > MAX_TEXT) return UNKNOWN;
  for (let slot = load<u8>(BY_LENGTH + size); slot != NONE; slot = load<u8>(OTHERS + slot)) {
    if (equalBytes(TEXTS + (usize(slot) << 6), at, length)) return slot;
  }
  return UNKNOWN;
}
