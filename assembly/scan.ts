import { fail, faultAt, Step } from './json';
import { allocate, release } from './memory';
import { record } from './record';
import { addRow, CAPACITY, rowCount } from './rows';

const COMMA: u8 = 0x2c;
const QUOTE: u8 = 0x22;
const OPEN_ARRAY: u8 = 0x5b;
const CLOSE_ARRAY: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
/** `"Records`, as it stands in memory. */
const RECORDS: u64 = 0x7364726f63655222;
const BYTE_ORDER_MARK: u32 = 0xbfbbef;

/** Zeros after the bytes of the window: nothing steps over a zero, so that nothing need watch for the end. */
const PADDING: u32 = 64;
/** What may be read after the window, but does not count. */
const SLACK: u32 = 512;
/** A step that fails this near to the end may only lack the bytes that follow. */
const NEAR: usize = 16;

// where the scan stands between two records
const START: u32 = 0;
/** Before a root value, or the end. */
const ROOT: u32 = 1;
/** After a root value: one comma may follow. */
const AFTER_ROOT: u32 = 2;
/** After the bracket that opens an array of records. */
const FIRST: u32 = 3;
const ELEMENT: u32 = 4;
const AFTER_ELEMENT: u32 = 5;
/** After the array of an object with `Records`. */
const CLOSE: u32 = 6;

/** More bytes are needed. */
const MORE: u32 = 0;
/** The rows are to be taken before the scan goes on. */
const FULL: u32 = 1;
/** The careful reader must read this source. */
const ODD: u32 = 2;

export let window: usize = 0;
let windowSize: u32 = 0;

let state: u32 = START;
let ofRecords: bool = false;

/** Root values so far, records, and objects with `Records`. */
export let roots: u32 = 0;
export let records: u32 = 0;
export let recordsObjects: u32 = 0;
/** Whether the first root is an array. */
export let beginsWithArray: bool = false;
/** Why the last scan returned. */
export let status: u32 = MORE;

/** A new source. */
export function begin(): void {
  state = START;
  roots = records = recordsObjects = 0;
  beginsWithArray = false;
}

/** Whether the source may end here. */
export function complete(): bool {
  return (state == ROOT || state == AFTER_ROOT) && roots > 0;
}

/** Address of a window for `size` bytes; the first `held` of the old one are moved to it. */
export function reserve(size: u32, held: u32): usize {
  if (size + PADDING + SLACK > windowSize) {
    const larger = allocate(size + PADDING + SLACK);
    if (windowSize != 0) {
      memory.copy(larger, window, held);
      release(window, windowSize);
    }
    window = larger;
    windowSize = size + PADDING + SLACK;
  }
  return window;
}

/**
 * Steps over as many records as stand whole in the first `length` bytes of the window, which begin at byte `offset` of
 * the source. Returns how much is left, which {@link moveRest} moves to where the next bytes follow it.
 */
export function scan(offset: u32, length: u32): u32 {
  const end = window + length;
  memory.fill(end, 0, PADDING);
  return u32(end - steps(window, end, offset));
}

/** Moves the last `left` of the first `length` bytes of the window to its beginning. */
export function moveRest(length: u32, left: u32): void {
  if (left != length) memory.copy(window, window + length - left, left);
}

function steps(at: usize, end: usize, offset: u32): usize {
  if (state == START) {
    if (end - at < 3) return stop(MORE, at);
    if ((load<u32>(at) & 0xffffff) == BYTE_ORDER_MARK) at += 3;
    state = ROOT;
  }
  while (true) {
    at = Step.space(at);
    if (at >= end) return stop(MORE, at);
    const c: u32 = load<u8>(at);
    if (c == OPEN_OBJECT && (state == AFTER_ROOT || state <= ROOT || state == FIRST || state == ELEMENT)) {
      if (rowCount == CAPACITY) return stop(FULL, at);
      const inRoot = state < FIRST;
      const after = inRoot && isRecordsObject(at) ? recordsArray(at) : oneRecord(at, offset + u32(at - window));
      if (after == 0) return stop(faultAt + NEAR > end ? MORE : ODD, at);
      at = after;
    } else if (c == COMMA && (state == AFTER_ROOT || state == AFTER_ELEMENT)) {
      state = state == AFTER_ROOT ? ROOT : ELEMENT;
      at++;
    } else if (c == CLOSE_ARRAY && (state == FIRST || state == AFTER_ELEMENT)) {
      state = ofRecords ? CLOSE : AFTER_ROOT;
      at++;
    } else if (c == CLOSE_OBJECT && state == CLOSE) {
      state = AFTER_ROOT;
      at++;
    } else if (c == OPEN_ARRAY && state < FIRST) {
      if (roots == 0) beginsWithArray = true;
      roots++;
      ofRecords = false;
      state = FIRST;
      at++;
    } else return stop(ODD, at);
  }
}

function stop(why: u32, at: usize): usize {
  status = why;
  return at;
}

/** Whether the object at `at` begins with the key `Records`. */
function isRecordsObject(at: usize): bool {
  const key = Step.space(at + 1);
  return load<u64>(key) == RECORDS && load<u8>(key, 8) == QUOTE;
}

/** From the beginning of `{"Records":[` to after it. */
function recordsArray(at: usize): usize {
  const array = Step.colon(Step.space(at + 1) + 9);
  if (array == 0) return 0;
  if (load<u8>(array) != OPEN_ARRAY) return fail(array);
  roots++;
  recordsObjects++;
  ofRecords = true;
  state = FIRST;
  return array + 1;
}

function oneRecord(at: usize, offset: u32): usize {
  const after = record(at);
  if (after == 0) return 0;
  if (!addRow(at, u32(after - at), offset)) return fail(0);
  records++;
  if (state < FIRST) {
    roots++;
    state = AFTER_ROOT;
  } else state = AFTER_ELEMENT;
  return after;
}
