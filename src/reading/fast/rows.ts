import { Slab } from './slab';
import type { ScanExports } from './wasmModule';

/** Rows in the order in which they were found, an entry of each array a row. */
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
  /** See {@link idBeginning}. */
  readonly idBeginning: Uint32Array;
}

/** An array of the rows that the module holds, in the order in which assembly/rows.ts has them. */
export function rowArray(module: ScanExports, number: number): Uint32Array {
  // the time takes two arrays of 32-bit numbers
  const at = (module.rows.value >>> 0) + 4 * module.CAPACITY.value * (2 + number);
  return new Uint32Array(module.memory.buffer, at, module.rowCount.value);
}

/** The number of the first column's array. */
export const FIRST_COLUMN = 5;

/** Rows that were found and not drained yet: whole blocks, and what the module holds. */
export class RowQueue<C extends string> {
  private blocks: RowsOf<C>[] = [];
  /** Rows in the blocks. */
  private taken = 0;
  /** Memory for the next block. */
  private spare: ArrayBuffer | undefined;

  constructor(
    private readonly module: ScanExports,
    private readonly columns: readonly C[],
  ) {}

  get length(): number {
    return this.taken + this.module.rowCount.value;
  }

  /** The rows that come next are put into this memory, where it has room for them: what was in it is nobody's any more. */
  reuse(memory: ArrayBuffer): void {
    this.spare = memory;
  }

  /** Makes room in the module. */
  take(): void {
    const block = this.copy();
    this.blocks.push(block);
    this.taken += block.count;
    this.module.truncateRows(0);
  }

  /** Leaves out all rows but the first `length`. */
  truncate(length: number): void {
    if (length >= this.length) return;
    this.module.truncateRows(Math.max(0, length - this.taken));
    if (length >= this.taken) return;
    this.blocks = [joined(this.blocks, length, this.columns)];
    this.taken = length;
  }

  /** All rows; the queue is empty after it. */
  drain(): RowsOf<C> {
    if (this.blocks.length === 0) {
      const block = this.copy();
      this.module.truncateRows(0);
      return block;
    }
    if (this.module.rowCount.value > 0) this.take();
    const rows = joined(this.blocks, this.taken, this.columns);
    this.blocks = [];
    this.taken = 0;
    return rows;
  }

  private copy(): RowsOf<C> {
    const { module, columns } = this;
    const count = module.rowCount.value;
    // all in one memory: a block is sent to another thread, which costs so much for each
    const size = count * (8 + 4 * (FIRST_COLUMN + columns.length));
    const { spare } = this;
    this.spare = undefined;
    // a little more, so that it will do for the next ones too
    const memory = spare !== undefined && spare.byteLength >= size ? spare : new ArrayBuffer(size + (size >> 2));
    const copies = new Slab(size, memory);
    const time = copies.times(count);
    time.set(new Float64Array(module.memory.buffer, module.rows.value >>> 0, count));
    const array = (number: number): Uint32Array => {
      const copy = copies.numbers(count);
      copy.set(rowArray(module, number));
      return copy;
    };
    const ids = {} as Record<C, Uint32Array>;
    for (const [n, column] of columns.entries()) ids[column] = array(FIRST_COLUMN + n);
    const [start, end, eventIdHash] = [array(0), array(1), array(2)];
    return { count, time, start, end, eventIdHash, contentHash: array(3), idBeginning: array(4), ids };
  }
}

/** The first `count` rows of blocks as one. */
function joined<C extends string>(blocks: readonly RowsOf<C>[], count: number, columns: readonly C[]): RowsOf<C> {
  const fill = <T extends Uint32Array | Float64Array>(all: T, of: (block: RowsOf<C>) => T): T => {
    let at = 0;
    for (const block of blocks) {
      all.set(of(block).subarray(0, count - at), at);
      at += Math.min(block.count, count - at);
    }
    return all;
  };
  const numbers = (of: (block: RowsOf<C>) => Uint32Array): Uint32Array => fill(new Uint32Array(count), of);
  const ids = {} as Record<C, Uint32Array>;
  for (const column of columns) ids[column] = numbers((block) => block.ids[column]);
  return {
    count,
    time: fill(new Float64Array(count), (block) => block.time),
    start: numbers((block) => block.start),
    end: numbers((block) => block.end),
    eventIdHash: numbers((block) => block.eventIdHash),
    contentHash: numbers((block) => block.contentHash),
    idBeginning: numbers((block) => block.idBeginning),
    ids,
  };
}
