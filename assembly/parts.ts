import { createDictionary, DICTIONARY_SIZE, intern } from './dictionary';
import { Block, equalBytes } from './hash';
import { Step } from './json';
import { allocate, release } from './memory';

/**
 * Divides each distinct `userIdentity` element once, as src/index/identityParts.ts does: a shape, in which marks stand
 * for the other parts, the access key, the attributes of the session and its name.
 */
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const SLASH: u8 = 0x2f;
const OPEN_OBJECT: u8 = 0x7b;
const PRIVATE: u8 = 0xee;
const MAX_ARN: usize = 1024;

const SHAPE: u32 = 0;
const KEY: u32 = 1;
const ATTRIBUTES: u32 = 2;
const SESSION: u32 = 3;
export const PARTS: u32 = 4;

// the keys that are looked for, in 16 bytes each with their quotes
const ACCESS_KEY: u32 = 0;
const SESSION_CONTEXT: u32 = 1;
const PRINCIPAL_ID: u32 = 2;
const ARN: u32 = 3;
const IN_CONTEXT: u32 = 4;
const KEYS: usize = memory.data<u8>(
  [
    0x22, 0x61, 0x63, 0x63, 0x65, 0x73, 0x73, 0x4b, 0x65, 0x79, 0x49, 0x64, 0x22, 0, 0, 0, 0x22, 0x73, 0x65, 0x73, 0x73,
    0x69, 0x6f, 0x6e, 0x43, 0x6f, 0x6e, 0x74, 0x65, 0x78, 0x74, 0x22, 0x22, 0x70, 0x72, 0x69, 0x6e, 0x63, 0x69, 0x70,
    0x61, 0x6c, 0x49, 0x64, 0x22, 0, 0, 0, 0x22, 0x61, 0x72, 0x6e, 0x22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x22, 0x61,
    0x74, 0x74, 0x72, 0x69, 0x62, 0x75, 0x74, 0x65, 0x73, 0x22, 0, 0, 0, 0,
  ],
  16,
);
const LENGTHS: usize = memory.data<u8>([13, 16, 13, 5, 12]);
/** Start and end of each key's value; the start is 0 where it has none. */
const VALUES: usize = memory.data(5 * 8, 8);

/** What is cut out of the shape: start, end and part, in the order of the starts. */
const CUTS: usize = memory.data(4 * 12, 4);
let cuts: u32 = 0;

/** Readers of a slice load a few bytes before it and a whole block after it. */
const BEFORE: u32 = 16;
const SLACK: u32 = 32;

const DICTIONARIES: usize = memory.data(4 * 32, 8);

/** For each element the numbers of its parts, 0 for one that it has not. */
let numbers: usize = 0;
let capacity: u32 = 256;
/** The first element that was not divided yet. */
let next: u32 = 1;

let scratch: usize = 0;
let scratchSize: u32 = 0;

export function createParts(): void {
  for (let part: u32 = 0; part < PARTS; part++) createDictionary(partDictionary(part));
  numbers = allocate(capacity * PARTS * 4);
}

/** Dictionary of the shapes (0), the keys (1), the attributes (2) or the names of sessions (3). */
export function partDictionary(part: u32): usize {
  return DICTIONARIES + part * u32(DICTIONARY_SIZE);
}

/** Where the numbers of an element's parts stand. */
export function partNumbers(id: u32): usize {
  return numbers + id * PARTS * 4;
}

/** Divides the element of number `id` at `at`, if that was not done. */
export function divide(id: u32, at: usize, length: u32): void {
  if (id < next) return;
  next = id + 1;
  if (id >= capacity) grow();
  const to = partNumbers(id);
  memory.fill(to, 0, PARTS * 4);
  cuts = 0;
  if (load<u8>(at) == OPEN_OBJECT && members(at, ACCESS_KEY, IN_CONTEXT)) {
    const context = valueOf(SESSION_CONTEXT);
    store<u64>(VALUES + (IN_CONTEXT << 3), 0);
    if (context == 0 || load<u8>(context) != OPEN_OBJECT || members(context, IN_CONTEXT, IN_CONTEXT + 1)) {
      const key = valueOf(ACCESS_KEY);
      if (key != 0 && load<u8>(key) == QUOTE) cut(key, endOf(ACCESS_KEY), KEY);
      if (valueOf(IN_CONTEXT) != 0) cut(valueOf(IN_CONTEXT), endOf(IN_CONTEXT), ATTRIBUTES);
      if (isPlain(at, length)) cutSession();
    }
  }
  if (cuts == 0) {
    store<u32>(to, intern(partDictionary(SHAPE), at, length));
    return;
  }
  let end = reserveScratch(length);
  let from = at;
  for (let n: u32 = 0; n < cuts; n++) {
    const start = load<usize>(CUTS + n * 12);
    const partEnd = load<usize>(CUTS + n * 12, 4);
    const part = load<u32>(CUTS + n * 12, 8);
    memory.copy(end, from, start - from);
    end += start - from;
    store<u8>(end++, u8(part));
    from = partEnd;
    store<u32>(to + (part << 2), intern(partDictionary(part), start, u32(partEnd - start)));
  }
  const rest = at + length - from;
  memory.copy(end, from, rest);
  const shape = scratch + BEFORE;
  store<u32>(to, intern(partDictionary(SHAPE), shape, u32(end + rest - shape)));
}

