import { dictionaryAt } from './fastDictionary';
import { FIRST_COLUMN, rowArray } from './rows';
import type { ScanExports } from './wasmModule';

/** The texts of some records of a source, one after another. */
export interface KeptRecords {
  readonly bytes: Uint8Array;
  /** Where each begins and ends in the uncompressed source, in order. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const UNASKED = 0;
const NO = 1;
const YES = 2;
const FIRST_BYTES = 1 << 16;
const MOST_HELD = 4 << 20;

/** Keeps the records with certain values of a column as the scan goes over them: rules will ask for these again. */
export class RecordKeeper {
  private readonly dictionary: number;
  /** By number of the column's dictionary. */
  private isWanted = new Uint8Array(256);
  private memory = new Uint8Array(0);
  private length = 0;
  private spans: number[] = [];
  private room = 0;

  /** @param values texts without their case */
  constructor(
    private readonly module: ScanExports,
    private readonly column: number,
    readonly values: ReadonlySet<string>,
  ) {
    this.dictionary = module.dictionaryOf(column);
  }

  /** A new source, of which so many bytes may be kept. */
  begin(room: number): void {
    this.room = room;
    this.length = 0;
    this.spans = [];
    // of a large source: the next may be a small one
    if (this.memory.length > MOST_HELD) this.memory = new Uint8Array(0);
  }

  /**
   * Looks at the rows from `first` on, which were just made.
   * @param base address of the source's first byte, were it in memory
   */
  take(first: number, base: number): void {
    if (this.room === 0) return;
    const { module, column } = this;
    const { buffer } = module.memory;
    const [starts, ends, ids] = [rowArray(module, 0), rowArray(module, 1), rowArray(module, FIRST_COLUMN + column)];
    for (let row = first; row < ids.length; row++) {
      if (!this.wants(ids[row] as number)) continue;
      const start = starts[row] as number;
      const end = ends[row] as number;
      if (this.length + end - start > this.room) return this.begin(0);
      this.add(new Uint8Array(buffer, base + start, end - start));
      this.spans.push(start, end);
    }
  }

  /** What was kept; undefined where there was no room. */
  end(): KeptRecords | undefined {
    if (this.room === 0) return undefined;
    const { spans } = this;
    const of = (place: number): Uint32Array =>
      Uint32Array.from({ length: spans.length / 2 }, (_, n) => spans[2 * n + place] as number);
    const kept = { bytes: this.memory.slice(0, this.length), starts: of(0), ends: of(1) };
    this.begin(0);
    return kept;
  }

  private add(bytes: Uint8Array): void {
    const length = this.length + bytes.length;
    if (length > this.memory.length) {
      const larger = new Uint8Array(Math.max(FIRST_BYTES, 2 * length));
      larger.set(this.memory.subarray(0, this.length));
      this.memory = larger;
    }
    this.memory.set(bytes, this.length);
    this.length = length;
  }

  private wants(id: number): boolean {
    const known = this.isWanted[id] ?? UNASKED;
    return known === UNASKED ? this.ask(id) : known === YES;
  }

  private ask(id: number): boolean {
    if (id >= this.isWanted.length) {
      const more = new Uint8Array(2 * id);
      more.set(this.isWanted);
      this.isWanted = more;
    }
    const text = id === 0 ? '' : decoder.decode(dictionaryAt(this.module, this.dictionary).slice(id));
    const isWanted = text.startsWith('"') && this.values.has(text.slice(1, -1).toLowerCase());
    this.isWanted[id] = isWanted ? YES : NO;
    return isWanted;
  }
}

const decoder = new TextDecoder();
