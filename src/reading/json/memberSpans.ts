import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './jsonBytes';

/** Finds where some members of a record stand in its text. */
export interface MemberFinder {
  /** `[start, end)` of each name's value, in the order of the names; -1 when the record has no such member. */
  readonly spans: Int32Array;
  /**
   * Looks through the object at `bytes[start..end)`; of members of one name the last counts. False when it is no object
   * or a name is written with escapes: then nothing is known.
   */
  find(bytes: Uint8Array, start: number, end: number): boolean;
}

/** Gives a finder of members of these names. */
export type FinderOf = (names: readonly string[]) => MemberFinder;

interface Name {
  readonly bytes: Uint8Array;
  readonly slot: number;
}

/**
 * Where some members of a record stand in its text. Quicker than a scan that checks what it steps over: records were
 * found by one that did.
 */
export class MemberSpans implements MemberFinder {
  readonly spans: Int32Array;
  private readonly byHash: (readonly Name[])[] = Array.from({ length: 256 }, () => []);

  constructor(names: readonly string[]) {
    this.spans = new Int32Array(2 * names.length);
    for (const [slot, name] of names.entries()) {
      const bytes = new TextEncoder().encode(name);
      const hash = hashOf(bytes, 0, bytes.length);
      this.byHash[hash] = [...(this.byHash[hash] ?? []), { bytes, slot }];
    }
  }

  find(bytes: Uint8Array, start: number, end: number): boolean {
    const { spans } = this;
    spans.fill(-1);
    if (bytes[start] !== OPEN_OBJECT) return false;
    let i = spaceAfter(bytes, start + 1, end);
    while (i < end && bytes[i] !== CLOSE_OBJECT) {
      if (bytes[i] !== QUOTE) return false;
      const keyStart = ++i;
      while (i < end && bytes[i] !== QUOTE) if (bytes[i++] === BACKSLASH) return false;
      const keyEnd = i;
      i = spaceAfter(bytes, i + 1, end);
      if (bytes[i] !== COLON) return false;
      const valueStart = spaceAfter(bytes, i + 1, end);
      i = valueEnd(bytes, valueStart, end);
      const slot = this.slotOf(bytes, keyStart, keyEnd);
      if (slot >= 0) {
        spans[2 * slot] = valueStart;
        spans[2 * slot + 1] = i;
      }
      i = spaceAfter(bytes, i, end);
      if (bytes[i] === COMMA) i = spaceAfter(bytes, i + 1, end);
      else if (bytes[i] !== CLOSE_OBJECT) return false;
    }
    return i < end;
  }

  private slotOf(bytes: Uint8Array, start: number, end: number): number {
    next: for (const name of this.byHash[hashOf(bytes, start, end)] ?? []) {
      const { length } = name.bytes;
      if (length !== end - start) continue;
      for (let i = 0; i < length; i++) if (bytes[start + i] !== name.bytes[i]) continue next;
      return name.slot;
    }
    return -1;
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  if (end === start) return 0;
  return ((end - start) * 31 + (bytes[start] ?? 0) * 7 + (bytes[end - 1] ?? 0)) & 0xff;
}

function spaceAfter(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    const c = bytes[at] as number;
    if (c > 0x20 || (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09)) break;
  }
  return at;
}

function valueEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (first === QUOTE) return stringEnd(bytes, start + 1, end);
  let i = start;
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) {
    for (; i < end; i++) {
      const c = bytes[i] as number;
      if (c === COMMA || c === CLOSE_OBJECT || c <= 0x20) break;
    }
    return i;
  }
  for (let depth = 0; i < end;) {
    const c = bytes[i++] as number;
    if (c === QUOTE) i = stringEnd(bytes, i, end);
    else if (c === OPEN_OBJECT || c === OPEN_ARRAY) depth++;
    else if ((c === CLOSE_OBJECT || c === CLOSE_ARRAY) && --depth === 0) return i;
  }
  return i;
}

/** After the string whose first character stands at `at`. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const c = bytes[at++] as number;
    if (c === QUOTE) return at;
    if (c === BACKSLASH) at++;
  }
  return at;
}

/** The finder that every machine has. */
export const carefulFinder: FinderOf = (names) => new MemberSpans(names);
