import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './jsonBytes';
import { afterBeyondAscii } from '../bytes/utf8';

/** Returned instead of an offset when scanning stopped; {@link JsonScanner.fault} says why. */
export const STOPPED = -1;

/** Deeper values are refused: a record never comes near, an attacker's may. */
export const MAX_NESTING = 256;

export type FaultKind = 'end' | 'invalid' | 'nesting' | 'torn';

/**
 * Steps over JSON in bytes without building values. It accepts exactly what `JSON.parse` accepts, but for two
 * liberties taken with logs: raw control characters (not line ends) inside strings, and a comma before a closing bracket.
 * Every method takes an offset and returns the offset after what it stepped over, or {@link STOPPED}.
 */
export class JsonScanner {
  /**
   * Why the last call returned {@link STOPPED}: the bytes ended, a byte that cannot stand there, too deep, or bytes in a
   * string that are no text.
   */
  fault: FaultKind = 'invalid';
  /** Offset of the byte at fault. */
  faultAt = 0;
  /** Counts the arrays that were stepped into. */
  protected arrays = 0;

  /**
   * `end`: where the bytes to step over end, which whoever made it may move. `stopsAtHoles`: zeros and runs of what is no UTF-8 are a hole, such as a crash or a bad disk leaves, that may have
   * swallowed where a string ended.
   */
  constructor(
    readonly bytes: Uint8Array,
    public end: number = bytes.length,
    readonly stopsAtHoles = false,
  ) {}

  stop(kind: FaultKind, at: number): typeof STOPPED {
    this.fault = at >= this.end ? 'end' : kind;
    this.faultAt = Math.min(at, this.end);
    return STOPPED;
  }

  space(at: number): number {
    const { bytes, end } = this;
    for (; at < end; at++) {
      const c = bytes[at];
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) break;
    }
    return at;
  }

  /** Any value at `at`, where no space stands. */
  value(at: number, depth = 0): number {
    const c = at < this.end ? (this.bytes[at] as number) : 0;
    switch (c) {
      case QUOTE:
        return this.string(at);
      case OPEN_OBJECT:
        return this.object(at, depth);
      case OPEN_ARRAY:
        return this.array(at, depth);
      case 0x74:
        return this.word(at, TRUE);
      case 0x66:
        return this.word(at, FALSE);
      case 0x6e:
        return this.word(at, NULL);
      default:
        return c === 0x2d || (c >= 0x30 && c <= 0x39) ? this.number(at) : this.stop('invalid', at);
    }
  }

  string(at: number): number {
    const { bytes, end } = this;
    for (let i = at + 1; i < end; i++) {
      const c = bytes[i] as number;
      if (c === QUOTE) return i + 1;
      if (c === BACKSLASH) {
        const next = this.escape(i);
        if (next === STOPPED) return STOPPED;
        i = next - 1;
      } else if (c === 0x0a || c === 0x0d) return this.stop('invalid', i);
      else if (this.stopsAtHoles && (c > 0x7f || c === 0)) {
        const next = c === 0 ? ~i : afterBeyondAscii(bytes, i, end);
        if (next < 0) return this.stop('torn', ~next);
        i = next - 1;
      }
    }
    return this.stop('end', end);
  }

  private escape(at: number): number {
    const { bytes, end } = this;
    if (at + 1 >= end) return this.stop('end', end);
    const c = bytes[at + 1] as number;
    if (c === 0x75) {
      for (let i = at + 2; i < at + 6; i++) {
        if (i >= end) return this.stop('end', end);
        if (!isHex(bytes[i] as number)) return this.stop('invalid', i);
      }
      return at + 6;
    }
    // the eight one-letter escapes: " \ / b f n r t
    const known =
      c === QUOTE ||
      c === BACKSLASH ||
      c === 0x2f ||
      c === 0x62 ||
      c === 0x66 ||
      c === 0x6e ||
      c === 0x72 ||
      c === 0x74;
    return known ? at + 2 : this.stop('invalid', at + 1);
  }

  private object(at: number, depth: number): number {
    if (depth >= MAX_NESTING) return this.stop('nesting', at);
    let i = this.space(at + 1);
    while (this.bytes[i] !== CLOSE_OBJECT || i >= this.end) {
      i = this.key(i);
      if (i === STOPPED) return STOPPED;
      i = this.value(i, depth + 1);
      if (i === STOPPED) return STOPPED;
      i = this.separator(i, CLOSE_OBJECT);
      if (i === STOPPED) return STOPPED;
    }
    return i + 1;
  }

  private array(at: number, depth: number): number {
    if (depth >= MAX_NESTING) return this.stop('nesting', at);
    this.arrays++;
    let i = this.space(at + 1);
    while (this.bytes[i] !== CLOSE_ARRAY || i >= this.end) {
      i = this.value(i, depth + 1);
      if (i === STOPPED) return STOPPED;
      i = this.separator(i, CLOSE_ARRAY);
      if (i === STOPPED) return STOPPED;
    }
    return i + 1;
  }

  /** `"key" :` and the space after it. */
  key(at: number): number {
    if (at >= this.end || this.bytes[at] !== QUOTE) return this.stop('invalid', at);
    const after = this.string(at);
    return after === STOPPED ? STOPPED : this.colon(after);
  }

  /** The colon after a key, and the space around it. */
  colon(at: number): number {
    const i = this.space(at);
    return i < this.end && this.bytes[i] === COLON ? this.space(i + 1) : this.stop('invalid', i);
  }

  /** A comma and the space around it, or the space before `close`, which stays. */
  separator(at: number, close: number): number {
    const i = this.space(at);
    if (i < this.end && this.bytes[i] === COMMA) return this.space(i + 1);
    return i < this.end && this.bytes[i] === close ? i : this.stop('invalid', i);
  }

  private word(at: number, word: Uint8Array): number {
    for (let i = 0; i < word.length; i++) {
      if (at + i >= this.end || this.bytes[at + i] !== word[i]) return this.stop('invalid', at + i);
    }
    return at + word.length;
  }

  private number(at: number): number {
    const { bytes } = this;
    let i = bytes[at] === 0x2d ? at + 1 : at;
    if (i < this.end && bytes[i] === 0x30) i++;
    else if ((i = this.digits(i)) === STOPPED) return STOPPED;
    if (i < this.end && bytes[i] === 0x2e && (i = this.digits(i + 1)) === STOPPED) return STOPPED;
    if (i < this.end && ((bytes[i] as number) | 0x20) === 0x65) {
      i++;
      if (i < this.end && (bytes[i] === 0x2b || bytes[i] === 0x2d)) i++;
      if ((i = this.digits(i)) === STOPPED) return STOPPED;
    }
    return i;
  }

  private digits(at: number): number {
    let i = at;
    while (i < this.end && (this.bytes[i] as number) >= 0x30 && (this.bytes[i] as number) <= 0x39) i++;
    return i === at ? this.stop('invalid', at) : i;
  }
}

const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

function isHex(c: number): boolean {
  const letter = c | 0x20;
  return (c >= 0x30 && c <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}
