/**
 * So many bytes in a row that are no text tear what they stand in: no hole is shorter that makes one record of two as
 * CloudTrail writes them, from the last value of one to the first of the next, `"},{"eventVersion":"`. Fewer may be a
 * name in another encoding.
 */
export const TORN = 20;

/**
 * How many bytes the character at `at` takes, or of broken UTF-8 what one replacement character stands for.
 * Source: WHATWG Encoding Standard, "UTF-8 decoder".
 */
export function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  const wanted = wantedLength(lead);
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let length = 1; length < wanted; length++) {
    const next = bytes[at + length] ?? 0;
    if (next < low || next > high) return length;
    low = 0x80;
    high = 0xbf;
  }
  return wanted;
}

/** Bytes of a character that begins with this one; 1 where none of several does. */
export function wantedLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Length of the character of several bytes at `at`; 0 where the bytes are no UTF-8. */
function characterAt(bytes: Uint8Array, at: number): number {
  const wanted = wantedLength(bytes[at] as number);
  return wanted > 1 && characterLength(bytes, at) === wanted ? wanted : 0;
}

/** Offset after the bytes beyond ASCII at `at`; the complement (`~offset`) of where they tear what they stand in. */
export function afterBeyondAscii(bytes: Uint8Array, at: number, end: number): number {
  let wrong = 0;
  while (at < end && (bytes[at] as number) > 0x7f) {
    const length = characterAt(bytes, at);
    wrong = length === 0 ? wrong + 1 : 0;
    at += length === 0 ? 1 : length;
    if (wrong === TORN) return ~(at - TORN);
  }
  return Math.min(at, end);
}

/** Bytes that are no UTF-8, but too few in a row to be a hole. */
export interface WrongBytes {
  count: number;
  /** Runs of them. */
  places: number;
  /** Where the first of them is. */
  first: number;
}

/** Counts the bytes that are no UTF-8 and tear nothing. ASCII is gone over four bytes at a time. */
export function wrongBytesIn(bytes: Uint8Array): WrongBytes {
  const { length, buffer, byteOffset } = bytes;
  const shift = -byteOffset & 3;
  const words = new Int32Array(buffer, byteOffset + shift, Math.max(0, length - shift) >> 2);
  const wrong = { count: 0, places: 0, first: -1 };
  for (let at = 0; at < length;) {
    if ((bytes[at] as number) < 0x80) {
      if (((at - shift) & 3) !== 0) at++;
      else {
        let n = (at - shift) >> 2;
        while (n < words.length && ((words[n] as number) & HIGH) === 0) n++;
        at = Math.max(at + 1, shift + 4 * n);
      }
      continue;
    }
    const start = at;
    let right = characterAt(bytes, at);
    while (right === 0 && ++at < length && (bytes[at] as number) > 0x7f) right = characterAt(bytes, at);
    if (at > start && at - start < TORN) {
      wrong.count += at - start;
      if (wrong.places++ === 0) wrong.first = start;
    }
    at += right;
  }
  return wrong;
}

/** The highest bit of each of four bytes. */
const HIGH = 0x80808080;

/**
 * Where in `bytes[start..end)` a hole begins: a run of bytes that are no text, or of zeros, of which a few may be text
 * outside JSON; -1 where there is none.
 */
export function tearIn(bytes: Uint8Array, start: number, end: number): number {
  let zeros = 0;
  for (let at = start; at < end;) {
    let c = bytes[at] as number;
    if (c > 0 && c < 0x80) {
      while (++at < end && (c = bytes[at] as number) > 0 && c < 0x80);
      zeros = 0;
      if (at >= end) return -1;
    }
    zeros = c === 0 ? zeros + 1 : 0;
    if (zeros === TORN) return at + 1 - TORN;
    if (c < 0x80) at++;
    else if ((at = afterBeyondAscii(bytes, at, end)) < 0) return ~at;
  }
  return -1;
}
