import type { Finds } from '../finds';
import { CLOSE_ARRAY, MINUS, NINE, OPEN_ARRAY, QUOTE, ZERO } from '../json/jsonBytes';
import { STOPPED } from '../json/jsonScanner';
import type { Reading } from '../reading';
import { RecordScanner } from '../recordScanner';
import { findNextObject, isFiller, RecordSearch } from './recovery';
import type { Steps } from '../steps';
import { tearIn } from '../bytes/utf8';
import { Walk } from './walk';
import type { WalkOptions } from './walkOptions';

/** How the records of a JSON source turn out to stand in it. */
export class JsonShape {
  /** Values one after another. */
  roots = 0;
  /** It cannot be read to its end. */
  broken = false;

  constructor(readonly walk: Walk) {}

  /** Name of the list of records that was met. */
  get list(): string | undefined {
    return this.walk.metList;
  }

  /** Elements of it that are none. */
  get leftOut(): number {
    return this.walk.leftOut;
  }
}

/**
 * Reads JSON values one after another, records anywhere in them. After a break it looks for the next record, so that
 * those before and after are kept, and says what it passed over.
 */
export function readJson(reading: Reading, options: WalkOptions = {}): Steps<undefined> {
  return readShape(reading, new JsonShape(new Walk(reading.source, reading, options)), options);
}

/** The same; `shape` tells what is known of the source meanwhile. */
export function* readShape(reading: Reading, shape: JsonShape, options: WalkOptions = {}): Steps<undefined> {
  const { bytes, head, finds } = reading;
  const { walk } = shape;
  const { scanner } = walk;
  for (let at = head.start; at < bytes.length;) {
    shape.roots++;
    if (reading.isDue()) yield;
    const before = walk.found;
    const next = yield* walk.value(at);
    if (next === STOPPED) {
      reportOthers(finds, walk, options);
      const kept = walk.texts.tornAt === scanner.faultAt ? '' : keptInWords(finds.records);
      finds.report(`${faultInWords(reading, walk)}${kept}`, 'error', scanner.faultAt);
      if (scanner.fault === 'end' && isFiller(bytes, finds.lastEnd, bytes.length)) reportSwallowed(reading, walk);
      shape.broken = true;
      return yield* resume(reading, walk, { at });
    }
    if (walk.found === before) {
      const other = reading.otherAt(at, next);
      if (other !== undefined) finds.report(otherInWords(other), 'warning', at);
      else if (isStray(bytes, at, scanner.space(at + 1))) walk.beside.stray(at);
      else walk.beside.other(at, next);
    }
    at = scanner.space(next);
    if (at < bytes.length && bytes[at] === 0x2c) at = scanner.space(at + 1);
    // files that were joined bring their byte order marks with them
    while (isMark(bytes, at)) at = scanner.space(at + 3);
  }
  reportOthers(finds, walk, options);
}

/** What is said of a log of another kind, by its name. */
export function otherInWords(name: string): string {
  return `Here begins a log of another kind, "${name}", which is left out: it can be read in a file of its own.`;
}

/** Whether a value that stands by itself beside logs is none that any log has there: text, a number, a list of something. */
function isStray(bytes: Uint8Array, at: number, inside: number): boolean {
  const c = bytes[at] as number;
  return c === QUOTE || c === MINUS || (c >= ZERO && c <= NINE) || (c === OPEN_ARRAY && bytes[inside] !== CLOSE_ARRAY);
}

function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** Says how many values hold no record, where others do. */
function reportOthers(
  finds: Finds,
  { beside: { count: others, first: firstOther, strays } }: Walk,
  { mixed }: WalkOptions,
): void {
  if (finds.records === 0 || others === 0) return;
  const what =
    others === 1
      ? '1 value holds no CloudTrail record and is'
      : `${others.toLocaleString('en-US')} values hold no CloudTrail record and are`;
  finds.report(`${what} left out.`, mixed && strays === 0 ? 'info' : 'warning', firstOther);
}

/** Whether the text at `start…end` belongs between records. */
type IsBetween = (gap: string, start: number, end: number) => boolean;

/**
 * Reads text that records stand in, wherever they begin. `isBetween` says of the text between two whether it belongs
 * there; other text is reported.
 */
