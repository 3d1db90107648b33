import type { LoadProgress } from './loading/caseLoader';
import type { NamedSource } from './namedSources';
import { type CaseState, isRead } from './caseState';
import type { CaseSummary } from './caseSummary';
import { type DiskChanges, NO_DISK_CHANGES } from './diskChanges';
import { Emitter } from './emitter';
import { type PassedOver, NONE_PASSED_OVER } from './passedOver';
import type { RowBeside } from './rowBeside';
import { type EventPlace, type EventSummary, type EventTable, summaryOf } from './eventTable';
import { errorText } from './errorText';
import { SET_ASIDE, WorkerDeaths } from './workerDeaths';

/** What a case needs of the worker; see Requests in worker/protocol.ts. */
export interface CaseWorker {
  openCase(key: string, uris: readonly string[]): Promise<CaseSummary>;
  renewCase(key: string, uris: readonly string[]): Promise<CaseSummary>;
  diskChanges(key: string, uris: readonly string[]): Promise<DiskChanges>;
  stopCase(key: string): void;
  closeCase(key: string): void;
  sources(key: string): Promise<readonly NamedSource[]>;
  passedOver(key: string): Promise<PassedOver>;
  events(key: string, rows: Uint32Array, generation?: number): Promise<EventTable>;
  place(key: string, row: number, generation?: number): Promise<EventPlace | undefined>;
  rowAt(key: string, place: EventPlace): Promise<number | undefined>;
  beside(
    key: string,
    rows: Uint32Array,
    place: EventPlace | undefined,
    direction: 1 | -1,
  ): Promise<RowBeside | undefined>;
  recordsIn(key: string, rows: Uint32Array, uri: string): Promise<Int32Array>;
}

/** The case that is open in the window, if any: folders of logs read as one. */
export class OpenCase {
  private readonly changes = new Emitter<CaseState | undefined>();
  private opened: CaseState | undefined;
  private readonly deaths: WorkerDeaths;
  private count = 0;

  readonly onDidChange = this.changes.event;

  /** @param now milliseconds on a clock that only goes on */
  constructor(
    private readonly worker: CaseWorker,
    now = (): number => performance.now(),
  ) {
    this.deaths = new WorkerDeaths(now);
  }

  get state(): CaseState | undefined {
    return this.opened;
  }

  /** Reads logs as one case, in the place of the one before. Resolves when all is read, or loading was stopped. */
  open(roots: readonly string[], name: string): Promise<CaseState | undefined> {
    this.deaths.forget();
    return this.begin(roots, name);
  }

  private async begin(roots: readonly string[], name: string): Promise<CaseState | undefined> {
    this.close();
    this.deaths.reading();
    const key = this.nextKey();
    this.set({ key, name, roots, generation: 0 });
    try {
      const summary = await this.worker.openCase(key, roots);
      if (this.opened?.key === key) this.deaths.wasRead();
      const { generation } = summary;
      this.advance(key, (state) => ({ ...state, summary, progress: undefined, generation }));
    } catch (error) {
      const failure = errorText(error);
      this.advance(key, (state) => ({ ...state, failure, progress: undefined }));
    }
    return this.opened?.key === key ? this.opened : undefined;
  }

  /** Ends loading; what was read until then stays. */
  stop(): void {
    if (this.opened !== undefined) this.worker.stopCase(this.opened.key);
  }

  close(): void {
    if (this.opened === undefined) return;
    this.worker.closeCase(this.opened.key);
    this.set(undefined);
  }

  /** Reads the same logs again: they changed, or not all of them were read. */
  async reopen(): Promise<void> {
    if (this.opened !== undefined) await this.open(this.opened.roots, this.opened.name);
  }

  /** The worker that knew the case is gone: another reads the same logs, unless they may be what kills it. */
  async workerDied(): Promise<void> {
    if (this.opened === undefined) return;
    const { roots, name, failure } = this.opened;
    if (failure !== undefined) return;
    if (this.deaths.another()) this.set({ key: this.nextKey(), name, roots, generation: 0, failure: SET_ASIDE });
    else await this.begin(roots, name);
  }

  /** Reads logs again that changed; until that is done, and where it fails, the case stays as it is. */
  async renew(): Promise<void> {
    const { key, roots, summary } = this.opened ?? {};
    if (key === undefined || roots === undefined || summary === undefined) return;
    try {
      const renewed = await this.worker.renewCase(key, roots);
      this.advance(key, (state) => ({ ...state, summary: renewed, generation: renewed.generation }));
    } catch {
      // the worker is gone, and all of it is read again, or the logs are
    }
  }

  /** What of its logs is another one on disk than when it was read to its end. */
  async diskChanges(): Promise<DiskChanges> {
    const { key, roots, summary } = this.opened ?? {};
    if (key === undefined || roots === undefined || summary === undefined || summary.stopped) return NO_DISK_CHANGES;
    return this.worker.diskChanges(key, roots);
  }

  /** Logs are looked for: the folders have so many files so far. */
  searched(key: string, files: number): void {
    this.advance(key, (state) => (isRead(state) ? state : { ...state, searched: files }));
  }

  /** The worker told how far it is. */
  progressed(key: string, progress: LoadProgress): void {
    this.advance(key, (state) => ({ ...state, progress }));
  }

  /** The worker has more rows. */
  grew(key: string, generation: number): void {
    this.advance(key, (state) => ({ ...state, generation }));
  }

  /** Summaries of rows, in the order given; of a generation that is long gone there are none. */
  async events(rows: Uint32Array, generation?: number): Promise<EventSummary[]> {
    if (this.opened === undefined) return [];
    const table = await this.worker.events(this.opened.key, rows, generation);
    return Array.from(table.rows, (_, entry) => summaryOf(table, entry));
  }

  sources(): Promise<readonly NamedSource[]> {
    return this.opened === undefined ? Promise.resolve([]) : this.worker.sources(this.opened.key);
  }

  /** The files in the folders that are not read, as they seem to be no logs. */
  passedOver(): Promise<PassedOver> {
    return this.opened === undefined ? Promise.resolve(NONE_PASSED_OVER) : this.worker.passedOver(this.opened.key);
  }

  /** Where the record of a row stands; of a generation that is long gone none does. */
  place(row: number, generation?: number): Promise<EventPlace | undefined> {
    return this.opened === undefined ? Promise.resolve(undefined) : this.worker.place(this.opened.key, row, generation);
  }

  /** The row of a record of a source; undefined where the case does not hold it, or as a copy of another. */
  async rowAt(place: EventPlace): Promise<number | undefined> {
    return this.opened && this.worker.rowAt(this.opened.key, place);
  }

  /** Of some rows, the one beside a record of a source, or the first or last; undefined where the case does not hold the source. */
  async beside(rows: Uint32Array, place: EventPlace | undefined, direction: 1 | -1): Promise<RowBeside | undefined> {
    return this.opened && this.worker.beside(this.opened.key, rows, place, direction);
  }

  /** Which record of a source each row is; -1 for those of other sources. */
  async recordsIn(rows: Uint32Array, uri: string): Promise<Int32Array> {
    return this.opened === undefined ? new Int32Array() : this.worker.recordsIn(this.opened.key, rows, uri);
  }

  private nextKey(): string {
    return `case:${++this.count}`;
  }

  private advance(key: string, change: (state: CaseState) => CaseState): void {
    if (this.opened?.key === key) this.set(change(this.opened));
  }

  private set(state: CaseState | undefined): void {
    this.opened = state;
    this.changes.fire(state);
  }
}
