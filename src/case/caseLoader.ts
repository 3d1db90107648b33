import { IndexBuilder, noNumbers, type Renumbering } from '../index/indexBuilder';
import type { LogIndex } from '../index/logIndex';
import type { DictionaryNews, RowBlock } from '../index/rowBlock';
import type { SourceFile } from './platform';
import type { ScannedSource } from './scanSource';
import type { LoadedCase, LoadedSource } from './loadCase';

/** Scans sources side by side, in this thread or in others. */
export interface ScanPool {
  /** How many it scans at a time. */
  readonly width: number;
  /** `lane` names the scanner whose dictionaries the rows speak of. */
  scan(
    uri: string,
    cap: number,
    signal?: AbortSignal,
  ): Promise<{ readonly lane: number; readonly source: ScannedSource }>;
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

/** The first results show within this time. */
const FIRST_SNAPSHOT_MILLISECONDS = 300;

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
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < files.length && options.signal?.aborted !== true) {
      const number = next++;
      const file = files[number] as SourceFile;
      if (file.failure !== undefined) loading.take(number, undefined, unreadable(file.failure));
      else {
        const scanned = await pool.scan(file.uri, options.cap, options.signal).catch((error: unknown) => {
          if (options.signal?.aborted) return undefined;
          return { lane: 0, source: unreadable(error instanceof Error ? error.message : String(error)) };
        });
        if (scanned !== undefined) loading.take(number, scanned.lane, scanned.source);
      }
    }
  };
  await Promise.all(Array.from({ length: pool.width }, lane));
  return loading.result();
}

function unreadable(message: string): ScannedSource {
  return { container: 'unreadable', events: 0, problems: [{ message, severity: 'error' }], bytes: 0, rows: [] };
}

class Loading {
  private readonly builder = new IndexBuilder();
  private readonly numbers = new Map<string, Renumbering>();
  private readonly waiting = new Map<number, { lane: number | undefined; source: ScannedSource }>();
  private readonly sources: LoadedSource[] = [];
  private bytes = 0;
  private readonly bytesOf: number[] = [];
  private snapshotAt = performance.now() + FIRST_SNAPSHOT_MILLISECONDS;
  private snapshotGap = FIRST_SNAPSHOT_MILLISECONDS;

  constructor(
    private readonly files: readonly SourceFile[],
    private readonly options: CaseLoadOptions,
  ) {}

  take(number: number, lane: number | undefined, source: ScannedSource): void {
    // dictionaries are told once, in the order of the scans: learn at once, even when the rows have to wait
    if (lane !== undefined) this.learn(lane, source);
    this.waiting.set(number, { lane, source });
    for (
      let entry = this.waiting.get(this.sources.length);
      entry !== undefined;
      entry = this.waiting.get(this.sources.length)
    ) {
      this.waiting.delete(this.sources.length);
      this.append(entry.lane, entry.source);
    }
    this.options.onProgress?.(this.progress());
    if (this.options.onSnapshot !== undefined && performance.now() > this.snapshotAt) {
      this.options.onSnapshot(this.snapshot());
      this.snapshotGap *= 2;
      this.snapshotAt = performance.now() + this.snapshotGap;
    }
  }

  /** All that was read; when loading was stopped, files after a gap count as not read. */
  result(): CaseLoad {
    const read = [...this.waiting].sort(([a], [b]) => a - b);
    for (const [number, { lane, source }] of read) {
      while (this.sources.length < number) this.notRead();
      this.append(lane, source);
    }
    while (this.sources.length < this.files.length) this.notRead();
    return {
      ...this.snapshot(),
      bytes: this.bytesOf,
      rows: () => ({ block: this.builder.rowsSoFar(), entries: this.builder.news() }),
    };
  }

  private notRead(): void {
    this.append(undefined, { container: 'unreadable', events: 0, problems: [NOT_READ], bytes: 0, rows: [] });
  }

  private snapshot(): LoadedCase {
    const index: LogIndex = this.builder.build();
    return { sources: [...this.sources], index };
  }

  private progress(): LoadProgress {
    return {
      sources: this.sources.length + this.waiting.size,
      ofSources: this.files.length,
      bytes: this.bytes,
      events: this.builder.size,
    };
  }

  private learn(lane: number, source: ScannedSource): void {
    for (const { dictionary, news } of source.rows) this.builder.learn(news, this.numbersOf(lane, dictionary));
  }

  private append(lane: number | undefined, scanned: ScannedSource): void {
    const number = this.sources.length;
    const { uri } = this.files[number] as SourceFile;
    let firstIndex = 0;
    for (const { dictionary, block } of scanned.rows) {
      this.builder.append(number, firstIndex, block, this.numbersOf(lane ?? 0, dictionary));
      firstIndex += block.count;
    }
    this.bytes += scanned.bytes;
    this.bytesOf.push(scanned.bytes);
    this.sources.push({ uri, container: scanned.container, events: scanned.events, problems: scanned.problems });
  }

  private numbersOf(lane: number, dictionary: string): Renumbering {
    const key = `${lane} ${dictionary}`;
    let numbers = this.numbers.get(key);
    if (numbers === undefined) this.numbers.set(key, (numbers = noNumbers()));
    return numbers;
  }
}

const NOT_READ = { message: 'Not read: loading was stopped.', severity: 'error' } as const;
