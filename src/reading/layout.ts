const INDENT = 2;
const MAX_INDENT_DEPTH = 64;

/**
 * Lays one-line JSON out for people: a member a line, two spaces a level, one space after a colon. It works on tokens
 * and never changes, reorders or drops one, so that broken JSON comes out with everything that was in it; text that is
 * no JSON at all stays as it is. The byte order mark is left out.
 */
export function readableLayout(bytes: Uint8Array): Uint8Array {
  const out = new Output(bytes.length * 2 + 64);
  const end = bytes.length;
  let depth = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < end) {
    const c = bytes[at] as number;
    switch (c) {
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        at++;
        break;
      case 0x22: {
        const start = at;
        at = stringEnd(bytes, at);
        out.copy(bytes, start, at);
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
        // numbers, words, and whatever stands where no JSON may
        const start = at;
        while (at < end && !DELIMITER[bytes[at] as number]) at++;
        if (at === start) at++;
        out.copy(bytes, start, at);
        if (at < end && isSpace(bytes[at] as number) && !DELIMITER_BUT_SPACE[bytes[skipSpace(bytes, at)] ?? 0])
          out.push(0x20);
      }
    }
  }
  out.endLine();
  return out.bytes();
}

const DELIMITER = new Uint8Array(256);
const DELIMITER_BUT_SPACE = new Uint8Array(256);
for (const c of '{}[],:"') DELIMITER[c.charCodeAt(0)] = DELIMITER_BUT_SPACE[c.charCodeAt(0)] = 1;
for (const c of ' \t\r\n') DELIMITER[c.charCodeAt(0)] = 1;
DELIMITER_BUT_SPACE[0] = 1;

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d;
}

function skipSpace(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && isSpace(bytes[at] as number)) at++;
  return at;
}

/** Offset after the string at `at`; a string that never ends stops at its line's end, so that the rest is laid out too. */
function stringEnd(bytes: Uint8Array, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    const c = bytes[i];
    if (c === 0x22) return i + 1;
    if (c === 0x0a) return i;
    if (c === 0x5c) i++;
  }
  return bytes.length;
}

class Output {
  private buffer: Uint8Array;
  private length = 0;
  private lineStart = true;

  constructor(size: number) {
    this.buffer = new Uint8Array(size);
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
    const indent = INDENT * Math.min(depth, MAX_INDENT_DEPTH);
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
