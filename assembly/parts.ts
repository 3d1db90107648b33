import { createDictionary, DICTIONARY_SIZE, intern } from './dictionary';
import { equalBytes } from './hash';
import { Step } from './json';
import { allocate, release } from './memory';

/**
 * Divides each distinct `userIdentity` element once, as src/index/identityParts.ts does: a shape, in which marks stand
 * for the two other parts, the access key and the attributes of the session.
 */
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const OPEN_OBJECT: u8 = 0x7b;
const KEY_MARK: u8 = 1;
const ATTRIBUTES_MARK: u8 = 2;

/** `"accessKeyId"`, `"sessionContext"` and `"attributes"`. */
const ACCESS_KEY: usize = memory.data<u8>(
  [0x22, 0x61, 0x63, 0x63, 0x65, 0x73, 0x73, 0x4b, 0x65, 0x79, 0x49, 0x64, 0x22, 0, 0, 0],
  16,
);
const SESSION_CONTEXT: usize = memory.data<u8>(
  [0x22, 0x73, 0x65, 0x73, 0x73, 0x69, 0x6f, 0x6e, 0x43, 0x6f, 0x6e, 0x74, 0x65, 0x78, 0x74, 0x22],
  16,
);
const ATTRIBUTES: usize = memory.data<u8>(
  [0x22, 0x61, 0x74, 0x74, 0x72, 0x69, 0x62, 0x75, 0x74, 0x65, 0x73, 0x22, 0, 0, 0, 0],
  16,
);
const ACCESS_KEY_LENGTH: u32 = 13;
const SESSION_CONTEXT_LENGTH: u32 = 16;
const ATTRIBUTES_LENGTH: u32 = 12;

/** Readers of a slice load a few bytes before it and a whole block after it. */
const BEFORE: u32 = 16;
const SLACK: u32 = 32;

const DICTIONARIES: usize = memory.data(3 * 32, 8);

/** Three numbers for each element: of its shape, its key and its attributes, 0 where it has none. */
let numbers: usize = 0;
let capacity: u32 = 256;
/** The first element that was not divided yet. */
let next: u32 = 1;

let scratch: usize = 0;
let scratchSize: u32 = 0;

// what members() found
let first: usize = 0;
let firstEnd: usize = 0;
let second: usize = 0;

export function createParts(): void {
  for (let part: u32 = 0; part < 3; part++) createDictionary(partDictionary(part));
  numbers = allocate(capacity * 12);
}

/** Dictionary of the shapes (0), the keys (1) or the attributes (2). */
export function partDictionary(part: u32): usize {
  return DICTIONARIES + part * u32(DICTIONARY_SIZE);
}

/** Where the three numbers of an element stand. */
export function partNumbers(id: u32): usize {
  return numbers + id * 12;
}

/** Divides the element of number `id` at `at`, if that was not done. */
export function divide(id: u32, at: usize, length: u32): void {
  if (id < next) return;
  next = id + 1;
  if (id >= capacity) grow();
  const to = partNumbers(id);
  store<u32>(to, 0, 4);
  store<u32>(to, 0, 8);
  if (
    load<u8>(at) != OPEN_OBJECT ||
    !members(at, ACCESS_KEY, ACCESS_KEY_LENGTH, SESSION_CONTEXT, SESSION_CONTEXT_LENGTH)
  ) {
    store<u32>(to, intern(partDictionary(0), at, length));
    return;
  }
  const key = first != 0 && load<u8>(first) == QUOTE ? first : 0;
  const keyEnd = firstEnd;
  const context = second;
  first = 0;
  if (context != 0 && load<u8>(context) == OPEN_OBJECT && !members(context, ATTRIBUTES, ATTRIBUTES_LENGTH, 0, 0)) {
    store<u32>(to, intern(partDictionary(0), at, length));
    return;
  }
  const attributes = first;
  const attributesEnd = firstEnd;
  if (key != 0) store<u32>(to, intern(partDictionary(1), key, u32(keyEnd - key)), 4);
  if (attributes != 0) store<u32>(to, intern(partDictionary(2), attributes, u32(attributesEnd - attributes)), 8);
  shapeAt = reserveScratch(length);
  let from = at;
  if (key != 0 && (attributes == 0 || key < attributes)) from = copyUntil(from, key, KEY_MARK, keyEnd);
  if (attributes != 0) from = copyUntil(from, attributes, ATTRIBUTES_MARK, attributesEnd);
  if (key != 0 && key >= from) from = copyUntil(from, key, KEY_MARK, keyEnd);
  const rest = at + length - from;
  memory.copy(shapeAt, from, rest);
  const shape = scratch + BEFORE;
  store<u32>(to, intern(partDictionary(0), shape, u32(shapeAt + rest - shape)));
}

/** End of the shape as far as it is copied. */
let shapeAt: usize = 0;

/** Copies what stands before a part, and a mark in its place; returns where the part ends. */
function copyUntil(from: usize, part: usize, mark: u8, partEnd: usize): usize {
  memory.copy(shapeAt, from, part - from);
  shapeAt += part - from;
  store<u8>(shapeAt++, mark);
  return partEnd;
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
  const larger = allocate(capacity * 24);
  memory.copy(larger, numbers, capacity * 12);
  release(numbers, capacity * 12);
  numbers = larger;
  capacity <<= 1;
}

/**
 * Finds the values of two keys in the object at `at`, which was stepped over before. False when one stands there twice,
 * or a key has escapes.
 */
function members(at: usize, firstKey: usize, firstLength: u32, secondKey: usize, secondLength: u32): bool {
  first = second = 0;
  at = Step.space(at + 1);
  while (load<u8>(at) == QUOTE) {
    const keyEnd = Step.string(at);
    const length = u32(keyEnd - at);
    for (let i = at; i < keyEnd; i++) if (load<u8>(i) == BACKSLASH) return false;
    const value = Step.colon(keyEnd);
    const after = Step.value(value);
    if (length == firstLength && equalBytes(firstKey, at, length)) {
      if (first != 0) return false;
      first = value;
      firstEnd = after;
    } else if (length == secondLength && equalBytes(secondKey, at, length)) {
      if (second != 0) return false;
      second = value;
    }
    at = Step.space(after);
    if (load<u8>(at) != COMMA) break;
    at = Step.space(at + 1);
  }
  return true;
}