function valueOf(key: u32): usize {
  return load<usize>(VALUES + (key << 3));
}

function endOf(key: u32): usize {
  return load<usize>(VALUES + (key << 3), 4);
}

/** Notes what is to be cut out, in its place among what was noted before. */
function cut(start: usize, end: usize, part: u32): void {
  let to = CUTS + cuts * 12;
  for (; to > CUTS && load<usize>(to - 12) > start; to -= 12) memory.copy(to, to - 12, 12);
  store<usize>(to, start);
  store<usize>(to, end, 4);
  store<u32>(to, part, 8);
  cuts++;
}

/** Whether no byte is a backslash or begins a private character. */
function isPlain(at: usize, length: u32): bool {
  let left = length;
  for (; left >= 16; left -= 16, at += 16) if (v128.any_true(inShapes(v128.load(at)))) return false;
  return !v128.any_true(inShapes(Block.partial(at, left)));
}

/** Which bytes of a block keep the element that they stand in whole. */
function inShapes(block: v128): v128 {
  return v128.or(i8x16.eq(block, i8x16.splat(i8(BACKSLASH))), i8x16.eq(block, i8x16.splat(i8(PRIVATE))));
}

/** The name of a session, with which both the principal's id and the ARN end. */
function cutSession(): void {
  const principal = valueOf(PRINCIPAL_ID);
  const arn = valueOf(ARN);
  if (principal == 0 || arn == 0 || load<u8>(principal) != QUOTE || load<u8>(arn) != QUOTE) return;
  const arnEnd = endOf(ARN);
  if (arnEnd - arn > MAX_ARN) return;
  let from = principal + 1;
  const to = endOf(PRINCIPAL_ID) - 1;
  while (from < to && load<u8>(from) != COLON) from++;
  from++;
  if (from >= to) return;
  const length = to - from;
  if (arnEnd - 1 - arn <= length + 1) return;
  const inArn = arnEnd - 1 - length;
  if (load<u8>(inArn - 1) != SLASH) return;
  for (let i: usize = 0; i < length; i++) {
    const c: u32 = load<u8>(from + i);
    if (!isOfName(c) || load<u8>(inArn + i) != c) return;
  }
  cut(from, to, SESSION);
  cut(inArn, inArn + length, SESSION);
}

function isOfName(c: u32): bool {
  const letter = c | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (c >= 0x30 && c <= 0x39) || c == 0x5f || (c >= 0x2b && c <= 0x2e) || c == 0x3d || c == 0x40;
}

function reserveScratch(length: u32): usize {
  const size = BEFORE + length + SLACK;
  if (size > scratchSize) {
    if (scratchSize != 0) release(scratch, scratchSize);
    scratch = allocate(size);
    scratchSize = size;
  }
  return scratch + BEFORE;
}

function grow(): void {
  const size = capacity * PARTS * 4;
  const larger = allocate(size << 1);
  memory.copy(larger, numbers, size);
  release(numbers, size);
  numbers = larger;
  capacity <<= 1;
}

/**
 * Finds the values of keys `first` to `end` in the object at `at`, which was stepped over before. False when one stands
 * there twice, or a key has escapes.
 */
function members(at: usize, first: u32, end: u32): bool {
  for (let key = first; key < end; key++) store<u64>(VALUES + (key << 3), 0);
  at = Step.space(at + 1);
  while (load<u8>(at) == QUOTE) {
    const keyEnd = Step.plain(at);
    if (keyEnd == 0) return false;
    const length = u32(keyEnd - at);
    const value = Step.colon(keyEnd);
    const after = Step.value(value);
    for (let key = first; key < end; key++) {
      if (length != load<u8>(LENGTHS + key) || !equalBytes(KEYS + (key << 4), at, length)) continue;
      if (valueOf(key) != 0) return false;
      store<usize>(VALUES + (key << 3), value);
      store<usize>(VALUES + (key << 3), after, 4);
    }
    at = Step.space(after);
    if (load<u8>(at) != COMMA) break;
    at = Step.space(at + 1);
  }
  return true;
}
