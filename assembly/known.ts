import { dictionaryEntry } from './dictionary';
import { equalBytes } from './hash';

/**
 * Values that came before and are likely to come again, whole objects of a few hundred bytes: when the bytes of one
 * stand at a place, it need not be stepped through. Looked up by some of the bytes: by those in the middle, where an
 * assumed role's element has its session, and by those at the beginning.
 */
const MIDDLE: usize = memory.data(4096 * 4);
const BEGINNING: usize = memory.data(4096 * 4);
const PRIME: u64 = 0x9e3779b97f4a7c15;

/** Dictionary number of the object that begins at `at`; 0 when it is none that is remembered. */
export function recall(dictionary: usize, at: usize): u32 {
  const middle = load<u32>(middleCell(at));
  if (middle != 0 && stands(dictionary, middle, at)) return middle;
  const beginning = load<u32>(beginningCell(at));
  return beginning != 0 && stands(dictionary, beginning, at) ? beginning : 0;
}

/** Remembers the value at `at` by its number. Only for values that were stepped through. */
export function remember(id: u32, at: usize): void {
  store<u32>(middleCell(at), id);
  store<u32>(beginningCell(at), id);
}

function stands(dictionary: usize, id: u32, at: usize): bool {
  const entry = dictionaryEntry(dictionary, id);
  // the zeros after the window equal no byte of a value: what goes over its end does not stand there
  return equalBytes(load<usize>(entry), at, load<u32>(entry, 4));
}

function middleCell(at: usize): usize {
  let hash: u64 = 0;
  for (let i: usize = 176; i < 240; i += 16) hash = (hash ^ load<u64>(at + i)) * PRIME + rotl(load<u64>(at + i, 8), 29);
  hash ^= load<u64>(at, 56) ^ rotl(load<u64>(at, 64), 7) ^ rotl(load<u64>(at, 72), 13);
  return MIDDLE + (usize((hash * PRIME) >>> 52) << 2);
}

function beginningCell(at: usize): usize {
  let hash: u64 = 0;
  for (let i: usize = 0; i < 48; i += 8) hash = (rotl(hash, 5) ^ load<u64>(at + i)) * PRIME;
  return BEGINNING + (usize(hash >>> 52) << 2);
}
