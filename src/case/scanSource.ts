import { COLUMNS } from '../index/columns';
import { type DictionaryNews, IDENTITY_PARTS } from '../index/dictionaries';
import type { FastScanner } from '../index/fastScanner';
import type { FastDictionary } from '../reading/fast/fastScanner';
import { IndexBuilder } from '../index/indexBuilder';
import type { Entries } from '../index/interner';
import type { RowBlock } from '../index/rowBlock';
import type { ContainerId } from '../reading/containers';
import type { SourceProblem } from '../reading/problem';
import { readRecords } from '../reading/readRecords';
import { locate } from './loadCase';
import type { Platform } from './platform';
import { NOT_READ, type ScanPart, WatchedSink, stoppedAfter } from './scanPart';
import { readSource, readWhole } from './source';
import { KeepingSink } from './sourceBytes';

/** Rows of sources, with the dictionary entries that they brought. */
export interface ScannedTable {
  /** Names the dictionaries that the rows speak of, of which each scanner has its own. */
  readonly dictionary: string;
  readonly block: RowBlock;
  readonly news: DictionaryNews;
}

/** What the scan of one source found. */
export interface ScannedSource {
  /** `unreadable` when not even its bytes could be had. */
  readonly container: ContainerId | 'unreadable';
  readonly events: number;
  readonly problems: readonly SourceProblem[];
  /** Uncompressed bytes. */
  readonly bytes: number;
  /** Its rows: so many as it has events, from row `from` of this table on. */
  readonly table: number;
  readonly from: number;
  /** Those bytes, where they were to be kept. */
  readonly pieces?: readonly Uint8Array[];
}

/** What the scan of several sources found, in their order. */
export interface Scan {
  readonly sources: readonly ScannedSource[];
  readonly tables: readonly ScannedTable[];
}

/** A source of which nothing could be read. */
export function unreadable(message: string): ScannedSource {
  return {
    container: 'unreadable',
    events: 0,
    problems: [{ message, severity: 'error' }],
    bytes: 0,
    table: 0,
    from: 0,
  };
}

/** Which of a scanner's two tables the rows of a source are in. */
const PLAIN = 0;
const FAST = 1;

const CHANGED = {
  message: 'The file was written to while it was read: reload the case to read it as it is now.',
  severity: 'warning',
} as const;

const PLAIN_COLUMNS = COLUMNS.filter((column) => column !== 'identity');

/** Scans sources one after another: at full speed where they are what CloudTrail writes, with all care where they are not. */
export class SourceScanner {
  private readonly plain = new IndexBuilder();
  /** How many entries of each of the fast scanner's dictionaries were told. */
  private readonly told = new Map<string, number>();
  /** So many bytes may yet be kept. */
  private roomToKeep = 0;
  private stopped = false;
  /** Is told how far a large source is. */
  onPart: ((part: ScanPart) => void) | undefined;
  /** Rows of the fast scanner since its last drain. */
  private fastRows = 0;

  /** `name` tells this scanner's dictionaries from others'. */
  constructor(
    private readonly platform: Platform,
    private readonly fast?: FastScanner,
    private readonly name = '',
  ) {}

  /** Never rejects but when aborted: a source that cannot be read is told as such. Keeps so many bytes of the sources. */
  async scan(uris: readonly string[], cap: number, signal?: AbortSignal, keep = 0): Promise<Scan> {
    const sources: ScannedSource[] = [];
    this.roomToKeep = keep;
    this.fastRows = 0;
    // what an aborted scan left behind is nobody's
    this.drainFast();
    this.plain.drain();
    for (const uri of uris) sources.push(this.stopped ? unreadable(NOT_READ) : await this.scanOne(uri, cap, signal));
    const tables: ScannedTable[] = [];
    const places: number[] = [];
    const take = (of: number, block: RowBlock | undefined, news: () => DictionaryNews): void => {
      places[of] = tables.length;
      if (block !== undefined && block.count > 0)
        tables.push({ dictionary: `${this.name} ${of === FAST ? 'fast' : 'plain'}`, block, news: news() });
    };
    const { fast } = this;
    take(PLAIN, this.plain.drain(), () => this.plain.news());
    if (fast !== undefined) take(FAST, this.drainFast(), () => this.newsOf(fast));
    return { sources: sources.map((source) => ({ ...source, table: places[source.table] ?? 0 })), tables };
  }

