import { BACKSLASH, QUOTE } from './jsonBytes';
import { DerivedLayer, type Layer } from './layer';

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
const encoder = new TextEncoder();

/** What the inside of a JSON string says: `layer.bytes[start..end)` without its quotes. What is no escape stays as it is. */
export function unescaped(layer: Layer, start: number, end: number): DerivedLayer {
  const bytes = layer.bytes.subarray(0, end);
  const text = new DerivedLayer(end - start);
  let kept = start;
  for (let at = bytes.indexOf(BACKSLASH, start); at >= 0 && at + 1 < end; at = bytes.indexOf(BACKSLASH, kept)) {
    const next = bytes[at + 1] as number;
    const known = LETTERS[next];
    let after = at + 2;
    let made: ArrayLike<number> | undefined = known === undefined ? undefined : [known];
    if (next === 0x75) {
      const unit = hex(bytes, at + 2, end);
      after = at + 6;
      if (unit !== undefined) {
        const low = bytes[after] === BACKSLASH && bytes[after + 1] === 0x75 ? hex(bytes, after + 2, end) : undefined;
        const pair = unit >= 0xd800 && unit < 0xdc00 && low !== undefined && low >= 0xdc00 && low < 0xe000;
        if (pair) after += 6;
        made = encoder.encode(pair ? String.fromCharCode(unit, low) : String.fromCharCode(unit));
      }
    }
    if (made === undefined) {
      // a broken escape: shown as it stands
      text.copy(layer, kept, at + 1);
      kept = at + 1;
      continue;
    }
    text.copy(layer, kept, at);
    text.push(made, layer, at, after);
    kept = after;
  }
  text.copy(layer, kept, end);
  return text;
}

function hex(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (at + 4 > end) return undefined;
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const c = bytes[i] as number;
    const letter = c | 0x20;
    if (c >= 0x30 && c <= 0x39) value = value * 16 + c - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return undefined;
  }
  return value;
}

/** What the inside of a quoted CSV cell says: of two quotes one. */
export function undoubled(layer: Layer, start: number, end: number): DerivedLayer {
  const bytes = layer.bytes.subarray(0, end);
  const text = new DerivedLayer(end - start);
  let kept = start;
  for (let at = bytes.indexOf(QUOTE, start); at >= 0 && at + 1 < end; at = bytes.indexOf(QUOTE, kept)) {
    const double = bytes[at + 1] === QUOTE;
    text.copy(layer, kept, at);
    text.push([QUOTE], layer, at, double ? at + 2 : at + 1);
    kept = double ? at + 2 : at + 1;
  }
  text.copy(layer, kept, end);
  return text;
}

/** Adds `layer.bytes[start..end)` to `to` as a JSON string. */
export function pushString(to: DerivedLayer, layer: Layer, start: number, end: number): void {
  const { bytes } = layer;
  to.push([QUOTE], layer, start, start);
  let kept = start;
  for (let at = start; at < end; at++) {
    const c = bytes[at] as number;
    if (c !== QUOTE && c !== BACKSLASH && c >= 0x20) continue;
    to.copy(layer, kept, at);
    const escape = c < 0x20 ? `\\u${c.toString(16).padStart(4, '0')}` : `\\${String.fromCharCode(c)}`;
    to.push(encoder.encode(escape), layer, at, at + 1);
    kept = at + 1;
  }
  to.copy(layer, kept, end);
  to.push([QUOTE], layer, end, end);
}
