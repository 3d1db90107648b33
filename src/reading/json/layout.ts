import { BACKSLASH, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './jsonBytes';
import { afterComments } from './comments';
import { FOLLOWS_VALUE, isWholeString, stringEnd, tableOf } from './stringEnd';

const INDENT = 2;
const MAX_INDENT_DEPTH = 64;
/** Indentation may take this many times the room of the text, and a mebibyte: brackets alone could fill the memory. */
const INDENT_FACTOR = 8;

/**
 * Lays one-line JSON out for people: a member a line, two spaces a level, one space after a colon. It works on tokens
 * and never changes, reorders or drops one, so that broken JSON comes out with everything that was in it, and text that
 * is no JSON keeps its words and its lines. Comments before JSON stay as they are. The byte order mark is left out. Laying out a layout changes nothing, unless
 * its indentation was used up.
 */
export function readableLayout(bytes: Uint8Array): Uint8Array {
  const out = new Output(bytes.length);
  const end = bytes.length;
  let depth = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  /** Where tokens stand apart that JSON has not side by side, something stays between them. */
  const separate = (after: number): void => {
    const next = skipSpace(bytes, after);
    if (next === after || next === end || FOLLOWS_VALUE[bytes[next] as number]) return;
    if (hasLineEnd(bytes, after, next)) out.line(depth);
    else out.push(0x20);
  };
  const comments = skipSpace(bytes, at);
  at = afterComments(bytes, comments);
  if (at > comments) {
    out.copy(bytes, comments, trimmed(bytes, at));
    out.line(0);
  }
  while (at < end) {
    const c = bytes[at] as number;
    switch (c) {
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        at++;
        break;
      case QUOTE: {
        const start = at;
        const after = stringEnd(bytes, start);
        // values may stand one after another
        const isRoot = depth === 0 && after >= 0 && (bytes[after] === OPEN_OBJECT || bytes[after] === OPEN_ARRAY);
        const whole = isRoot || isWholeString(bytes, start, after);
        at = whole ? after : after < 0 ? ~after : start + 1;
        out.copy(bytes, start, at);
        if (!whole) out.line(depth);
        else separate(at);
        break;
      }
      case 0x7b:
      case 0x5b: {
        const next = skipSpace(bytes, at + 1);
        out.push(c);
        if (bytes[next] === c + 2) {
          out.push(c + 2);
          at = next + 1;
          if (depth === 0) out.line(0);
        } else {
          out.line(++depth);
          at++;
        }
        break;
      }
      case 0x7d:
      case 0x5d:
        depth = Math.max(0, depth - 1);
        out.line(depth);
        out.push(c);
        at++;
        if (depth === 0) out.line(0);
        break;
      case 0x2c:
        out.push(c);
        out.line(depth);
        at++;
        break;
      case 0x3a:
        out.push(c);
        out.push(0x20);
        at++;
        break;
      default: {
        const start = at;
        at = wordEnd(bytes, at);
        out.copy(bytes, start, at);
        separate(at);
      }
    }
  }
  out.endLine();
  return out.bytes();
}

const DELIMITER = tableOf('{}[],:" \t\r\n');

/** Offset after a number, a word, or whatever stands where no JSON may; escaped quotes are a part of it. */
function wordEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && !DELIMITER[bytes[at] as number]) {
    const next = bytes[at + 1];
    at += bytes[at] === BACKSLASH && (next === QUOTE || next === BACKSLASH) ? 2 : 1;
  }
  return at;
}

function skipSpace(bytes: Uint8Array, at: number): number {
  for (; at < bytes.length; at++) {
    const c = bytes[at];
    if (c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d) break;
  }
  return at;
}

function trimmed(bytes: Uint8Array, end: number): number {
  while ((bytes[end - 1] as number) <= 0x20) end--;
  return end;
}

function hasLineEnd(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (bytes[i] === 0x0a || bytes[i] === 0x0d) return true;
  }
  return false;
}

class Output {
  private buffer: Uint8Array;
  private length = 0;
  private lineStart = true;
  private indentRoom: number;

  constructor(size: number) {
    this.buffer = new Uint8Array(size * 2 + 64);
    this.indentRoom = size * INDENT_FACTOR + (1 << 20);
  }

  push(c: number): void {
    this.room(1);
    this.buffer[this.length++] = c;
    this.lineStart = false;
  }

  copy(bytes: Uint8Array, start: number, end: number): void {
    this.room(end - start);
    this.buffer.set(bytes.subarray(start, end), this.length);
    this.length += end - start;
    this.lineStart = false;
  }

  /** Ends the line, unless nothing stands on it yet, and indents the next. */
  line(depth: number): void {
    const indent = Math.min(INDENT * Math.min(depth, MAX_INDENT_DEPTH), this.indentRoom);
    this.indentRoom -= indent;
    this.room(1 + indent);
    if (this.lineStart) {
      while (this.length > 0 && this.buffer[this.length - 1] === 0x20) this.length--;
    } else this.buffer[this.length++] = 0x0a;
    this.buffer.fill(0x20, this.length, this.length + indent);
    this.length += indent;
    this.lineStart = true;
  }

  endLine(): void {
    if (this.length > 0) this.line(0);
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private room(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
