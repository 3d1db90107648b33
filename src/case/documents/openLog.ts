import type { Findings } from '../ruleAnswers';
import { errorText } from '../errorText';
import { LogDocument } from './logDocument';
import type { LogWorker } from './logWorker';
import type { DocumentRequest } from './openDocuments';

/** How far one log is: being read, read, or failed as a whole. */
export interface LogState {
  readonly uri: string;
  readonly version: number;
  readonly document?: LogDocument;
  readonly findings?: Findings;
  readonly failure?: string;
  /** Only the first records are shown so far, and no rules are run over them: all of it follows at once. */
  readonly beginning?: boolean;
}

/** A version of a log, and where its text is. */
export interface LogRequest {
  readonly version: number;
  readonly from: DocumentRequest['from'];
}

/** What a log needs of those who hold it. */
export interface LogHolder {
  readonly worker: Pick<LogWorker, 'open' | 'findings'>;
  /** What is read of a log now; undefined when it was closed. */
  newest(uri: string): OpenLog | undefined;
  /** Told when the state of the newest changed. */
  changed(state: LogState): void;
}

/** After so many deaths of the worker while it worked on a log, the log is set aside. */
const MAX_DEATHS = 2;
const SET_ASIDE = 'The worker that reads logs failed on this one twice, so it is left alone. Open it again to retry.';

/** One version of a log: it is read, the rules run over it, and both are over when another version takes its place. */
export class OpenLog {
  /** The document, of a newer version where one came meanwhile; undefined when it failed or was closed. */
  readonly ready: Promise<LogDocument | undefined>;
  /** Fulfilled when the worker has nothing more to do for it. */
  readonly done: Promise<void>;
  /** Whether the worker works on it now. */
  busy = false;
  private current: LogState;
  private readonly abort = new AbortController();
  /** Ends the newest run of the rules: they may change while they run. */
  private detection: AbortController | undefined;

  /**
   * @param deaths how often the worker died while it worked on this log, since it was last done with it
   * @param turn when reading may begin
   */
  constructor(
    private readonly holder: LogHolder,
    state: LogState,
    readonly request: LogRequest,
    private deathsSoFar: number,
    turn: Promise<unknown>,
  ) {
    this.current = state;
    let findings: Promise<void> | undefined;
    this.ready = turn.then(async () => {
      const document = await this.read();
      if (document !== undefined && !this.abort.signal.aborted && !this.isBeginning) findings = this.detect(document);
      else this.busy = false;
      return document;
    });
    this.done = this.ready.then(() => findings);
  }

  /** What can be shown of it. */
  get state(): LogState {
    return this.current;
  }

  /** How often the worker died while it worked on this log, since it was last done with it. */
  get deaths(): number {
    return this.deathsSoFar;
  }

  /** Another version takes its place, or it is closed. */
  end(): void {
    this.abort.abort();
  }

  /** Runs the rules again, if all of it is read: they changed. */
  detectAgain(): void {
    const { document, version, beginning } = this.current;
    if (document?.version === version && beginning !== true) void this.detect(document);
  }

  private get isBeginning(): boolean {
    const { from } = this.request;
    return 'readable' in from && from.readable.beginning === true;
  }

  private async read(): Promise<LogDocument | undefined> {
    const { uri, version } = this.current;
    const { signal } = this.abort;
    try {
      signal.throwIfAborted();
      if (this.deathsSoFar >= MAX_DEATHS) throw new Error(SET_ASIDE);
      this.busy = true;
      const analysis = await this.holder.worker.open({ uri, from: this.request.from }, signal);
      signal.throwIfAborted();
      const document = new LogDocument(uri, version, analysis);
      this.advance({ uri, version, document, beginning: this.isBeginning });
      return document;
    } catch (error) {
      if (!signal.aborted) this.advance({ uri, version, failure: errorText(error) });
      // who waited for an older version gets the newer one
      return signal.aborted ? this.holder.newest(uri)?.ready : undefined;
    }
  }

  private async detect(document: LogDocument): Promise<void> {
    const { uri, version } = this.current;
    this.detection?.abort();
    const detection = (this.detection = new AbortController());
    const signal = AbortSignal.any([this.abort.signal, detection.signal]);
    this.busy = true;
    try {
      const findings = await this.holder.worker.findings(uri, signal);
      this.deathsSoFar = 0;
      this.advance({ uri, version, document, findings });
    } catch (error) {
      if (!signal.aborted) this.advance({ uri, version, document, failure: errorText(error) });
    } finally {
      if (this.detection === detection) this.busy = false;
    }
  }

  private advance(state: LogState): void {
    if (this.holder.newest(state.uri) !== this) return;
    this.current = state;
    this.holder.changed(state);
  }
}
