import { createDictionary, DICTIONARY_SIZE, intern } from './dictionary';
import { UNKNOWN } from './fields';
import { Block, contentHash, isBeyondAscii } from './hash';
import { remember } from './known';
import { allocate } from './memory';
import { createParts, divide } from './parts';
import { blockId, defineBlock, hasLists, isStamped, Span } from './record';
import { eventTime, NO_TIME } from './time';
import { isUtf8 } from './utf8';

const QUOTE: u8 = 0x22;
const DASH: u8 = 0x2d;
/** The first letter of `null`. */
const N: u8 = 0x6e;

export const MAX_COLUMNS: u32 = 24;
/** Stands for no member: of the column that tells whether a record has lists. */
const LISTS: u32 = 61;
/** `true`, with as much behind it as readers of a slice load, and before it. */
const TRUE: usize = memory.data(64) + 16;
/** Rows that are held until they are taken. */
export const CAPACITY: u32 = 8192;

/** Two slots a column: its member, and the one that stands in for it. */
const COLUMN_SLOTS: usize = memory.data(48);
const DICTIONARIES: usize = memory.data(24 * 32, 8);

/**
 * Arrays of CAPACITY entries: time (64-bit), then start, end, hash of the eventID, hash of the record, beginning of the
 * eventID, the columns.
 */
export let rows: usize = 0;
export let rowCount: u32 = 0;

let columns: u32 = 0;
let timeSlot: u32 = UNKNOWN;
let idSlot: u32 = UNKNOWN;
let blockColumn: u32 = MAX_COLUMNS;

export function defineRows(columnCount: u32, time: u32, id: u32): void {
  if (columnCount > MAX_COLUMNS) unreachable();
  columns = columnCount;
  timeSlot = time;
  idSlot = id;
  rows = allocate(CAPACITY * (7 + columns) * 4);
  for (let column: u32 = 0; column < columns; column++) createDictionary(dictionaryOf(column));
  store<u32>(TRUE, 0x65757274);
}

/** A column of a member, or else of another one (the same when there is none). Of blocks there is one column at most. */
export function defineColumn(column: u32, slot: u32, substitute: u32, ofBlocks: bool): void {
  store<u8>(COLUMN_SLOTS + (column << 1), u8(slot));
  store<u8>(COLUMN_SLOTS + (column << 1), u8(substitute), 1);
  if (!ofBlocks) return;
  blockColumn = column;
  createParts();
  defineBlock(slot, dictionaryOf(column));
}

export function dictionaryOf(column: u32): usize {
  return DICTIONARIES + column * u32(DICTIONARY_SIZE);
}

/** Keeps only the first `count` rows. */
export function truncateRows(count: u32): void {
  rowCount = count;
}

/**
 * Makes a row of the record last stepped over. False when its time is not of the usual form, or told by another member,
 * its id is not written as it reads, or bytes of it are no UTF-8.
 */
export function addRow(at: usize, length: u32, offset: u32): bool {
  if (isStamped && !Span.has(timeSlot)) return false;
  const time = Span.has(timeSlot) ? eventTime(Span.start(timeSlot), Span.length(timeSlot)) : NaN;
  if (time == NO_TIME) return false;
  const isNamed = hasText(idSlot);
  if (isNamed && load<u8>(Span.start(idSlot)) == QUOTE && hasEscapes(Span.start(idSlot), Span.length(idSlot)))
    return false;
  const row = rowCount++;
  store<f64>(rows + (row << 3), time);
  const cell = rows + CAPACITY * 8 + (row << 2);
  store<u32>(cell, offset);
  store<u32>(cell, offset + length, CAPACITY * 4);
  store<u32>(cell, isNamed ? contentHash(Span.start(idSlot), Span.length(idSlot)) | 1 : 0, CAPACITY * 8);
  store<u32>(cell, contentHash(at, length), CAPACITY * 12);
  if (isBeyondAscii && !isUtf8(at, at + length)) {
    rowCount--;
    return false;
  }
  store<u32>(cell, isNamed ? idBeginning(Span.start(idSlot), Span.length(idSlot)) : 0, CAPACITY * 16);
  let to = cell + CAPACITY * 20;
  for (let column: u32 = 0; column < columns; column++, to += CAPACITY * 4) store<u32>(to, idOf(column));
  return true;
}

/** The number that an eventID begins with, as UUIDs do: eight hexadecimal digits, in lower case, before a dash. 0 for others. */
function idBeginning(at: usize, length: u32): u32 {
  if (length < 11 || load<u8>(at) != QUOTE || load<u8>(at, 9) != DASH) return 0;
  let number: u32 = 0;
  for (let i: usize = 1; i < 9; i++) {
    const c: u32 = load<u8>(at + i);
    const digit = c - 0x30;
    const letter = c - 0x61;
    if (digit > 9 && letter > 5) return 0;
    number = (number << 4) | (digit <= 9 ? digit : letter + 10);
  }
  return number;
}

function hasEscapes(at: usize, length: u32): bool {
  const backslash = i8x16.splat(0x5c);
  let left = length;
  for (; left >= 16; left -= 16, at += 16) if (v128.any_true(i8x16.eq(v128.load(at), backslash))) return true;
  return v128.any_true(i8x16.eq(Block.partial(at, left), backslash));
}

function idOf(column: u32): u32 {
  const slot: u32 = load<u8>(COLUMN_SLOTS + (column << 1));
  if (slot == LISTS) return hasLists ? intern(dictionaryOf(column), TRUE, 4) : 0;
  if (column == blockColumn) return blockId != 0 ? blockId : hasText(slot) ? idOfSlot(column, slot) : 0;
  const substitute: u32 = load<u8>(COLUMN_SLOTS + (column << 1), 1);
  if (substitute == slot) return Span.has(slot) ? idOfSlot(column, slot) : 0;
  if (hasText(slot)) return idOfSlot(column, slot);
  return hasText(substitute) ? idOfSlot(column, substitute) : 0;
}

/** Whether a member is there, and neither null nor an empty string. */
function hasText(slot: u32): bool {
  if (!Span.has(slot)) return false;
  const first: u32 = load<u8>(Span.start(slot));
  return first != N && (first != QUOTE || Span.length(slot) != 2);
}

function idOfSlot(column: u32, slot: u32): u32 {
  const at = Span.start(slot);
  const id = intern(dictionaryOf(column), at, Span.length(slot));
  if (column == blockColumn) {
    remember(id, at);
    divide(id, at, Span.length(slot));
  }
  return id;
}
