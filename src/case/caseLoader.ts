import { type DictionaryNews, noNumbers, type Renumbering } from '../index/dictionaries';
import { IndexBuilder } from '../index/indexBuilder';
import type { LogIndex } from '../index/logIndex';
import type { RowBlock } from '../index/rowBlock';
import type { LoadedCase, LoadedSource } from './loadCase';
import { Patience } from './patience';
import type { SourceFile } from './platform';
import { NOT_READ, type ScanPart } from './scanPart';
import { type Scan, type ScannedSource, unreadable } from './scanSource';
import type { SourceCache } from './source';
import { SourceBytes } from './sourceBytes';

/** Scans sources side by side, in this thread or in others. */
export interface ScanPool {
  /** How many scans it does at a time. */
  readonly width: number;
  /**
   * @param keep so many bytes of the sources are to come with the answer
   * @param onPart is told how far the scan is in a large source
   */
  scan(
    uris: readonly string[],
    cap: number,
    signal?: AbortSignal,
    keep?: number,
    onPart?: (part: ScanPart) => void,
  ): Promise<Scan>;
  /** Scans that run answer soon, with what they have. */
  stop?(): void;
  dispose(): void;
}

/** How far loading is. */
export interface LoadProgress {
  readonly sources: number;
  readonly ofSources: number;
  /** Uncompressed bytes read so far. */
  readonly bytes: number;
  readonly events: number;
}

export interface CaseLoadOptions {
  /** Bytes that one source may inflate to. */
  readonly cap: number;
  /** Aborted: loading stops, and what was read so far is the case. */
  readonly signal?: AbortSignal;
  /** Takes the bytes of sources, as long as they are few: rules ask for records as soon as a case is read. */
  readonly keep?: Pick<SourceCache, 'keep'>;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** The case so far; called ever more rarely, because each costs a sort of all rows. */
  readonly onSnapshot?: (soFar: LoadedCase) => void;
}

/** A case that was loaded, and what to keep of it for the next time. */
export interface CaseLoad extends LoadedCase {
  /** Rows in the order of the sources, as they are when nothing more comes; they share memory with what was loaded. */
  readonly rows: () => { readonly block: RowBlock; readonly entries: DictionaryNews };
  /** Uncompressed bytes of each source. */
  readonly bytes: readonly number[];
}

/** Uncompressed bytes that are kept of what is scanned. Of larger cases a part is read and unpacked again. */
const MAX_KEPT = 128 << 20;

/** The first results show within this time. */
const FIRST_SNAPSHOT_MILLISECONDS = 150;

/** A scan takes files of so many bytes on disk together, if there are more than one: asking for each alone costs more than its scan. */
const BATCH_BYTES = 1 << 20;
const BATCH_FILES = 128;

/**
 * Loads a case from its files. Rows are taken in the order of the files, whichever scan ends first, so that events of
 * equal time always stand in the same order.
 */
export async function loadCaseFrom(
  files: readonly SourceFile[],
  pool: ScanPool,
  options: CaseLoadOptions,
): Promise<CaseLoad> {
  const loading = new Loading(files, options);
  const patience = new Patience(pool, options.signal);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < files.length && options.signal?.aborted !== true) {
      const first = next;
      const end = (next = endOfBatch(files, first));
      const uris = files.slice(first, end).flatMap(({ uri, failure }) => (failure === undefined ? [uri] : []));
      const scan = await scanned(pool, uris, { ...options, signal: patience.signal }, loading, first);
      if (scan !== undefined) loading.take(first, end, scan);
    }
  };
  try {
    await Promise.all(Array.from({ length: pool.width }, lane));
  } finally {
    patience.end();
  }
  return loading.result();
}

/** Undefined when loading was stopped. */
async function scanned(
  pool: ScanPool,
  uris: readonly string[],
  { cap, signal }: CaseLoadOptions,
  loading: Loading,
  first: number,
): Promise<Scan | undefined> {
  try {
    return uris.length === 0
      ? { sources: [], tables: [] }
      : await pool.scan(uris, cap, signal, loading.room, (part) => loading.isAt(first, part));
  } catch (error) {
    if (signal?.aborted) return undefined;
    const message = error instanceof Error ? error.message : String(error);
    return { sources: uris.map(() => unreadable(message)), tables: [] };
  }
}

function endOfBatch(files: readonly SourceFile[], first: number): number {
  let end = first + 1;
  let size = files[first]?.size ?? BATCH_BYTES;
  for (; end < files.length && end - first < BATCH_FILES; end++) {
    size += files[end]?.size ?? BATCH_BYTES;
    if (size > BATCH_BYTES) break;
  }
  return end;
}

/** A scan of files `first` to `end` that waits for those before it. */
interface Waiting {
  readonly end: number;
  readonly scan: Scan;
}

class Loading {
  private readonly builder = new IndexBuilder();
  private readonly numbers = new Map<string, Renumbering>();
  private readonly waiting = new Map<number, Waiting>();
  private waitingSources = 0;
  private readonly sources: LoadedSource[] = [];
  private bytes = 0;
  private kept = 0;
  /** How far scans that run are, by their first file. */
  private readonly parts = new Map<number, ScanPart>();
  private readonly bytesOf: number[] = [];
  private snapshotAt = performance.now() + FIRST_SNAPSHOT_MILLISECONDS;
  private snapshotGap = FIRST_SNAPSHOT_MILLISECONDS;

