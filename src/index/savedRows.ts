import { COLUMNS, type Column } from './columns';
import type { DictionaryNews, RowBlock } from './rowBlock';

/** Rows and dictionaries as they are kept between sessions; the header is the keeper's own. */
export interface SavedRows<Header> {
  readonly header: Header;
  readonly block: RowBlock;
  /** Every entry of each dictionary, from number 1. */
  readonly entries: DictionaryNews;
}

/** Grows whenever the layout below or the meaning of a column changes: older files are then read no more. */
const MAGIC = 'CloudTrail rows 1\n';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8');

/** The bytes of a file, in parts to be written one after another. */
export function encodeRows<Header>({ header, block, entries }: SavedRows<Header>): Uint8Array[] {
  const arrays = arraysOf(block);
  const lengths = COLUMNS.map((column) => Uint32Array.from(entries[column], (slice) => slice.length));
  const json = encoder.encode(
    JSON.stringify({ header, count: block.count, entries: lengths.map((list) => list.length) }),
  );
  const head = new Uint8Array(padded(MAGIC.length + 4 + json.length));
  head.set(encoder.encode(MAGIC));
  new DataView(head.buffer).setUint32(MAGIC.length, json.length, true);
  head.set(json, MAGIC.length + 4);
  return [head, ...arrays.map(bytesOf), ...lengths.map(bytesOf), ...COLUMNS.flatMap((column) => entries[column])];
}

/** What {@link encodeRows} wrote; undefined when the bytes are anything else, such as a file of another version or one cut off. */
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
  const { header, count, entries } = JSON.parse(json) as { header: Header; count: number; entries: number[] };
  const reader = new Reader(bytes, padded(MAGIC.length + 4 + length));
  const time = new Float64Array(reader.take(8 * count));
  const numbers = (): Uint32Array => new Uint32Array(reader.take(padded(4 * count)), 0, count);
  const [start, end, eventIdHash, contentHash] = [numbers(), numbers(), numbers(), numbers()];
  const ids = Object.fromEntries(COLUMNS.map((column) => [column, numbers()])) as Record<Column, Uint32Array>;
  const lengths = entries.map((n) => new Uint32Array(reader.take(padded(4 * n)), 0, n));
  const slices = Object.fromEntries(
    COLUMNS.map((column, n) => [column, Array.from(lengths[n] as Uint32Array, (size) => reader.view(size))]),
  ) as Record<Column, Uint8Array[]>;
  return { header, block: { count, time, start, end, eventIdHash, contentHash, ids }, entries: slices };
}

/** Rows of a block from `from`, `count` of them, without copying. */
export function partOf(block: RowBlock, from: number, count: number): RowBlock {
  const part = (array: Uint32Array): Uint32Array => array.subarray(from, from + count);
  return {
    count,
    time: block.time.subarray(from, from + count),
    start: part(block.start),
    end: part(block.end),
    eventIdHash: part(block.eventIdHash),
    contentHash: part(block.contentHash),
    ids: Object.fromEntries(COLUMNS.map((column) => [column, part(block.ids[column])])) as Record<Column, Uint32Array>,
  };
}

class Reader {
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
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

function arraysOf(block: RowBlock): (Float64Array | Uint32Array)[] {
  const { time, start, end, eventIdHash, contentHash, ids } = block;
  return [time, start, end, eventIdHash, contentHash, ...COLUMNS.map((column) => ids[column])];
}

function bytesOf(array: Float64Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (bytes.length % 8 === 0) return bytes;
  const filled = new Uint8Array(padded(bytes.length));
  filled.set(bytes);
  return filled;
}

function padded(size: number): number {
  return (size + 7) & ~7;
}
