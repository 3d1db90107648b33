import { BACKSLASH, QUOTE } from '../json/jsonBytes';
import type { RecordText } from '../finds';
import type { Layer } from './layer';
import { unescaped } from './quoting';

const MAX_LAYERS = 15;
/** No record is shorter. */
export const MIN_TEXT = 40;

/**
 * JSON that may stand inside a string, or inside a string in a string, without the escapes: an object shows by its
 * first bytes, a bracket and a quote, that it is not escaped. Undefined when it never becomes one.
 */
export function withoutEscapes(source: Layer, from: number, to: number): RecordText | undefined {
  let layer = source;
  let [start, end] = [from, to];
  for (let depth = 0; depth < MAX_LAYERS; depth++) {
    const { bytes } = layer;
    start = spaceAfter(bytes, start, end);
    const next = bytes[spaceAfter(bytes, start + 1, end)];
    if (start < end && ((bytes[start] === 0x7b && next === 0x22) || (bytes[start] === 0x5b && next === 0x7b)))
      return { bytes, start, end, layer };
    if (start >= end || bytes.subarray(start, end).indexOf(BACKSLASH) < 0) return undefined;
    layer = unescaped(layer, start, end);
    [start, end] = [0, layer.bytes.length];
  }
  return undefined;
}

function spaceAfter(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09)) at++;
  return at;
}

/** What may be escaped before JSON: a quote, `n`, `r` and `t`. */
const BEFORE_JSON: readonly number[] = [QUOTE, 0x6e, 0x72, 0x74];

/** Whether the inside of a string begins with `{` or `[`, space, quotes of strings in it, and its escapes aside. */
export function beginsAsJson(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const c = bytes[at] as number;
    if (c === 0x7b || c === 0x5b) return true;
    if (c === BACKSLASH) {
      while (bytes[at + 1] === BACKSLASH) at++;
      if (!BEFORE_JSON.includes(bytes[++at] as number)) return false;
    }
    if (c !== BACKSLASH && c !== 0x20 && c !== 0x09) return false;
  }
  return false;
}

/** How gzip data, an object and an array begin in base64. */
const PACKED = ['H4sI', 'ey', 'ew', 'W3', 'Ww', 'Wy'].map((text) => new TextEncoder().encode(text));

/** Whether the inside of a string begins as packed JSON does. */
export function beginsAsPacked(bytes: Uint8Array, start: number): boolean {
  return PACKED.some((packed) => packed.every((c, n) => bytes[start + n] === c));
}
