import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { isWholeString, stringEnd } from '../json/stringEnd';
import { isCallersMember } from './callersMember';

/** An object that begins at `start`, in which a scanner stopped at `fault`; asked for ever later places. */
export class BrokenObject {
  /**
   * Up to here it is as it was written: to the fault, or where a quote is missing, to the string that went over it. A
   * readable view goes on there with a new line, and is to be understood in the same way.
   */
  private readonly end: number;
  private at: number;
  private depth = 0;
  /** How deep the member stands, in which the place that was gone to last is, that is a caller's; 0 where it is in none. */
  private callersDepth = 0;
  /** Where the last string begins, and where it ends. */
  private keyAt = 0;
  private keyEnd = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    readonly fault: number,
    /** It is a record: all that stands in it is its own. */
    readonly isRecord: boolean,
  ) {
    this.at = start;
    let i = bytes.indexOf(QUOTE, start);
    for (let after: number; i >= 0 && i < fault; i = bytes.indexOf(QUOTE, after)) {
      after = stringEnd(bytes, i);
      if (!isWholeString(bytes, i, after)) break;
    }
    this.end = i < 0 ? fault : Math.min(i, fault);
  }

  /** Whether `place` is in what is as it was written. */
  reaches(place: number): boolean {
    return place > this.start && place < this.end;
  }

  /** Whether `place` is in the object, and not in a string there. */
  isInside(place: number): boolean {
    this.goTo(place);
    return this.depth > 0 && this.at === place;
  }

  /** Whether `place` is in what whoever made a call may have written. */
  isCallers(place: number): boolean {
    this.goTo(place);
    return this.callersDepth > 0;
  }

  private goTo(place: number): void {
    const { bytes } = this;
    while (this.at < place) {
      const c = bytes[this.at] as number;
      if (c === QUOTE) {
        this.keyAt = this.at;
        const after = stringEnd(bytes, this.at);
        this.at = this.keyEnd = after < 0 ? ~after : after;
        continue;
      }
      if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
        this.depth++;
        if (this.callersDepth === 0 && this.isCallersKey()) this.callersDepth = this.depth;
      } else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
        if (this.depth === this.callersDepth) this.callersDepth = 0;
        this.depth--;
      }
      this.at += c === BACKSLASH ? 2 : 1;
    }
  }

  /** Whether what opens here is the value of a member that is a caller's. */
  private isCallersKey(): boolean {
    const { bytes, keyAt, keyEnd } = this;
    let before = this.at - 1;
    while (before > keyEnd && (bytes[before] as number) <= 0x20) before--;
    return bytes[before] === COLON && isCallersMember(bytes, keyAt, keyEnd);
  }
}
