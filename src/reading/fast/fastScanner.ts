import { type ByteSink, pour } from '../bytes/byteSink';
import type { ContainerId } from '../containers';
import type { ColumnFields } from '../fields';
import { dictionaryAt, type FastDictionary } from './fastDictionary';
import { type KeptRecords, RecordKeeper } from './recordKeeper';
import { RowQueue, type RowsOf } from './rows';
import { Slab } from './slab';
import { type ScanExports, startModule, STATUS } from './wasmModule';

/** Bytes given to the module at a time: they stay in the processor's cache, and V8 can replace the code between calls. */
const STEP = 1 << 18;
/** A larger record is left to the careful reader. */
const MAX_RECORD = 16 << 20;
/** Offsets of rows are 32-bit numbers. */
const MAX_SOURCE = 2 ** 32 - 1;

/** What a source turned out to be. */
export interface FastResult {
  /**
   * The source is not quite what CloudTrail writes, and must be read with readRecords instead: what else is told of it
   * says nothing, and rows of it that were drained already are to be dropped.
   */
  readonly odd: boolean;
  readonly container: ContainerId;
  readonly records: number;
  /** Uncompressed bytes. */
  readonly bytes: number;
}

/**
 * Makes rows of CloudTrail logs at several times the speed of readRecords, in WebAssembly with SIMD. It reads what
 * CloudTrail writes, `{"Records":[…]}`, arrays of records and records one after another, and never reads it otherwise
 * than readRecords; of everything else it says that it is odd. Sources are read one after another: `begin`, `push`… (or
 * `room` and `filled`), `finish`. `drain` may be called after each, after several small ones, which saves time, or between those of a
 * large one.
 */
export class FastScanner<C extends string> implements ByteSink {
  private readonly columnNames: readonly C[];
  private readonly rows: RowQueue<C>;
  /** Undrained rows of the sources before the one that is being read; undefined between sources. */
  private rowsBefore: number | undefined;
  private window = 0;
  private capacity = 0;
  /** Bytes in the window, of which the first `rest` were scanned already, but end in the middle of a record. */
  private held = 0;
  private rest = 0;
  /** Offset in the source of the window's first byte. */
  private offset = 0;
  private isOdd = false;
  /** Its end was reached, and it is odd: its rows are not to be drained. */
  private isRefused = false;
  /** The module failed, for want of memory: what it knows is not to be trusted. */
  private dead = false;
  /** Keeps records of the source that is being read. */
  private keeper: RecordKeeper | undefined;

  private constructor(
    private readonly module: ScanExports,
    columns: Readonly<Record<C, ColumnFields>>,
    private readonly step: number,
  ) {
    this.columnNames = Object.keys(columns) as C[];
    this.rows = new RowQueue(module, this.columnNames);
  }

  /**
   * `wasm` is the module that scripts/wasm builds; `columns` names what each column holds: of fields the first that a
   * record has, and that is neither null nor empty, counts. Rejects where WebAssembly has no SIMD.
   */
  static async create<C extends string>(
    wasm: Uint8Array,
    columns: Readonly<Record<C, ColumnFields>>,
    step = STEP,
  ): Promise<FastScanner<C>> {
    const module = await startModule(wasm, Object.values(columns));
    return new FastScanner(module, columns, step);
  }

  /** A new source. Rows of one that was not finished are dropped; dictionaries go on. */
  begin(): void {
    this.dropRows();
    this.rowsBefore = this.rows.length;
    this.held = this.rest = this.offset = 0;
    this.isOdd = this.dead;
    this.isRefused = false;
    this.keeper?.begin(0);
    this.module.begin();
  }

  /**
   * Keeps, as long as those of a source are no more than `room` bytes, the records with certain values of a column, which
   * are texts: `values` are without their case. To be called before a source's first bytes are pushed.
   */
  keep(column: C, values: ReadonlySet<string>, room: number): void {
    const number = this.columnNames.indexOf(column);
    if (this.keeper?.values !== values) this.keeper = new RecordKeeper(this.module, number, values);
    this.keeper.begin(room);
  }

  /** The records kept of the source that was read; undefined where there was no room for them. */
  takeKept(): KeptRecords | undefined {
    return this.isOdd ? undefined : this.keeper?.end();
  }

  /** Whether the source is known to be odd already: what follows need not be pushed. */
  get odd(): boolean {
    return this.isOdd;
  }

  /** Records that were found in the source so far. */
  get records(): number {
    return this.module.records.value;
  }

