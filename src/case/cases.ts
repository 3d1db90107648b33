import type { LogIndex, Place } from '../index/logIndex';
import { FacetReader } from '../query/facets';
import { CONTAINER_NAMES } from '../reading/containers';
import { isoTime } from '../record/time';
import { type CaseLoad, type LoadProgress, type ScanPool, loadCaseFrom } from './caseLoader';
import type { LoadedCase, LoadedSource } from './loadCase';
import type { Platform, SourceFile } from './platform';
import type { SourceCache } from './source';
import { type CaseStorage, encodeCase, poolWithSaved, savedName } from './savedCase';

/** What a case holds, in numbers. */
export interface CaseSummary {
  readonly sources: number;
  readonly events: number;
  readonly duplicates: number;
  /** Sources that could not be read whole, or not at all. */
  readonly withProblems: number;
  /** Events without a time: they come last. */
  readonly withoutTime: number;
  /** Empty when no event has a time. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** Loading was stopped: what was read until then is the case. */
  readonly stopped: boolean;
}

/** A source as people are told of it. */
export interface NamedSource extends LoadedSource {
  readonly containerName: string;
}

/** News while a case loads. */
export interface CaseListener {
  progress(key: string, progress: LoadProgress): void;
  /** There are more rows than before. */
  changed(key: string): void;
}

/** A case and what reads its columns. */
export interface OpenedCase extends LoadedCase {
  readonly files: readonly SourceFile[];
  readonly reader: FacetReader;
}

/** Smaller cases are read again faster than they are kept. */
const WORTH_KEEPING = 20_000;
/**
 * Progress is told this often at most, and the first rows before it: VS Code waits with what it refreshes in a view until
 * nothing was told of that view for 200 ms.
 */
const PROGRESS_MILLISECONDS = 400;

/** The cases that are open in an engine: folders of logs read as one. */
export class Cases {
  private readonly opened = new Map<string, OpenedCase>();
  private readonly stops = new Map<string, AbortController>();

  /** Where cases are kept between sessions; nowhere when undefined. */
  storage: CaseStorage | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly platform: Platform,
    private readonly poolFor: (files: readonly SourceFile[]) => Promise<ScanPool>,
    private readonly listener: CaseListener,
    private readonly keep?: Pick<SourceCache, 'keep' | 'forget'>,
  ) {}

  get(key: string): OpenedCase | undefined {
    return this.opened.get(key);
  }

  /** Reads all logs behind addresses of files and folders; the case can be asked while it loads. */
  async open(key: string, uris: readonly string[], cap: number, signal?: AbortSignal): Promise<CaseSummary> {
    const files = await this.platform.list(uris, signal);
    // what is kept of them may be older than what is read now
    for (const { uri } of files) this.keep?.forget(uri);
    const stop = new AbortController();
    signal?.addEventListener('abort', () => stop.abort(), { once: true });
    this.stops.set(key, stop);
    // only these: what loading itself needed goes with it
    const keep = ({ sources, index }: LoadedCase): void => {
      this.opened.set(key, { ...withoutBystanders({ sources, index }, files), files, reader: new FacetReader(index) });
    };
    const name = savedName(uris, cap);
    const saved = await this.storage?.read(name);
    const pool = poolWithSaved(saved, files, await this.poolFor(files));
    let toldAt = performance.now();
    try {
      const loaded = await loadCaseFrom(files, pool, {
        cap,
        signal: stop.signal,
        ...(this.keep === undefined ? {} : { keep: this.keep }),
        onProgress: (progress) => {
          if (performance.now() < toldAt + PROGRESS_MILLISECONDS) return;
          toldAt = performance.now();
          this.listener.progress(key, progress);
        },
        onSnapshot: (soFar) => {
          keep(soFar);
          this.listener.changed(key);
        },
      });
      keep(loaded);
      if (!stop.signal.aborted && loaded.index.count >= WORTH_KEEPING) this.save(name, loaded, files);
    } finally {
      pool.dispose();
      this.stops.delete(key);
    }
    return this.summary(key, stop.signal.aborted);
  }

  /** Keeps a case for the next session; failing to costs only time then. */
  private save(name: string, loaded: CaseLoad, files: readonly SourceFile[]): void {
    if (this.storage === undefined) return;
    const parts = encodeCase(loaded, loaded.rows(), files, loaded.bytes);
    this.saving = this.saving.then(() => this.storage?.write(name, parts)).catch(() => undefined);
  }

  /** Ends loading; {@link open} then resolves with what was read. */
  stop(key: string): void {
    this.stops.get(key)?.abort();
  }

  close(key: string): void {
    this.stop(key);
    this.opened.delete(key);
  }

  sources(key: string): readonly NamedSource[] {
    const sources = this.opened.get(key)?.sources ?? [];
    return sources.map((source) => ({ ...source, containerName: nameOf(source) }));
  }

  /** How many records some open case knows in a source; undefined when none knows it. */
  recordCount(uri: string): number | undefined {
    for (const { sources } of this.opened.values()) {
      const source = sources.find((one) => one.uri === uri);
      if (source !== undefined) return source.events;
    }
    return undefined;
  }

  /** Spans of the records `first` to `last` of a source that some open case holds, in the order of the source. */
  spansOf(uri: string, first: number, last: number): Place[] {
    for (const { sources, index } of this.opened.values()) {
      const source = sources.findIndex((one) => one.uri === uri);
      if (source >= 0) return placesIn(index, source, first, last);
    }
    return [];
  }

  private summary(key: string, stopped: boolean): CaseSummary {
    const { index, sources } = this.opened.get(key) as OpenedCase;
    const range = index.timeRange();
    return {
      sources: sources.length,
      events: index.count,
      duplicates: index.duplicates,
      withProblems: sources.filter(hasProblems).length,
      withoutTime: index.withoutTime,
      firstTime: range === undefined ? '' : isoTime(range.first),
      lastTime: range === undefined ? '' : isoTime(range.last),
      stopped,
    };
  }
}

function placesIn(index: LogIndex, source: number, first: number, last: number): Place[] {
  const places: Place[] = [];
  const take = (place: Place): void => {
    if (place.source === source && place.index >= first && place.index <= last) places.push(place);
  };
  for (let row = 0; row < index.count; row++) {
    if (index.rows.source[row] === source) take(index.place(row));
  }
  for (const place of index.otherPlaces) take(place);
  return places.sort((a, b) => a.index - b.index);
}

function nameOf({ container }: LoadedSource): string {
  return container === 'unreadable' ? 'not readable' : CONTAINER_NAMES[container];
}

/** Whether something is wrong with a source; what its kind never has is not. */
function hasProblems({ problems }: LoadedSource): boolean {
  return problems.some(({ severity }) => severity !== 'info');
}

/** Containers that are no CloudTrail log at all. */
const FOREIGN: ReadonlySet<LoadedSource['container']> = new Set(['foreign', 'foreign-json']);

/** A folder may well hold other files: those are told, but as no error. A file that was named was meant to be a log. */
export function withoutBystanders(loaded: LoadedCase, files: readonly SourceFile[]): LoadedCase {
  const sources = loaded.sources.map((source, n): LoadedSource => {
    if (files[n]?.named !== false || !FOREIGN.has(source.container)) return source;
    return {
      ...source,
      problems: source.problems.map((problem) =>
        problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem,
      ),
    };
  });
  return { ...loaded, sources };
}
