import { BACKSLASH, QUOTE } from '../json/jsonBytes';
import { type DerivedLayer, type Layer, SliceLayer } from './layer';
import { Rewritten, UNIT, type Writing } from './rewritten';

const LETTERS: Readonly<Record<number, number>> = {
  0x22: 0x22,
  0x5c: 0x5c,
  0x2f: 0x2f,
  0x62: 0x08,
  0x66: 0x0c,
  0x6e: 0x0a,
  0x72: 0x0d,
  0x74: 0x09,
};
/** By the byte after a backslash: what the two say, or 0. */
const SAID = Uint8Array.from({ length: 256 }, (_, byte) => LETTERS[byte] ?? 0);
const LETTER_U = 0x75;
/** What half a pair becomes that stands alone. */
const REPLACEMENT = 0xfffd;

/** One byte that says itself, as it stands. */
const AS_IT_IS = UNIT + 1;

const ESCAPES: Writing = {
  odd: oddBytes((byte) => byte === BACKSLASH),
  only: BACKSLASH,
  unit: (bytes, at, end, to, length) => {
    const next = at + 1 < end ? (bytes[at + 1] as number) : 0;
    const said = SAID[next] as number;
    if (said > 0) {
      to[length] = said;
      return 2 * UNIT + 1;
    }
    const code = next === LETTER_U ? hex(bytes, at + 2, end) : -1;
    if (code < 0) {
      // a broken escape: shown as it stands
      to[length] = BACKSLASH;
      return AS_IT_IS;
    }
    const low =
      code >= 0xd800 && code < 0xdc00 && bytes[at + 6] === BACKSLASH && bytes[at + 7] === LETTER_U
        ? hex(bytes, at + 8, end)
        : -1;
    const isPair = low >= 0xdc00 && low < 0xe000;
    const isHalf = !isPair && code >= 0xd800 && code < 0xe000;
    const point = isPair ? 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00 : isHalf ? REPLACEMENT : code;
    return (isPair ? 12 : 6) * UNIT + pushUtf8(to, length, point);
  },
};

/** What the inside of a JSON string says: `layer.bytes[start..end)` without its quotes. What is no escape stays as it is. */
export function unescaped(layer: Layer, start: number, end: number): Layer {
  return rewritten(layer, start, end, ESCAPES, BACKSLASH);
}

function rewritten(layer: Layer, start: number, end: number, writing: Writing, only: number): Layer {
  // not a search from `start` on: where there is none in what follows either, each string would cost the rest of the file
  const isSame = !layer.bytes.subarray(start, end).includes(only);
  return isSame ? new SliceLayer(layer, start, end) : new Rewritten(layer, start, end, writing);
}

/** The number that four hexadecimal digits say; -1 where there are none. */
function hex(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const c = bytes[i] as number;
    const letter = c | 0x20;
    if (c >= 0x30 && c <= 0x39) value = value * 16 + c - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return -1;
  }
  return value;
}

/** Writes a character as UTF-8; returns how many bytes it has. */
function pushUtf8(to: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    to[at] = point;
    return 1;
  }
  const count = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (let n = count - 1; n > 0; n--, point >>= 6) to[at + n] = 0x80 | (point & 0x3f);
  to[at] = ((0xf00 >> count) & 0xff) | point;
  return count;
}

const DOUBLES: Writing = {
  odd: oddBytes((byte) => byte === QUOTE),
  only: QUOTE,
  unit: (bytes, at, end, to, length) => {
    to[length] = QUOTE;
    return at + 1 < end && bytes[at + 1] === QUOTE ? 2 * UNIT + 1 : AS_IT_IS;
  },
};

/** What the inside of a quoted CSV cell says: of two quotes one. */
export function undoubled(layer: Layer, start: number, end: number): Layer {
  return rewritten(layer, start, end, DOUBLES, QUOTE);
}

const encoder = new TextEncoder();
/** How a character is written in a JSON string that may not stand there as it is. */
const ESCAPED = Array.from({ length: 256 }, (_, c) => {
  if (c === QUOTE || c === BACKSLASH) return encoder.encode(`\\${String.fromCharCode(c)}`);
  return c < 0x20 ? encoder.encode(`\\u${c.toString(16).padStart(4, '0')}`) : undefined;
});

const QUOTING: Writing = {
  odd: oddBytes((byte) => ESCAPED[byte] !== undefined),
  unit: (bytes, at, _, to, length) => {
    const escape = ESCAPED[bytes[at] as number] as Uint8Array;
    to.set(escape, length);
    return UNIT + escape.length;
  },
};

/** Adds `layer.bytes[start..end)` to `to` as a JSON string. */
export function pushString(to: DerivedLayer, layer: Layer, start: number, end: number): void {
  const { bytes } = layer;
  let size = 0;
  for (let at = start; at < end; at++) size += ESCAPED[bytes[at] as number]?.length ?? 1;
  to.push([QUOTE], layer, start, start);
  if (size === end - start) to.copy(layer, start, end);
  else to.copy(new Rewritten(layer, start, end, QUOTING, size), 0, size);
  to.push([QUOTE], layer, end, end);
}

export function oddBytes(isOdd: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isOdd(byte) ? 1 : 0));
}
