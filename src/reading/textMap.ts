import type { Layer } from './layer';

/** A text made of another one, and the way from places in one to places in the other, in UTF-16 units. */
export interface TextMap {
  readonly text: string;
  /** Whether what follows in one follows in the other: the cells of a row stand in another order than a record's fields. */
  readonly inOrder: boolean;
  /** Of an offset in the other text. */
  toText(offset: number): number;
  /** Of an offset in `text`, at which something begins. */
  fromText(offset: number): number;
  /** Of an offset in `text`, at which something ends. */
  endFromText(offset: number): number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text `layer.bytes[start..end)` that was made of `source`, whose UTF-8 the layer speaks of. */
export function textMapOf(source: string, { bytes, start, end, layer }: MadeText): TextMap {
  const text = decoder.decode(bytes.subarray(start, end));
  // by byte: where in the source it came from; by UTF-16 unit: which byte
  const inSource = unitsOf(source);
  const inText = unitsOf(text);
  const from = Uint32Array.from(inText.bytes, (byte, unit) =>
    inSource.unitAt(unit < text.length ? layer.sourceStart(start + byte) : layer.sourceEnd(end)),
  );
  const inOrder = from.every((place, unit) => unit === 0 || place >= (from[unit - 1] as number));
  const order = inOrder ? undefined : Uint32Array.from(from.keys()).sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  const sorted = order?.map(placeOf) ?? from;
  function placeOf(unit: number): number {
    return from[unit] as number;
  }
  return {
    text,
    inOrder,
    fromText: (offset) => from[Math.min(offset, from.length - 1)] ?? 0,
    endFromText: (offset) =>
      inSource.unitAt(layer.sourceEnd(start + (inText.bytes[Math.min(offset, text.length)] as number))),
    toText: (offset) => {
      const at = lastNotAfter(sorted, offset);
      return order?.[at] ?? at;
    },
  };
}

interface MadeText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly layer: Layer;
}

/** The offset of each UTF-16 unit in the text's UTF-8, the end included, and the way back. */
function unitsOf(text: string): { bytes: Uint32Array; unitAt: (byte: number) => number } {
  const bytes = new Uint32Array(text.length + 1);
  for (let unit = 0, byte = 0; unit < text.length; unit++) {
    bytes[unit] = byte;
    const c = text.charCodeAt(unit);
    // a pair takes four bytes, two for each of its halves
    byte += c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c < 0xe000 ? 2 : 3;
    bytes[unit + 1] = byte;
  }
  return { bytes, unitAt: (byte) => lastNotAfter(bytes, byte) };
}

/** The last place in ascending numbers that does not hold more than `value`. */
function lastNotAfter(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] as number) > value) high = middle - 1;
    else low = middle;
  }
  return Math.max(0, low);
}
