import { equalBytes } from './hash';
import { allocate, release } from './memory';

/**
 * Dictionaries of byte slices. Each is a hash table (cells of hash and number) over a list of entries (address and
 * length); number 0 is "absent" and has an empty entry. Slices never move.
 */
const TABLE: usize = 0;
const MASK: usize = 4;
const COUNT: usize = 8;
const ENTRIES: usize = 12;
const CAPACITY: usize = 16;
export const DICTIONARY_SIZE: usize = 32;

const FIRST_CELLS: u32 = 256;
const FIRST_ENTRIES: u32 = 128;
const ARENA_BLOCK: u32 = 1 << 16;
/** Readers of a slice load whole blocks of 16 bytes. */
const SLACK: u32 = 16;

/** Secret numbers that slices are hashed with, so that nobody can write values that all fall into one cell. */
export const SECRETS: usize = memory.data(256);
const PRIME: u64 = 0x9e3779b97f4a7c15;

/** 4096 slices that came lately: address, length, dictionary and number. */
const RECENT: usize = memory.data(4096 * 16, 16);

let arenaAt: usize = 0;
let arenaEnd: usize = 0;

export function createDictionary(dictionary: usize): void {
  store<u32>(dictionary, allocate(FIRST_CELLS << 3), TABLE);
  memory.fill(load<usize>(dictionary, TABLE), 0, FIRST_CELLS << 3);
  store<u32>(dictionary, FIRST_CELLS - 1, MASK);
  store<u32>(dictionary, 1, COUNT);
  store<u32>(dictionary, allocate(FIRST_ENTRIES << 3), ENTRIES);
  store<u32>(dictionary, FIRST_ENTRIES, CAPACITY);
  store<u64>(load<usize>(dictionary, ENTRIES), 0);
}

export function dictionaryCount(dictionary: usize): u32 {
  return load<u32>(dictionary, COUNT);
}

/** Where address and length (32 bits each) of a slice stand. */
export function dictionaryEntry(dictionary: usize, id: u32): usize {
  return load<usize>(dictionary, ENTRIES) + (id << 3);
}

/**
 * The number of a slice. Most are among those that came lately: there they are found by their first and last bytes,
 * which is quicker than to hash them whole. Up to 7 bytes before a short slice are read, and matter little.
 */
export function intern(dictionary: usize, at: usize, length: u32): u32 {
  const ends = load<u64>(at) ^ rotl(load<u64>(at + length - 8), 23);
  const recent = RECENT + (usize(((ends + dictionary) * PRIME) >>> 52) << 4);
  const same = load<u32>(recent, 4) == length && load<usize>(recent, 8) == dictionary;
  if (same && equalBytes(load<usize>(recent), at, length)) return load<u32>(recent, 12);
  const id = find(dictionary, at, length);
  store<u64>(recent, load<u64>(dictionaryEntry(dictionary, id)));
  store<usize>(recent, dictionary, 8);
  store<u32>(recent, id, 12);
  return id;
}

function find(dictionary: usize, at: usize, length: u32): u32 {
  const hash = secretHash(at, length);
  const table = load<usize>(dictionary, TABLE);
  const mask = load<u32>(dictionary, MASK);
  let cell = hash & mask;
  while (true) {
    const id = load<u32>(table + (cell << 3), 4);
    if (id == 0) return add(dictionary, at, length, hash, table + (cell << 3));
    if (load<u32>(table + (cell << 3)) == hash) {
      const entry = dictionaryEntry(dictionary, id);
      if (load<u32>(entry, 4) == length && equalBytes(load<usize>(entry), at, length)) return id;
    }
    cell = (cell + 1) & mask;
  }
}

/** Sums of products of halves with secrets (the NH family): equal for two slices with a chance of 1 in 2^32. */
function secretHash(at: usize, length: u32): u32 {
  let sum: u64 = length;
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) {
    sum += product(load<u64>(at + i), i & 248);
    if ((i & 248) == 248) sum = (sum ^ (sum >>> 29)) * PRIME;
  }
  if (i < length) sum += product(load<u64>(at + i) & ((u64(1) << ((length & 7) << 3)) - 1), i & 248);
  return u32(((sum ^ (sum >>> 32)) * PRIME) >>> 32);
}

function product(word: u64, secret: u32): u64 {
  const masked = load<u64>(SECRETS + secret);
  const low = u32(word) + u32(masked);
  const high = u32(word >>> 32) + u32(masked >>> 32);
  return u64(low) * u64(high);
}

function add(dictionary: usize, at: usize, length: u32, hash: u32, cell: usize): u32 {
  const id = load<u32>(dictionary, COUNT);
  if (id == load<u32>(dictionary, CAPACITY)) growEntries(dictionary);
  const entry = dictionaryEntry(dictionary, id);
  store<usize>(entry, keep(at, length));
  store<u32>(entry, length, 4);
  store<u32>(cell, hash);
  store<u32>(cell, id, 4);
  store<u32>(dictionary, id + 1, COUNT);
  if ((id + 1) * 2 > load<u32>(dictionary, MASK)) growTable(dictionary);
  return id;
}

/**
 * Copies of slices `first` to `end`, `size` bytes in all, one after another: the memory is to be given back by
 * {@link ungather}.
 */
export function gather(dictionary: usize, first: u32, end: u32, size: u32): usize {
  const block = allocate(size + SLACK);
  const last = dictionaryEntry(dictionary, end);
  let to = block;
  for (let entry = dictionaryEntry(dictionary, first); entry < last; entry += 8) {
    const length = load<u32>(entry, 4);
    copy(to, load<usize>(entry), length);
    to += length;
  }
  return block;
}

export function ungather(block: usize, size: u32): void {
  release(block, size + SLACK);
}

/** Copies a slice; up to 15 bytes after both are touched. */
function copy(to: usize, from: usize, length: u32): void {
  for (let i: u32 = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}

/** Copies a slice to where it stays. */
function keep(at: usize, length: u32): usize {
  const size = length + SLACK;
  let kept = arenaAt;
  if (size > ARENA_BLOCK / 4) kept = allocate(size);
  else {
    if (arenaEnd - arenaAt < size) {
      kept = allocate(ARENA_BLOCK);
      arenaEnd = kept + ARENA_BLOCK;
    }
    arenaAt = kept + length;
  }
  copy(kept, at, length);
  return kept;
}

function growEntries(dictionary: usize): void {
  const capacity = load<u32>(dictionary, CAPACITY);
  const entries = load<usize>(dictionary, ENTRIES);
  const larger = allocate(capacity << 4);
  memory.copy(larger, entries, capacity << 3);
  release(entries, capacity << 3);
  store<usize>(dictionary, larger, ENTRIES);
  store<u32>(dictionary, capacity << 1, CAPACITY);
}

function growTable(dictionary: usize): void {
  const table = load<usize>(dictionary, TABLE);
  const cells = load<u32>(dictionary, MASK) + 1;
  const larger = allocate(cells << 4);
  const mask = (cells << 1) - 1;
  memory.fill(larger, 0, cells << 4);
  for (let cell = table; cell < table + (cells << 3); cell += 8) {
    const content = load<u64>(cell);
    if (content >>> 32 == 0) continue;
    let to = u32(content) & mask;
    while (load<u32>(larger + (to << 3), 4) != 0) to = (to + 1) & mask;
    store<u64>(larger + (to << 3), content);
  }
  release(table, cells << 3);
  store<usize>(dictionary, larger, TABLE);
  store<u32>(dictionary, mask, MASK);
}
