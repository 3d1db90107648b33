import { BACKSLASH, CLOSE_OBJECT, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { isWholeString, stringEnd } from '../json/stringEnd';

/** A record that begins at `start`, in which a scanner stopped at `fault`; asked for ever later places. */
export class BrokenRecord {
  /**
   * Up to here what stands in it is its own: to the fault, or where a quote is missing, to the string that went over it.
   * A readable view goes on there with a new line, and is to be understood in the same way.
   */
  private readonly end: number;
  private at: number;
  private depth = 0;
  private isText = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    readonly fault: number,
  ) {
    this.at = start;
    let i = bytes.indexOf(QUOTE, start);
    for (let after: number; i >= 0 && i < fault; i = bytes.indexOf(QUOTE, after)) {
      after = stringEnd(bytes, i);
      if (!isWholeString(bytes, i, after)) break;
    }
    this.end = i < 0 ? fault : Math.min(i, fault);
  }

  /** Whether `place` is in what is its own. */
  reaches(place: number): boolean {
    return place > this.start && place < this.end;
  }

  /** Whether `place` is in the object, and not in a string there. */
  isInside(place: number): boolean {
    const { bytes } = this;
    for (; this.at < place; this.at++) {
      const c = bytes[this.at] as number;
      if (this.isText) {
        if (c === BACKSLASH) this.at++;
        else if (c === QUOTE) this.isText = false;
      } else if (c === QUOTE) this.isText = true;
      else if (c === OPEN_OBJECT) this.depth++;
      else if (c === CLOSE_OBJECT) this.depth--;
    }
    return this.depth > 0 && !this.isText && this.at === place;
  }
}
