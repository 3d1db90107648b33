import { MIN_TEXT } from '../layers/insideStrings';
import { CLOSE_ARRAY, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { type JsonScanner, STOPPED } from '../json/jsonScanner';

/** Members that hold events, with which logs and answers begin. */
const LISTS: ReadonlySet<string> = new Set(['Records', 'Events', 'events', 'Messages']);

/** Counts the values beside the records that hold none. */
export class BesideRecords {
  count = 0;
  /** Where the first of them is. */
  first = 0;
  /** Those of them that are nothing a log has. */
  strays = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly scanner: JsonScanner,
    /** Elements of lists that are nothing to be told of. */
    private readonly expected: RegExp | undefined,
  ) {}

  /** The value at `at…end`, which gave no record, where it might have been meant as one: an object, a longer text. */
  other(at: number, end: number): void {
    const c = this.bytes[at];
    const mayBe =
      c === OPEN_OBJECT ? this.bytes[this.scanner.space(at + 1)] === QUOTE : c === QUOTE && end - at >= MIN_TEXT;
    if (mayBe && !this.isEmpty(at) && this.count++ === 0) this.first = at;
  }

  /** Whether the value at `at` is a log or an answer that holds no events, as a page may. */
  private isEmpty(at: number): boolean {
    const { bytes, scanner } = this;
    const keyAt = scanner.space(at + 1);
    const keyEnd = bytes[at] === OPEN_OBJECT ? scanner.string(keyAt) : STOPPED;
    const list = keyEnd === STOPPED ? STOPPED : scanner.colon(keyEnd);
    if (list === STOPPED || bytes[list] !== OPEN_ARRAY || bytes[scanner.space(list + 1)] !== CLOSE_ARRAY) return false;
    return LISTS.has(new TextDecoder().decode(bytes.subarray(keyAt + 1, keyEnd - 1)));
  }

  /** Whether the element of a list at `start…end`, which is no record, is nothing to be told of. */
  isExpected(start: number, end: number): boolean {
    const beginning = (): string => new TextDecoder().decode(this.bytes.subarray(start, Math.min(end, start + 512)));
    return this.expected?.test(beginning()) === true;
  }

  /** One that no log has there. */
  stray(at: number): void {
    this.strays++;
    if (this.count++ === 0) this.first = at;
  }
}
