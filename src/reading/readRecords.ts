import { type ContainerId, containerOfKey, describeForeign } from './containers';
import { SLOT } from './fields';
import { STOPPED } from './jsonScanner';
import { bytesInWords, type SourceProblem } from './problem';
import { RecordScanner } from './recordScanner';
import { findNextRecord, RECOVERY_FACTOR } from './recovery';

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
    if (first !== 0x7b && first !== 0x5b) {
      const foreign = describeForeign(bytes, start);
      return this.result(foreign.container, { message: foreign.message, severity: 'error', offset: start });
    }
    for (let at = start; at < bytes.length;) {
      this.roots++;
      const next = this.walk(at, 0);
      if (next === STOPPED) {
        this.recover();
        break;
      }
      at = scanner.space(next);
      if (at < bytes.length && bytes[at] === 0x2c) at = scanner.space(at + 1);
    }
    return this.result(this.container ?? this.containerByShape(first));
  }

  private containerByShape(first: number | undefined): ContainerId {
    if (this.records === 0) return 'foreign-json';
    if (this.roots > 1) return 'ndjson';
    return first === 0x5b ? 'array' : this.records === 1 ? 'single' : 'json';
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
        if (scanner.isRecord()) return this.emit(at, end);
      } else if (containerOfKey(bytes, keyAt, keyEnd) === undefined) {
        const limited = new RecordScanner(bytes, Math.min(bytes.length, at + MAX_ODD_RECORD));
        const end = limited.record(at);
        if (end !== STOPPED && limited.isRecord()) {
          scanner.spans.set(limited.spans);
          return this.emit(at, end);
        }
      }
    }
    return depth < MAX_WALK_DEPTH ? this.members(at, depth) : scanner.value(at, depth);
  }

  private emit(start: number, end: number): number {
    this.records++;
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
      if (known !== undefined) this.container ??= known;
      i = known === 's3' && bytes[valueAt] === 0x5b ? this.array(valueAt, depth, true) : this.walk(valueAt, depth + 1);
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
      if (ofRecords && this.records === before) {
        this.report(`Element ${element + 1} of Records is no CloudTrail record and is left out.`, 'error', start);
      }
      i = scanner.separator(i, 0x5d);
      if (i === STOPPED) return STOPPED;
    }
    return i + 1;
  }

  /** Says where reading broke, then keeps every whole record that still follows. */
  private recover(): void {
    const { scanner, bytes } = this;
    const { fault, faultAt } = scanner;
    this.report(`${this.faultInWords(fault)}${this.keptInWords()}`, 'error', faultAt);
    let budget = RECOVERY_FACTOR * bytes.length;
    let gapStart = this.lastEnd;
    for (let at = Math.max(this.lastEnd, 1); ;) {
      const candidate = findNextRecord(scanner, at);
      if (candidate < 0) break;
      const end = scanner.record(candidate);
      const reached = end === STOPPED ? scanner.faultAt : end;
      budget -= reached - candidate;
      if (end !== STOPPED && scanner.isRecord()) {
        if (candidate - gapStart > 2) this.reportGap(gapStart, candidate);
        gapStart = at = this.emit(candidate, end);
      } else at = candidate + 1;
      if (budget < 0) {
        this.report('Too much of the file is broken: nothing after this place was read.', 'error', at);
        return;
      }
    }
  }

  private reportGap(start: number, end: number): void {
    this.report(
      `${bytesInWords(end - start)} before this place could not be read and are left out; reading goes on here.`,
      'error',
      end,
    );
  }

  private faultInWords(fault: RecordScanner['fault']): string {
    if (fault === 'end')
      return `The file is cut off in the middle${this.records === 0 ? '' : ` of record ${this.records + 1}`}.`;
    if (fault === 'nesting') return 'Values are nested too deeply here.';
    return 'This is not valid JSON from here on.';
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
