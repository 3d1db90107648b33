import { tearIn } from '../bytes/utf8';
import { BACKSLASH, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { isFollowed, mayHoldJson, stringEnd } from '../json/stringEnd';

/**
 * Finds where objects may begin in JSON that is broken: in none of its strings, as a readable view tells them, unless
 * what one ends with may be the beginning of another, or a part of it is missing. Asked for ever later places.
 */
export class OpenBraces {
  /** Up to here reaches a string that is looked into. */
  private inString = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next `{` at or after `from`, which is in no string; -1 when there is none. */
  next(from: number): number {
    const { bytes } = this;
    const { length } = bytes;
    for (let at = from; at < length; at++) {
      const c = bytes[at] as number;
      if (c === OPEN_OBJECT) return at;
      if (at < this.inString) continue;
      if (c === QUOTE) at = this.behind(at) - 1;
      else if (c === BACKSLASH && (bytes[at + 1] === QUOTE || bytes[at + 1] === BACKSLASH)) at++;
    }
    return -1;
  }

  /** Whether the `{` at `at`, which was found last, is in a string nevertheless. */
  isInString(at: number): boolean {
    return at < this.inString;
  }

  /** Where to go on with the string at `at`. */
  private behind(at: number): number {
    const { bytes } = this;
    const after = stringEnd(bytes, at);
    const isWhole = isFollowed(bytes, at, after);
    if (isWhole && tearIn(bytes, at, after) < 0) return after;
    if (after < 0) this.inString = ~after;
    else if (isWhole || mayHoldJson(bytes, at, after)) this.inString = after;
    return at + 1;
  }
}