export function readBetween(reading: Reading, isBetween: IsBetween): Steps<undefined> {
  reading.finds.lastEnd = reading.head.start;
  return resume(reading, new Walk(reading.source, reading), { isBetween });
}

/** So many objects in a record are looked at, whether they are records. */
const MAX_INNER = 64;

/**
 * The list did not end where the file does: where a part of the file is missing, its end may have become that of a list in
 * its last record, which then holds those after it. They are no events: a caller may have written what looks like one.
 */
function reportSwallowed({ bytes, finds }: Reading, { scanner }: Walk): void {
  const { lastStart, lastEnd, records } = finds;
  const steps = new RecordScanner(bytes, lastEnd);
  let at = findNextObject(scanner, lastStart + 1);
  for (let n = 0; n < MAX_INNER && at >= 0 && at < lastEnd; n++, at = findNextObject(scanner, at + 1)) {
    if (steps.record(at) === STOPPED || !steps.isRecord()) continue;
    const message = `Record ${records.toLocaleString('en-US')} holds what looks like records after it: its own end may be missing. They are no events here.`;
    return finds.report(message, 'error', lastStart);
  }
}

/** Longer text between records is not looked at. */
const MAX_GAP = 1 << 20;

/**
 * Keeps every whole record that still follows the last, and says what is passed over between them. `at`: where the value
 * begins that the walk stopped in.
 */
function* resume(
  reading: Reading,
  walk: Walk,
  { at: stopped, isBetween = () => false }: { at?: number; isBetween?: IsBetween },
): Steps<undefined> {
  const { bytes, finds } = reading;
  const { scanner } = walk;
  const belongs = (start: number, end: number): boolean =>
    isFiller(bytes, start, end) ||
    (end - start < MAX_GAP &&
      tearIn(bytes, start, end) < 0 &&
      isBetween(new TextDecoder().decode(bytes.subarray(start, end)), start, end));
  const search = new RecordSearch(scanner, bytes.length);
  let gapStart = finds.lastEnd;
  let found = false;
  if (stopped !== undefined) search.tried(stopped, STOPPED);
  for (let at = finds.lastEnd; ;) {
    const candidate = search.next(at);
    if (candidate < 0) break;
    if (candidate === stopped) {
      at = candidate + 1;
      continue;
    }
    if (reading.isDue()) yield;
    const before = finds.records;
    const next = yield* walk.value(candidate);
    search.tried(candidate, next);
    at = next === STOPPED ? candidate + 1 : next;
    if (finds.records > before) {
      found = true;
      if (!belongs(gapStart, candidate)) reportGap(reading, gapStart, candidate);
      gapStart = next === STOPPED ? finds.lastEnd : next;
      at = Math.max(at, gapStart);
    }
  }
  if (search.inBroken !== undefined) {
    const message = 'What looks like records stands in a record that is broken or cut off: they are no events here.';
    finds.report(message, 'error', search.inBroken);
  }
  if (search.isOver)
    finds.report('Too much of the file is broken: nothing after this place was read.', 'error', gapStart);
  else if (found && !belongs(gapStart, bytes.length)) {
    const message = `The last ${reading.bytesInWords(gapStart, bytes.length)} could not be read and are left out.`;
    finds.report(message, 'error', gapStart);
  }
}

function reportGap(reading: Reading, start: number, end: number): void {
  const left = `${reading.bytesInWords(start, end)} before this place could not be read and are left out`;
  reading.finds.report(`${left}; reading goes on here.`, 'error', end);
}

function faultInWords({ finds, bytes }: Reading, { scanner }: Walk): string {
  const { records, lastEnd } = finds;
  if (scanner.fault === 'nesting') return 'Values are nested too deeply here.';
  if (scanner.fault === 'torn') return 'These bytes are no text: a part of the file is damaged or missing here.';
  if (scanner.fault === 'invalid') return 'This is not valid JSON here.';
  if (records === 0) return 'The file is cut off in the middle.';
  const count = records.toLocaleString('en-US');
  if (isFiller(bytes, lastEnd, bytes.length)) return `The file is cut off after record ${count}.`;
  return `The file is cut off in the middle of record ${(records + 1).toLocaleString('en-US')}.`;
}

function keptInWords(records: number): string {
  if (records === 0) return '';
  return records === 1
    ? ' The record before it is kept.'
    : ` The ${records.toLocaleString('en-US')} records before it are kept.`;
}
