import type { ScanExports } from './wasmModule';

/** Rows of one source, an entry of each array a row. */
export interface RowsOf<C extends string> {
  readonly count: number;
  /** Byte offsets in the uncompressed source. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Milliseconds since 1970 UTC; NaN when the record has no time. */
  readonly time: Float64Array;
  /** Numbers of the scanner's dictionaries. */
  readonly ids: Readonly<Record<C, Uint32Array>>;
  /** 0 when the record has no eventID. */
  readonly eventIdHash: Uint32Array;
  readonly contentHash: Uint32Array;
}

/** A copy of the rows that the module holds. */
export function takeRows<C extends string>(module: ScanExports, columns: readonly C[]): RowsOf<C> {
  const { buffer } = module.memory;
  const count = module.rowCount.value;
  const capacity = module.CAPACITY.value;
  const rows = module.rows.value >>> 0;
  const words = new Uint32Array(buffer);
  // the time takes two arrays of 32-bit numbers
  const array = (n: number): Uint32Array => {
    const at = rows / 4 + capacity * (2 + n);
    return words.slice(at, at + count);
  };
  return {
    count,
    time: new Float64Array(buffer, rows, count).slice(),
    start: array(0),
    end: array(1),
    eventIdHash: array(2),
    contentHash: array(3),
    ids: Object.fromEntries(columns.map((column, n) => [column, array(4 + n)])) as Record<C, Uint32Array>,
  };
}

/** Blocks of rows as one. */
export function joinRows<C extends string>(blocks: readonly RowsOf<C>[], columns: readonly C[]): RowsOf<C> {
  const [first] = blocks;
  if (first !== undefined && blocks.length === 1) return first;
  const count = blocks.reduce((sum, block) => sum + block.count, 0);
  const join = <T extends Uint32Array | Float64Array>(all: T, of: (block: RowsOf<C>) => T): T => {
    let at = 0;
    for (const block of blocks) {
      all.set(of(block), at);
      at += block.count;
    }
    return all;
  };
  const numbers = (of: (block: RowsOf<C>) => Uint32Array): Uint32Array => join(new Uint32Array(count), of);
  return {
    count,
    time: join(new Float64Array(count), (block) => block.time),
    start: numbers((block) => block.start),
    end: numbers((block) => block.end),
    eventIdHash: numbers((block) => block.eventIdHash),
    contentHash: numbers((block) => block.contentHash),
    ids: Object.fromEntries(columns.map((column) => [column, numbers((block) => block.ids[column])])) as Record<
      C,
      Uint32Array
    >,
  };
}
