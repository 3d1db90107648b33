/**
 * So many bytes in a row that are no text tear what they stand in: no hole is shorter that makes one record of two as
 * CloudTrail writes them, from the last value of one to the first of the next, `"},{"eventVersion":"`. Fewer may be a
 * name in another encoding.
 */
export const TORN = 20;

/** Length of the character of several bytes at `at`; 0 where the bytes are no UTF-8. */
export function characterAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const next = bytes[at + 1] ?? 0;
  if (next < low || next > high) return 0;
  for (let n = 2; n < length; n++) if (((bytes[at + n] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
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

/**
 * Where in `bytes[start..end)` a hole begins: a run of bytes that are no text, or of zeros, of which a few may be text
 * outside JSON; -1 where there is none.
 */
export function tearIn(bytes: Uint8Array, start: number, end: number): number {
  let zeros = 0;
  for (let at = start; at < end;) {
    const c = bytes[at] as number;
    zeros = c === 0 ? zeros + 1 : 0;
    if (zeros === TORN) return at + 1 - TORN;
    if (c < 0x80) at++;
    else if ((at = afterBeyondAscii(bytes, at, end)) < 0) return ~at;
  }
  return -1;
}