  /** Ends a scan that runs: of the source that is being read what was found stays, the others are not read. */
  stop(): void {
    this.stopped = true;
  }

  /** The fast scanner's rows, but for those of a source that broke off. */
  private drainFast(): RowBlock | undefined {
    this.fast?.begin();
    return this.fast?.drain();
  }

  private async scanOne(uri: string, cap: number, signal?: AbortSignal): Promise<ScannedSource> {
    try {
      const { source, changed, isFaulty } = await this.scanFast(uri, cap, signal);
      const found = source ?? (await this.scanWithCare(uri, cap, isFaulty === true ? readWhole : readSource, signal));
      return changed === true ? { ...found, problems: [...found.problems, CHANGED] } : found;
    } catch (error) {
      signal?.throwIfAborted();
      return unreadable(error instanceof Error ? error.message : String(error));
    }
  }

  /** No source: the careful reader has to read it. */
  private async scanFast(
    uri: string,
    cap: number,
    signal?: AbortSignal,
  ): Promise<{ source?: ScannedSource; changed?: boolean; isFaulty?: boolean }> {
    const { fast, platform } = this;
    if (fast === undefined || platform.stream === undefined) return {};
    fast.begin();
    const keeping = this.roomToKeep === 0 ? undefined : new KeepingSink(fast, this.roomToKeep);
    const watched = new WatchedSink(
      keeping ?? fast,
      () => this.stopped,
      (bytes) => this.onPart?.({ bytes, events: fast.records }),
    );
    const { problem, changed } = await platform.stream(uri, cap, watched, signal);
    if (problem !== undefined && !watched.refused) return { changed, isFaulty: true };
    const { odd, container, records, bytes } = watched.refused ? fast.stop() : fast.finish();
    if (watched.refused) return { source: this.part(container, odd ? 0 : records, bytes) };
    if (odd || records === 0) return { changed };
    const from = this.fastRows;
    this.fastRows += records;
    const pieces = changed === true ? undefined : keeping?.pieces();
    if (pieces !== undefined) this.roomToKeep = Math.max(0, this.roomToKeep - bytes);
    return { source: { container, events: records, problems: [], bytes, table: FAST, from, pieces }, changed };
  }

  /** A source that was not read to its end. */
  private part(container: ContainerId, events: number, bytes: number): ScannedSource {
    if (events === 0) return unreadable(NOT_READ);
    const from = this.fastRows;
    this.fastRows += events;
    const problems = [{ message: stoppedAfter(events), severity: 'warning' } as const];
    return { container, events, problems, bytes, table: FAST, from };
  }

  private newsOf(fast: FastScanner): DictionaryNews {
    const newEntries = (name: string, dictionary: FastDictionary): [string, Entries] => {
      const told = this.told.get(name) ?? 1;
      this.told.set(name, dictionary.size);
      return [name, dictionary.entriesFrom(told)];
    };
    const { size } = fast.dictionary('identity');
    const told = this.told.get('identity') ?? 1;
    this.told.set('identity', size);
    const parts = fast.partNumbers(told, size - told);
    return Object.fromEntries([
      ...IDENTITY_PARTS.map((name, n) => newEntries(name, fast.partDictionary(n as 0 | 1 | 2 | 3))),
      ...PLAIN_COLUMNS.map((column) => newEntries(column, fast.dictionary(column))),
      ['identity', { bytes: new Uint8Array(parts.buffer), lengths: new Uint32Array(size - told).fill(16) }],
    ]) as unknown as DictionaryNews;
  }

  /** `read`: {@link readWhole} where the quick way is known to fail. */
  private async scanWithCare(
    uri: string,
    cap: number,
    read: typeof readSource,
    signal?: AbortSignal,
  ): Promise<ScannedSource> {
    const source = await read(this.platform, uri, cap, signal);
    const { bytes, problems, fileOffset } = source;
    const from = this.plain.size;
    let index = 0;
    const result = readRecords(bytes, (found) => this.plain.add(0, index++, found), fileOffset);
    return {
      container: result.container,
      events: index,
      // what could not be unpacked is no empty file
      problems: locate(
        source,
        result.container === 'empty' && problems.length > 0 ? problems : [...problems, ...result.problems],
      ),
      bytes: bytes.length,
      table: PLAIN,
      from,
    };
  }
}
