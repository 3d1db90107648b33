import { TORN } from './utf8';

/** Units that are no characters, as many in a row as tear a text: bytes of a hole. Fewer may be what a caller wrote. */
const HOLE = new RegExp(`[\\uffff\\ufffe]{${TORN},}`, 'g');

/**
 * UTF-16 becomes UTF-8, in which zeros stand for a hole, so that it is seen as in any text; all else stays as it is, its
 * byte order mark included. Half a unit at the end is left out, see {@link endsInHalf}.
 */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const encoding = utf16Of(bytes);
  if (encoding === undefined) return bytes;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return new TextEncoder().encode(new TextDecoder(encoding).decode(whole).replace(HOLE, zeros));
}

function zeros({ length }: string): string {
  return '\0'.repeat(length);
}

/** Whether bytes begin as UTF-16 does: with its byte order mark, or with ASCII in it. */
export function isUtf16(bytes: Uint8Array): boolean {
  return utf16Of(bytes) !== undefined;
}

/** Whether bytes are UTF-16 that ends in the middle of a unit. */
export function endsInHalf(bytes: Uint8Array): boolean {
  return bytes.length % 2 === 1 && isUtf16(bytes);
}

/** Where in a file, in bytes, places of its UTF-8 are. */
export type FileOffset = (offset: number) => number;

export const SAME_OFFSET: FileOffset = (offset) => offset;

/** So many bytes of UTF-8 are counted at most to find a place. */
const STEP = 1 << 12;

/** Of a `file` in UTF-16, whose UTF-8 is `bytes`: its byte order mark, if it has one, takes two bytes, each unit as many. */
export function offsetsInUtf16(bytes: Uint8Array, file: Uint8Array): FileOffset {
  const before = marked(file) === undefined ? 0 : 2;
  const units: number[] = [0];
  for (let at = STEP; at <= bytes.length; at += STEP)
    units.push((units[units.length - 1] as number) + unitsIn(bytes, at - STEP, at));
  return (offset) => {
    const step = Math.min(Math.floor(offset / STEP), units.length - 1);
    return before + 2 * ((units[step] as number) + unitsIn(bytes, step * STEP, offset));
  };
}

/** UTF-16 units of the characters that begin in `bytes[start..end)`. */
function unitsIn(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at++) {
    const c = bytes[at] as number;
    if ((c & 0xc0) !== 0x80) units += c >= 0xf0 ? 2 : 1;
  }
  return units;
}

type Utf16 = 'utf-16le' | 'utf-16be';

function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  return marked(bytes) ?? unmarked(bytes);
}

function marked(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** So many units tell UTF-16 without a mark. */
const UNITS = 4;

/** Every other byte is 0, and those between are ASCII. */
function unmarked(bytes: Uint8Array): Utf16 | undefined {
  const high = bytes[0] === 0 ? 0 : 1;
  for (let at = 0; at < 2 * UNITS; at += 2) {
    const low = bytes[at + 1 - high] ?? 0;
    if (bytes[at + high] !== 0 || low < 9 || low > 0x7e) return undefined;
  }
  return high === 1 ? 'utf-16le' : 'utf-16be';
}
