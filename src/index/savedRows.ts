import { contentHash } from '../reading/fast/contentHash';
import { COLUMNS, type Column } from './columns';
import { DICTIONARIES, type DictionaryNews } from './dictionaryNews';
import { type Cells, CELLS } from './cells';
import type { RowBlock } from './rowBlock';

/** Rows and dictionaries as they are kept between sessions; the header is the keeper's own. */
export interface SavedRows<Header> {
  readonly header: Header;
  readonly block: RowBlock;
  /** Every entry of each dictionary, from number 1. */
  readonly entries: DictionaryNews;
}

/** Grows whenever the layout below or the meaning of a column changes: older files are then read no more. */
const MAGIC = 'CloudTrail rows 9\n';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8');

/** The bytes of a file, in parts to be written one after another. */
export function encodeRows<Header>({ header, block, entries }: SavedRows<Header>): Uint8Array[] {
  const all = DICTIONARIES.map((name) => entries[name]);
  const sizes = all.map(({ bytes, lengths }) => [lengths.length, bytes.length]);
  const widths = COLUMNS.map((column) => block.ids[column].BYTES_PER_ELEMENT);
  const json = encoder.encode(JSON.stringify({ header, count: block.count, sizes, widths }));
  const head = new Uint8Array(padded(MAGIC.length + 4 + json.length));
  head.set(encoder.encode(MAGIC));
  new DataView(head.buffer).setUint32(MAGIC.length, json.length, true);
  head.set(json, MAGIC.length + 4);
  const parts = [
    head,
    ...arraysOf(block).map(bytesOf),
    ...all.flatMap(({ bytes, lengths }) => [bytesOf(lengths), bytes]),
  ];
  const end = new Uint8Array(4);
  new DataView(end.buffer).setUint32(0, parts.reduce(hashed, 0), true);
  return [...parts, end];
}

/** The hash of parts one after another: a disk that fails or a crash leaves holes that nothing else tells from numbers. */
function hashed(before: number, part: Uint8Array): number {
  return (Math.imul(before, 0x9e3779b1) ^ contentHash(part, 0, part.length)) >>> 0;
}

/** What {@link encodeRows} wrote; undefined when the bytes are anything else, such as a file of another version, one cut off or damaged. */
export function decodeRows<Header>(bytes: Uint8Array): SavedRows<Header> | undefined {
  try {
    return decode<Header>(bytes);
  } catch {
    return undefined;
  }
}

function decode<Header>(bytes: Uint8Array): SavedRows<Header> | undefined {
  if (decoder.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const json = decoder.decode(bytes.subarray(MAGIC.length + 4, MAGIC.length + 4 + length));
  const { header, count, sizes, widths } = JSON.parse(json) as Layout<Header>;
  const reader = new Reader(bytes, 0);
  reader.view(padded(MAGIC.length + 4 + length));
  const time = new Float64Array(reader.take(8 * count));
  const numbers = (size: number): Uint32Array => new Uint32Array(reader.take(padded(4 * size)), 0, size);
  const [start, end, eventIdHash] = [numbers(count), numbers(count), numbers(count)];
  const [contentHash, idBeginning] = [numbers(count), numbers(count)];
  const cells = (width: 1 | 2 | 4): Cells => new CELLS[width](reader.take(padded(width * count)), 0, count);
  const ids = Object.fromEntries(COLUMNS.map((column, n) => [column, cells(widths[n] ?? 4)])) as Record<Column, Cells>;
  const entries = Object.fromEntries(
    DICTIONARIES.map((name, n) => {
      const [entryCount, size] = sizes[n] as [number, number];
      const lengths = numbers(entryCount);
      return [name, { lengths, bytes: reader.view(size) }];
    }),
  ) as unknown as DictionaryNews;
  if (!reader.isWhole()) return undefined;
  return { header, block: { count, time, start, end, eventIdHash, contentHash, idBeginning, ids }, entries };
}

interface Layout<Header> {
  readonly header: Header;
  readonly count: number;
  /** Entries and bytes of each dictionary. */
  readonly sizes: readonly (readonly [entries: number, bytes: number])[];
  /** Bytes of a number of each column. */
  readonly widths: readonly (1 | 2 | 4)[];
}

class Reader {
  private hash = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  /** A copy of the next bytes, aligned as typed arrays need it. */
  take(size: number): ArrayBuffer {
    // not slice: that of node's Buffer shares the memory of the whole file
    const copy = new Uint8Array(size);
    copy.set(this.view(size));
    return copy.buffer;
  }

  view(size: number): Uint8Array {
    if (this.at + size > this.bytes.length) throw new RangeError('The file is cut off.');
    const part = this.bytes.subarray(this.at, (this.at += size));
    this.hash = hashed(this.hash, part);
    return part;
  }

  /** Whether what was taken is what was written, and nothing follows. */
  isWhole(): boolean {
    const { bytes, at, hash } = this;
    return bytes.length === at + 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true) === hash;
  }
}

function arraysOf(block: RowBlock): (Float64Array | Cells)[] {
  const { time, start, end, eventIdHash, contentHash, idBeginning, ids } = block;
  return [time, start, end, eventIdHash, contentHash, idBeginning, ...COLUMNS.map((column) => ids[column])];
}

function bytesOf(array: Float64Array | Cells): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (bytes.length % 8 === 0) return bytes;
  const filled = new Uint8Array(padded(bytes.length));
  filled.set(bytes);
  return filled;
}

function padded(size: number): number {
  return (size + 7) & ~7;
}
