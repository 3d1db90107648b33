import { MIN_TEXT } from './insideStrings';
import { OPEN_OBJECT, QUOTE } from './jsonBytes';
import type { JsonScanner } from './jsonScanner';

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
    if (mayBe && this.count++ === 0) this.first = at;
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