  /** What the source is, as far as it was read. */
  get container(): ContainerId {
    const { roots, recordsObjects, beginsWithArray } = this.module;
    if (recordsObjects.value > 0) return 's3';
    return roots.value > 1 ? 'ndjson' : beginsWithArray.value ? 'array' : 'single';
  }

  /** The next uncompressed bytes of the source, any number of them; they are copied. */
  push(chunk: Uint8Array): void {
    pour(chunk, this);
  }

  /** Where the next uncompressed bytes of the source go; undefined when it is known to be odd. */
  room(): Uint8Array | undefined {
    const { wanted } = this;
    if (this.isOdd || !this.reserve(wanted)) return undefined;
    return new Uint8Array(this.module.memory.buffer, this.window + this.held, wanted - this.held);
  }

  filled(count: number): void {
    this.held += count;
    if (this.held >= this.wanted) this.scan();
  }

  /** The source's end. When it is odd, all its rows that were not drained yet are dropped. */
  finish(): FastResult {
    if (!this.isOdd && this.held > this.rest) this.scan();
    const { records, recordsObjects } = this.module;
    if (this.held > 0 || this.module.complete() === 0 || (records.value === 0 && recordsObjects.value === 0))
      this.isOdd = true;
    return this.end();
  }

  /** Reading ended before the source did: the rows of the records that were whole by then stay, unless it is odd. */
  stop(): FastResult {
    if (!this.isOdd && this.held > this.rest) this.scan();
    return this.end();
  }

  /**
   * Takes the rows of a source after all, as far as it was read: its end could not be reached, or it was refused as odd,
   * and the careful reader cannot have it any more. To be called before the next source, and before its rows are drained.
   */
  rescue(): FastResult {
    if (!this.isOdd && this.held > this.rest) this.scan();
    this.isOdd = this.dead;
    return this.end();
  }

  private end(): FastResult {
    if (this.isOdd) this.isRefused = true;
    else {
      this.isRefused = false;
      this.rowsBefore = undefined;
    }
    return { odd: this.isOdd, container: this.container, records: this.records, bytes: this.offset + this.held };
  }

  /** The rows that were found since the last drain, of one source or of several in their order, as copies. */
  drain(): RowsOf<C> {
    if (this.isRefused) this.dropRows();
    if (this.rowsBefore !== undefined) this.rowsBefore = 0;
    return this.rows.drain();
  }

  /** What is drained next is put into this memory, where it has room: what was in it is nobody's any more. */
  reuse(memory: ArrayBuffer): void {
    this.rows.reuse(memory);
  }

  /** The dictionary of a column, as it is now. */
  dictionary(column: C): FastDictionary {
    return dictionaryAt(this.module, this.module.dictionaryOf(this.columnNames.indexOf(column)));
  }

  /** The dictionary of a part of the identities: shapes (0), access keys (1), attributes (2) and names (3) of sessions. */
  partDictionary(part: 0 | 1 | 2 | 3): FastDictionary {
    return dictionaryAt(this.module, this.module.partDictionary(part));
  }

  /** For `count` identities from number `first` on: the numbers of their four parts, 0 for one that is not there. */
  partNumbers(first: number, count: number, memory = new Slab(0)): Uint32Array {
    const { module } = this;
    const numbers = memory.numbers(4 * count);
    numbers.set(new Uint32Array(module.memory.buffer, module.partNumbers(first) >>> 0, 4 * count));
    return numbers;
  }

  /** A record that needs more bytes is stepped over again from its start: wait until there are twice as many. */
  private get wanted(): number {
    return Math.max(this.step, 2 * this.rest);
  }

  private reserve(size: number): boolean {
    if (size <= this.capacity) return true;
    try {
      this.window = this.module.reserve(size, this.held) >>> 0;
      this.capacity = size;
    } catch {
      this.isOdd = this.dead = true;
    }
    return !this.dead;
  }

  private scan(): void {
    const { module } = this;
    try {
      do {
        const first = module.rowCount.value;
        const rest = module.scan(this.offset, this.held) >>> 0;
        this.keeper?.take(first, this.window - this.offset);
        module.moveRest(this.held, rest);
        this.offset += this.held - rest;
        this.held = this.rest = rest;
        if (module.status.value === STATUS.full) this.rows.take();
      } while (module.status.value === STATUS.full);
    } catch {
      this.dead = true;
    }
    const tooMuch = this.rest > MAX_RECORD || this.offset + this.held > MAX_SOURCE;
    if (this.dead || tooMuch || module.status.value === STATUS.odd) this.isOdd = true;
  }

  /** Drops the undrained rows of the source that is being read. */
  private dropRows(): void {
    if (this.rowsBefore !== undefined) this.rows.truncate(this.rowsBefore);
  }
}
