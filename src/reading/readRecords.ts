import { type ContainerId, containerOfKey, describeForeign } from './containers';
import { SLOT } from './fields';
import { STOPPED } from './jsonScanner';
import { bytesInWords, type SourceProblem } from './problem';
import { RecordScanner } from './recordScanner';
import { findNextObject, isFiller, recoveryBudget } from './recovery';

/** Told of each record in the order of the source. `spans` is reused: copy what is to stay. */
export type RecordVisitor = (start: number, end: number, spans: Int32Array, scanner: RecordScanner) => void;

export interface ReadResult {
  readonly container: ContainerId;
  readonly records: number;
  readonly problems: readonly SourceProblem[];
}

const MAX_WALK_DEPTH = 14;
/** An object whose first key says nothing is tried as a record up to this size; beyond it, it is a container. */
const MAX_ODD_RECORD = 1 << 20;
const MAX_PROBLEMS = 100;
const QUOTE = 0x22;

/**
 * Finds every CloudTrail record in the bytes of a source, whatever holds it: `{"Records":[…]}`, an array, records one
 * after another, or any other JSON, walked to a depth of 14. Never throws. After a break it looks for the next record,
 * so that those before and after are kept, and says what it passed over.
 */
export function readRecords(bytes: Uint8Array, visit: RecordVisitor): ReadResult {
  return new Reading(bytes, visit).read();
}

