import type { Value } from '../json/members';
import { unescaped } from '../layers/quoting';
import { decodeString } from '../recordScanner';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const MAX_SHORT = 64;

/** What a value says, when it is short text. */
export function textOf({ layer, start, end, kind }: Value): string | undefined {
  if (end - start > MAX_SHORT || (kind === 'json' && layer.bytes[start] !== 0x22)) return undefined;
  const inset = kind === 'json' ? 1 : 0;
  return decoder.decode(layer.bytes.subarray(start + inset, end - inset));
}

/** What a value says, whatever its length; undefined where it is JSON and no string. */
export function longTextOf({ layer, start, end, kind }: Value): string | undefined {
  return kind === 'json' ? decodeString(layer.bytes, start, end) : decoder.decode(layer.bytes.subarray(start, end));
}

/** A short value as it stands. */
export function wordOf({ layer, start, end }: Value): string {
  return decoder.decode(layer.bytes.subarray(start, Math.min(end, start + MAX_SHORT)));
}

/** The number that a short value is. */
export function numberOf(value: Value): number {
  return Number(wordOf(value));
}

/** The text of a value that begins as an object, an array or a struct does. */
export function insideOf(value: Value): Value | undefined {
  const { bytes } = value.layer;
  let inside = value;
  if (value.kind === 'json') {
    if (bytes[value.start] !== 0x22) return undefined;
    const layer = unescaped(value.layer, value.start + 1, value.end - 1);
    inside = { layer, start: 0, end: layer.bytes.length, kind: 'text' };
  }
  const first = inside.layer.bytes.subarray(inside.start, inside.end).find((c) => c > 0x20);
  return first === 0x7b || first === 0x5b ? inside : undefined;
}

/** No value that CloudTrail writes is larger: it stays as it is, because what is taken apart needs many times the memory. */
const MAX_PARTED = 4 << 20;

/** Whether a value is so large. */
export function isLarge({ start, end }: Value): boolean {
  return end - start > MAX_PARTED;
}

/** Whether a value is null in JSON. */
export function isNull({ layer, start, kind }: Value): boolean {
  return kind === 'json' && layer.bytes[start] === 0x6e;
}
