import type { Finds } from './finds';
import { STOPPED } from './jsonScanner';
import type { Reading } from './reading';
import { findNextObject, isFiller, recoveryBudget } from './recovery';
import { Walk } from './walk';
import type { WalkOptions } from './walkOptions';

/** How the records of a JSON source turned out to stand in it. */
export interface JsonShape {
  /** Values one after another. */
  readonly roots: number;
  /** Name of the list of records that was met. */
  readonly list: string | undefined;
  /** Elements of it that are none. */
  readonly leftOut: number;
  /** It could not be read to its end. */
  readonly broken: boolean;
}

/**
 * Reads JSON values one after another, records anywhere in them. After a break it looks for the next record, so that
 * those before and after are kept, and says what it passed over.
 */
export function readJson(reading: Reading, options: WalkOptions = {}): JsonShape {
  const { bytes, head, finds } = reading;
  const walk = new Walk(reading.source, reading, options);
  const { scanner } = walk;
  let roots = 0;
  for (let at = head.start; at < bytes.length;) {
    roots++;
    const before = walk.found;
    const next = walk.value(at);
    if (next === STOPPED) {
      reportOthers(finds, walk, options);
      finds.report(`${faultInWords(reading, walk)}${keptInWords(finds.records)}`, 'error', scanner.faultAt);
      resume(reading, walk);
      return { roots, list: walk.metList, leftOut: walk.leftOut, broken: true };
    }
    if (walk.found === before) walk.other(at, next);
    at = scanner.space(next);
    if (at < bytes.length && bytes[at] === 0x2c) at = scanner.space(at + 1);
  }
  reportOthers(finds, walk, options);
  return { roots, list: walk.metList, leftOut: walk.leftOut, broken: false };
}

/** Says how many values hold no record, where others do. */
function reportOthers(finds: Finds, { others, firstOther }: Walk, { mixed }: WalkOptions): void {
  if (finds.records === 0 || others === 0) return;
  const what =
    others === 1
      ? '1 value holds no CloudTrail record and is'
      : `${others.toLocaleString('en-US')} values hold no CloudTrail record and are`;
  finds.report(`${what} left out.`, mixed ? 'info' : 'warning', firstOther);
}

/** Whether the text at `start…end` belongs between records. */
type IsBetween = (gap: string, start: number, end: number) => boolean;

/**
 * Reads text that records stand in, wherever they begin. `isBetween` says of the text between two whether it belongs
 * there; other text is reported.
 */
export function readBetween(reading: Reading, isBetween: IsBetween): void {
  reading.finds.lastEnd = reading.head.start;
  resume(reading, new Walk(reading.source, reading), isBetween);
}

/** Longer text between records is not looked at. */
const MAX_GAP = 1 << 20;

/** Keeps every whole record that still follows the last, and says what is passed over between them. */
function resume(reading: Reading, walk: Walk, isBetween: IsBetween = () => false): void {
  const { bytes, finds } = reading;
  const { scanner } = walk;
  const belongs = (start: number, end: number): boolean =>
    isFiller(bytes, start, end) ||
    (end - start < MAX_GAP && isBetween(new TextDecoder().decode(bytes.subarray(start, end)), start, end));
  let budget = recoveryBudget(bytes.length);
  let gapStart = finds.lastEnd;
  let found = false;
  for (let at = Math.max(finds.lastEnd, 1); budget >= 0;) {
    const candidate = findNextObject(scanner, at);
    if (candidate < 0) break;
    const before = finds.records;
    const next = walk.value(candidate);
    budget -= (next === STOPPED ? scanner.faultAt : next) - candidate;
    at = next === STOPPED ? candidate + 1 : next;
    if (finds.records > before) {
      found = true;
      if (!belongs(gapStart, candidate)) reportGap(reading, gapStart, candidate);
      gapStart = next === STOPPED ? finds.lastEnd : next;
      at = Math.max(at, gapStart);
    }
  }
  if (budget < 0) finds.report('Too much of the file is broken: nothing after this place was read.', 'error', gapStart);
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
  if (scanner.fault === 'invalid') return 'This is not valid JSON from here on.';
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