class Reading {
  private readonly scanner: RecordScanner;
  private readonly problems: SourceProblem[] = [];
  private container: ContainerId | undefined;
  private records = 0;
  private roots = 0;
  /** End of the last record, for what a gap is measured from. */
  private lastEnd = 0;
  /** Whether some record stands inside other JSON, beside the elements of an array. */
  private nested = false;
  /** Elements of `Records` that are no records. */
  private leftOut = 0;
  private broken = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly visit: RecordVisitor,
  ) {
    this.scanner = new RecordScanner(bytes);
  }

  read(): ReadResult {
    const { bytes, scanner } = this;
    const start = scanner.space(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
    if (start >= bytes.length)
      return this.result('empty', { message: 'The file is empty.', severity: 'warning', offset: 0 });
    const first = bytes[start];
    if (first !== 0x7b && first !== 0x5b) return this.foreign(start);
    for (let at = start; at < bytes.length;) {
      this.roots++;
      const next = this.walk(at, 0);
      if (next === STOPPED) {
        this.broken = true;
        this.report(`${this.faultInWords()}${this.keptInWords()}`, 'error', scanner.faultAt);
        this.resume();
        break;
      }
      at = scanner.space(next);
      if (at < bytes.length && bytes[at] === 0x2c) at = scanner.space(at + 1);
    }
    return this.result(this.containerOf(bytes, start));
  }

  /** What does not begin as JSON may hold records all the same: a file without its beginning, or lines with a prefix. */
  private foreign(start: number): ReadResult {
    const { container, message } = describeForeign(this.bytes, start);
    this.report(message, 'error', start);
    this.lastEnd = start;
    this.resume();
    return this.result(this.records === 0 ? container : 'ndjson');
  }

  private containerOf(bytes: Uint8Array, start: number): ContainerId {
    const { container, records } = this;
    const array = bytes[start] === 0x5b;
    if (records > 0) {
      if (container === 's3') return container;
      if (this.roots > 1) return 'ndjson';
      return array ? 'array' : records === 1 && !this.nested ? 'single' : 'json';
    }
    // the same name holds other things elsewhere: notifications of S3, messages of SQS
    if (container === 's3' && this.leftOut > 0 && !this.broken) this.problems.length = 0;
    else if (container !== undefined) return container;
    return array && isFiller(bytes, start + 1, bytes.length) ? 'array' : 'foreign-json';
  }

  private result(container: ContainerId, problem?: SourceProblem): ReadResult {
    if (problem) this.problems.push(problem);
    if (container === 'foreign-json' && this.problems.length === 0) {
      const message = 'This is JSON, but no CloudTrail record is in it.';
      this.problems.push({ message, severity: 'error', offset: 0 });
    }
    return { container, records: this.records, problems: this.problems };
  }

  private walk(at: number, depth: number): number {
    const c = at < this.bytes.length ? this.bytes[at] : 0;
    if (c === 0x7b) return this.object(at, depth);
    if (c === 0x5b && depth < MAX_WALK_DEPTH) return this.array(at, depth, false);
    return this.scanner.value(at, depth);
  }

  private object(at: number, depth: number): number {
    const { scanner, bytes } = this;
    const keyAt = scanner.space(at + 1);
    const keyEnd = bytes[keyAt] === QUOTE ? scanner.string(keyAt) : STOPPED;
    if (keyEnd !== STOPPED) {
      if (scanner.slotOf(keyAt + 1, keyEnd - 1) >= 0) {
        const end = scanner.record(at);
        if (end === STOPPED) return STOPPED;
        if (scanner.isRecord()) return this.emit(at, end, depth);
      } else if (containerOfKey(bytes, keyAt, keyEnd) === undefined) {
        const limited = new RecordScanner(bytes, Math.min(bytes.length, at + MAX_ODD_RECORD));
        const end = limited.record(at);
        if (end !== STOPPED && limited.isRecord()) {
          scanner.spans.set(limited.spans);
          return this.emit(at, end, depth);
        }
      }
    }
    return depth < MAX_WALK_DEPTH ? this.members(at, depth) : scanner.value(at, depth);
  }

  private emit(start: number, end: number, depth: number): number {
    this.records++;
    this.nested ||= depth > 0;
    this.lastEnd = end;
    this.visit(start, end, this.scanner.spans, this.scanner);
    return end;
  }

  private members(at: number, depth: number): number {
    const { scanner, bytes } = this;
    let i = scanner.space(at + 1);
    while (bytes[i] !== 0x7d || i >= bytes.length) {
      const valueAt = scanner.key(i);
      if (valueAt === STOPPED) return STOPPED;
      const known = depth === 0 ? containerOfKey(bytes, i, scanner.string(i)) : undefined;
      const ofRecords = known === 's3' && bytes[valueAt] === 0x5b;
      if (ofRecords || (known !== undefined && known !== 's3')) this.container = this.container === 's3' ? 's3' : known;
      i = ofRecords ? this.array(valueAt, depth, true) : this.walk(valueAt, depth + 1);
      if (i === STOPPED) return STOPPED;
      i = scanner.separator(i, 0x7d);
      if (i === STOPPED) return STOPPED;
    }
    return i + 1;
  }

  private array(at: number, depth: number, ofRecords: boolean): number {
    const { scanner, bytes } = this;
    let i = scanner.space(at + 1);
    for (let element = 0; bytes[i] !== 0x5d || i >= bytes.length; element++) {
      const before = this.records;
      const start = i;
      i = this.walk(i, depth + 1);
      if (i === STOPPED) return STOPPED;
      i = scanner.separator(i, 0x5d);
      if (i === STOPPED) return STOPPED;
      if (ofRecords && this.records === before) {
        this.leftOut++;
        this.report(`Element ${element + 1} of Records is no CloudTrail record and is left out.`, 'error', start);
      }
    }
    return i + 1;
  }

  /** Keeps every whole record that still follows the last, and says what is passed over between them. */
  private resume(): void {
    const { scanner, bytes } = this;
    let budget = recoveryBudget(bytes.length);
    let gapStart = this.lastEnd;
    let found = false;
    for (let at = Math.max(this.lastEnd, 1); budget >= 0;) {
      const candidate = findNextObject(scanner, at);
      if (candidate < 0) break;
      const before = this.records;
      const next = this.walk(candidate, 0);
      budget -= (next === STOPPED ? scanner.faultAt : next) - candidate;
      at = next === STOPPED ? candidate + 1 : next;
      if (this.records > before) {
        found = true;
        if (!isFiller(bytes, gapStart, candidate)) this.reportGap(gapStart, candidate);
        gapStart = next === STOPPED ? this.lastEnd : next;
        at = Math.max(at, gapStart);
      }
    }
    if (budget < 0)
      this.report('Too much of the file is broken: nothing after this place was read.', 'error', gapStart);
    else if (found && !isFiller(bytes, gapStart, bytes.length)) {
      const message = `The last ${bytesInWords(bytes.length - gapStart)} could not be read and are left out.`;
      this.report(message, 'error', gapStart);
    }
  }

  private reportGap(start: number, end: number): void {
    const left = `${bytesInWords(end - start)} before this place could not be read and are left out`;
    this.report(`${left}; reading goes on here.`, 'error', end);
  }

  private faultInWords(): string {
    const { scanner, records, lastEnd } = this;
    if (scanner.fault === 'nesting') return 'Values are nested too deeply here.';
    if (scanner.fault === 'invalid') return 'This is not valid JSON from here on.';
    if (records === 0) return 'The file is cut off in the middle.';
    const count = records.toLocaleString('en-US');
    if (isFiller(this.bytes, lastEnd, this.bytes.length)) return `The file is cut off after record ${count}.`;
    return `The file is cut off in the middle of record ${(records + 1).toLocaleString('en-US')}.`;
  }

  private keptInWords(): string {
    if (this.records === 0) return '';
    return this.records === 1
      ? ' The record before it is kept.'
      : ` The ${this.records.toLocaleString('en-US')} records before it are kept.`;
  }

  private report(message: string, severity: SourceProblem['severity'], offset: number): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ message, severity, offset });
    else if (this.problems.length === MAX_PROBLEMS) {
      this.problems.push({ message: 'More problems follow that are not listed.', severity, offset });
    }
  }
}

/** Span of a captured field's value in `spans`, or undefined. */
export function spanOf(spans: Int32Array, field: keyof typeof SLOT): readonly [number, number] | undefined {
  const start = spans[2 * SLOT[field]] as number;
  return start < 0 ? undefined : [start, spans[2 * SLOT[field] + 1] as number];
}