  constructor(
    private readonly files: readonly SourceFile[],
    private readonly options: CaseLoadOptions,
  ) {}

  /** So many bytes of sources may yet be kept. */
  get room(): number {
    return this.options.keep === undefined ? 0 : Math.max(0, MAX_KEPT - this.kept);
  }

  /** The scan of files from `first` on has come so far in a large one. */
  isAt(first: number, part: ScanPart): void {
    this.parts.set(first, part);
    this.options.onProgress?.(this.progress());
  }

  /** `scan`: of those of files `first` to `end` that were not known to be unreadable. */
  take(first: number, end: number, scan: Scan): void {
    // dictionaries are told once, in the order of the scans: learn at once, even when the rows have to wait
    for (const { dictionary, news } of scan.tables) this.builder.learn(news, this.numbersOf(dictionary));
    this.parts.delete(first);
    this.keepBytes(this.files.slice(first, end), scan.sources);
    this.expectMore();
    this.waiting.set(first, { end, scan });
    this.waitingSources += end - first;
    for (
      let entry = this.waiting.get(this.sources.length);
      entry !== undefined;
      entry = this.waiting.get(this.sources.length)
    )
      this.appendAll(this.sources.length, entry);
    this.options.onProgress?.(this.progress());
    if (this.options.onSnapshot !== undefined && performance.now() > this.snapshotAt) {
      this.options.onSnapshot(this.snapshot());
      this.snapshotGap *= 2;
      this.snapshotAt = performance.now() + this.snapshotGap;
    }
  }

  /** At once, also of scans whose rows have to wait: later scans are told how much room is left. */
  private keepBytes(files: readonly SourceFile[], sources: readonly ScannedSource[]): void {
    const scanned = files.filter(({ failure }) => failure === undefined);
    for (const [n, { pieces, bytes }] of sources.entries()) {
      if (pieces === undefined) continue;
      this.options.keep?.keep(scanned[n]?.uri ?? '', new SourceBytes(pieces));
      this.kept += bytes;
    }
  }

  /** All that was read; when loading was stopped, files after a gap count as not read. */
  result(): CaseLoad {
    const read = [...this.waiting].sort(([a], [b]) => a - b);
    for (const [first, entry] of read) {
      while (this.sources.length < first) this.notRead();
      this.appendAll(first, entry);
    }
    while (this.sources.length < this.files.length) this.notRead();
    return {
      ...this.snapshot(),
      bytes: this.bytesOf,
      rows: () => ({ block: this.builder.rowsSoFar(), entries: this.builder.news() }),
    };
  }

  private notRead(): void {
    this.appendSource(unreadable(NOT_READ));
  }

  private snapshot(): LoadedCase {
    const index: LogIndex = this.builder.build();
    return { sources: [...this.sources], index };
  }

  private progress(): LoadProgress {
    const parts = [...this.parts.values()];
    return {
      sources: this.sources.length + this.waitingSources,
      ofSources: this.files.length,
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, this.bytes),
      events: parts.reduce((sum, { events }) => sum + events, this.builder.size),
    };
  }

  /** As many records a file as there were so far. */
  private expectMore(): void {
    if (this.sources.length > 0)
      this.builder.expect(Math.ceil((this.builder.size / this.sources.length) * this.files.length * 1.05));
  }

  private appendAll(first: number, { end, scan }: Waiting): void {
    this.waiting.delete(first);
    this.waitingSources -= end - first;
    const scanned = scan.sources[Symbol.iterator]();
    const sources = this.files
      .slice(first, end)
      .map(({ failure }) => (failure === undefined ? (scanned.next().value as ScannedSource) : unreadable(failure)));
    this.appendRows(first, sources, scan.tables);
    for (const source of sources) this.appendSource(source);
  }

  /** Rows of sources that stand one after another in a table are taken together. */
  private appendRows(first: number, sources: readonly ScannedSource[], tables: Scan['tables']): void {
    for (let n = 0; n < sources.length;) {
      const start = n;
      const { table: number, from } = sources[start] as ScannedSource;
      const counts: number[] = [];
      for (let to = from; n < sources.length; n++) {
        const { table, from: at, events } = sources[n] as ScannedSource;
        if (events > 0 && (table !== number || at !== to)) break;
        counts.push(events);
        to += events;
      }
      const table = tables[number];
      if (table !== undefined)
        this.builder.append(first + start, counts, table.block, this.numbersOf(table.dictionary), from);
    }
  }

  private appendSource({ container, events, problems, bytes }: ScannedSource): void {
    const { uri } = this.files[this.sources.length] as SourceFile;
    this.bytes += bytes;
    this.bytesOf.push(bytes);
    this.sources.push({ uri, container, events, problems });
  }

  private numbersOf(dictionary: string): Renumbering {
    let numbers = this.numbers.get(dictionary);
    if (numbers === undefined) this.numbers.set(dictionary, (numbers = noNumbers()));
    return numbers;
  }
}
