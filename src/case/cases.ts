import type { Place } from '../index/logIndex';
import { FacetReader } from '../query/facets';
import { type CaseListener, newsFor } from './caseNews';
import { type CaseSummary, summaryOf } from './caseSummary';
import { changesBetween, type DiskChanges, NO_DISK_CHANGES } from './diskChanges';
import { Generations, type OpenedCase } from './generations';
import { isWorthKeeping, KeptCases } from './keptCases';
import { loadCaseFrom, type ScanPool } from './loading/caseLoader';
import type { LoadedCase } from './loading/loadedCase';
import { poolWithSaved } from './loading/savedCase';
import { type NamedSource, withName, withoutBystanders } from './namedSources';
import { NONE_PASSED_OVER, type PassedOver } from './passedOver';
import { recordsBetween } from './places';
import type { Listing, Platform, SourceFile } from './platform';
import type { SourceCache } from './sources/sourceCache';

/** What is to be read as one case. */
interface Asked {
  readonly key: string;
  /** Addresses of files and folders. */
  readonly uris: readonly string[];
  /** Bytes that one source may inflate to. */
  readonly cap: number;
  readonly signal?: AbortSignal | undefined;
  /** Nobody is told while the case stays as it is. */
  readonly listener?: CaseListener;
}

/** The cases that are open in an engine: folders of logs read as one. */
export class Cases {
  readonly opened = new Generations();
  private readonly stops = new Map<string, AbortController>();

  /** Cases of sessions before. */
  readonly kept = new KeptCases();

  constructor(
    private readonly platform: Platform,
    private readonly poolFor: (files: readonly SourceFile[]) => Promise<ScanPool>,
    private readonly listener: CaseListener,
    private readonly keep?: Pick<SourceCache, 'keep' | 'keepRecords' | 'forget'>,
  ) {}

  /** A case as it was at a generation; see {@link Generations.get}. */
  get(key: string, generation?: number): OpenedCase | undefined {
    return this.opened.get(key, generation);
  }

  /** Reads all logs behind addresses of files and folders; the case can be asked while it loads. */
  open(key: string, uris: readonly string[], cap: number, signal?: AbortSignal): Promise<CaseSummary> {
    return this.begin({ key, uris, cap, signal, listener: this.listener });
  }

  /**
   * Reads a case again of which some logs changed; until that is done, it stays as it is. Of a case that was kept only
   * those are read.
   */
  renew(key: string, uris: readonly string[], cap: number, signal?: AbortSignal): Promise<CaseSummary> {
    return this.begin({ key, uris, cap, signal });
  }

  private async begin(asked: Asked): Promise<CaseSummary> {
    const { key, signal } = asked;
    const stop = new AbortController();
    signal?.addEventListener('abort', () => stop.abort(), { once: true });
    this.stops.set(key, stop);
    try {
      return summaryOf(await this.read(asked, stop), stop.signal.aborted);
    } finally {
      if (this.stops.get(key) === stop) this.stops.delete(key);
    }
  }

  private async read(asked: Asked, stop: AbortController): Promise<OpenedCase> {
    const { key, uris, cap } = asked;
    const { files, passedOver = NONE_PASSED_OVER } = await this.find(asked, stop.signal);
    // what is kept of them may be older than what is read now
    for (const { uri } of files) this.keep?.forget(uri);
    let { generation } = this.opened.get(key) ?? { generation: 0 };
    // only these: what loading itself needed goes with it
    const keep = ({ sources, index }: LoadedCase): OpenedCase => {
      const named = withoutBystanders({ sources, index }, files);
      const opened = { ...named, files, passedOver, reader: new FacetReader(index), generation: ++generation };
      // it may have been closed meanwhile
      if (this.stops.get(key) === stop) this.opened.set(key, opened);
      return opened;
    };
    const pool = poolWithSaved(await this.kept.read(uris, cap), files, await this.poolFor(files));
    try {
      const loaded = await loadCaseFrom(files, pool, {
        cap,
        signal: stop.signal,
        ...(this.keep === undefined ? {} : { keep: this.keep }),
        ...(asked.listener === undefined ? {} : newsFor(key, asked.listener, (soFar) => keep(soFar).generation)),
      });
      const known = asked.listener === undefined && stop.signal.aborted ? this.opened.get(key) : undefined;
      if (known !== undefined) return known;
      const isStopped = stop.signal.aborted;
      // what was closed is not read on
      const isReadOn = !isStopped || this.stops.get(key) === stop;
      if (isReadOn && isWorthKeeping(loaded, isStopped, pool.rows)) this.kept.save(uris, cap, loaded, files);
      const opened = keep(loaded);
      this.opened.settle(key);
      return opened;
    } finally {
      pool.dispose();
    }
  }

  /** The logs behind addresses; none where that is stopped, because it took too long. */
  private async find({ key, uris, signal }: Asked, stopped: AbortSignal): Promise<Listing> {
    try {
      return await this.platform.list(uris, stopped, key);
    } catch (error) {
      signal?.throwIfAborted();
      if (stopped.aborted) return { files: [] };
      throw error;
    }
  }

  /** What of a case's logs is another one by now than when it was read; nothing while that is not known. */
  async diskChanges(key: string, uris: readonly string[], signal?: AbortSignal): Promise<DiskChanges> {
    const opened = this.opened.get(key);
    if (opened === undefined) return NO_DISK_CHANGES;
    const { files } = await this.platform.list(uris, signal);
    return changesBetween(opened.files, files);
  }

  /** Ends loading; {@link open} then resolves with what was read. */
  stop(key: string): void {
    this.stops.get(key)?.abort();
  }

  close(key: string): void {
    this.stop(key);
    this.stops.delete(key);
    for (const { uri } of this.opened.get(key)?.files ?? []) this.keep?.forget(uri);
    this.opened.delete(key);
  }

  sources(key: string): readonly NamedSource[] {
    return (this.opened.get(key)?.sources ?? []).map(withName);
  }

  passedOver(key: string): PassedOver {
    return this.opened.get(key)?.passedOver ?? NONE_PASSED_OVER;
  }

  /** How many records some open case knows in a source; undefined when none knows it. */
  recordCount(uri: string): number | undefined {
    for (const { sources } of this.opened.all()) {
      const source = sources.find((one) => one.uri === uri);
      if (source !== undefined) return source.events;
    }
    return undefined;
  }

  /**
   * Spans of the records `first` to `last` of a source that some open case holds, in the order of the source; and the
   * version of it that they are good for.
   */
  spansOf(
    uri: string,
    first: number,
    last: number,
  ): { readonly spans: Place[]; readonly version?: string | undefined } {
    for (const { sources, index } of this.opened.all()) {
      const source = sources.findIndex((one) => one.uri === uri);
      if (source >= 0) return { spans: recordsBetween(index, source, first, last), version: sources[source]?.version };
    }
    return { spans: [] };
  }
}
