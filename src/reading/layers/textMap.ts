import type { RecordText } from '../finds';

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

/** A text made of another, and where in that each of its UTF-16 units begins and ends; the end of the text is one more. */
export interface MadeText {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The text `layer.bytes[start..end)` that was made of `source`, whose UTF-8 the layer speaks of. */
export function madeText(source: string, { bytes, start, end, layer }: RecordText): MadeText {
  const text = decoder.decode(bytes.subarray(start, end));
  // by byte: where in the source it came from; by UTF-16 unit: which byte
  const inSource = unitsOf(source);
  const { bytes: at } = unitsOf(text);
  const ends = at.map((byte) => inSource.unitAt(layer.sourceEnd(start + byte)));
  const starts = at.map((byte, unit) =>
    unit < text.length ? inSource.unitAt(layer.sourceStart(start + byte)) : (ends[unit] as number),
  );
  return { text, starts, ends };
}

/** The way between a text and what it was made of. */
export function textMapOf({ text, starts, ends }: MadeText): TextMap {
  const placeOf = (unit: number): number => starts[unit] as number;
  const inOrder = starts.every((place, unit) => unit === 0 || place >= placeOf(unit - 1));
  const order = inOrder ? undefined : Uint32Array.from(starts.keys()).sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  const sorted = order?.map(placeOf) ?? starts;
  return {
    text,
    inOrder,
    fromText: (offset) => starts[Math.min(offset, text.length)] ?? 0,
    endFromText: (offset) => ends[Math.min(offset, text.length)] ?? 0,
    toText: (offset) => {
      const at = lastNotAfter(sorted, offset);
      return order?.[at] ?? at;
    },
  };
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
