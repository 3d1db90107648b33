import type { Facet } from '../../query/facets';
import type { Group } from '../../query/groups';
import type { Findings, Reason } from '../ruleAnswers';
import type { ExceptionUse } from '../exceptions/exceptionsUsed';
import type { MadeText } from '../../reading/layers/textMap';
import type { CloudTrailRecord } from '../../record/types';
import type { RuleText } from '../rules/ruleBook';
import type { DocumentAnalysis } from './documentAnalysis';
import { Emitter } from '../emitter';
import { LogDocument } from './logDocument';
import type { DocumentRequest } from './openDocuments';
import type { Beginning, ReadableAddress } from '../readable/readableViews';

/** What the open logs need of the worker; see Requests in worker/protocol.ts. */
export interface Worker {
  open(request: DocumentRequest, signal: AbortSignal): Promise<DocumentAnalysis>;
  close(uri: string): void;
  groups(uri: string, facet: Facet, signal?: AbortSignal): Promise<Group[]>;
  rows(uri: string, facet: Facet, value: string | undefined, generation?: number): Promise<Uint32Array>;
  findings(uri: string, signal: AbortSignal): Promise<Findings>;
  reasons(key: string, row: number): Promise<Reason[]>;
  exceptions(key: string, signal: AbortSignal): Promise<ExceptionUse[]>;
  records(key: string, rows: readonly number[]): Promise<(string | undefined)[]>;
  madeText(uri: string, text: string): Promise<MadeText | undefined>;
  eventsIn(text: string): Promise<{ count: number; first: CloudTrailRecord | undefined }>;
  reloadRules(): void;
  rule(id: string): Promise<RuleText | undefined>;
  readable(address: ReadableAddress, signal?: AbortSignal): Promise<Uint8Array>;
  readableSize(address: ReadableAddress, signal?: AbortSignal): Promise<number>;
  /** How many records an open case knows in a source; undefined when none knows it. */
  recordCount(uri: string): Promise<number | undefined>;
  peek(uri: string, signal?: AbortSignal): Promise<Beginning>;
  forget(uri: string): void;
}

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

interface Entry {
  readonly request: { readonly version: number; readonly from: DocumentRequest['from'] };
  readonly abort: AbortController;
  readonly ready: Promise<LogDocument | undefined>;
  /** Fulfilled when the worker has nothing more to do for it. */
  readonly done: Promise<void>;
  state: LogState;
  /** Ends the newest run of the rules: they may change while they run. */
  detection?: AbortController;
  /** Whether the worker works on it now. */
  busy: boolean;
  /** How often the worker died while it did, since it was last done with it. */
  deaths: number;
}

/** After so many deaths of the worker while it worked on a log, the log is set aside. */
const MAX_DEATHS = 2;
const SET_ASIDE = 'The worker that reads logs failed on this one twice, so it is left alone. Open it again to retry.';

/** The logs that are open in the editor: the one service that features ask. */
export class OpenLogs {
  private readonly entries = new Map<string, Entry>();
  private readonly changes = new Emitter<LogState>();
  private readonly closings = new Emitter<string>();
  private readonly activations = new Emitter<string | undefined>();
  private activeUri: string | undefined;

  /** A log was read, its findings are there, or it failed. */
  readonly onDidChange = this.changes.event;
  readonly onDidClose = this.closings.event;
  /** Another log, or none, is the active one. */
  readonly onDidActivate = this.activations.event;

  /** The first records of readable views that show nothing else until the editor has all of them, as UTF-8. */
  readonly beginnings = new Map<string, Uint8Array>();

  constructor(readonly worker: Worker) {}

  /** The log that views show: that of the active editor, or the last that was. */
  get active(): LogState | undefined {
    return this.activeUri === undefined ? undefined : this.state(this.activeUri);
  }

  state(uri: string): LogState | undefined {
    return this.entries.get(uri)?.state;
  }

  activate(uri: string | undefined): void {
    if (uri === this.activeUri) return;
    this.activeUri = uri;
    this.activations.fire(uri);
  }

  /**
   * The document once `version` of it, or a newer one, is read; undefined when it is not open or failed. A version that
   * the editor has and nobody asked to read yet is waited for.
   */
  async document(uri: string, version = 0): Promise<LogDocument | undefined> {
    for (;;) {
      const entry = this.entries.get(uri);
      if (entry === undefined || entry.request.version >= version) return entry?.ready;
      await this.nextNews(uri);
    }
  }

  /**
   * How a log stands once nothing more is to come: all of it is read and the newest run of the rules is through, or it
   * failed. Undefined when it is not open.
   */
  async settled(uri: string): Promise<LogState | undefined> {
    for (;;) {
      const entry = this.entries.get(uri);
      await entry?.ready;
      if (entry !== this.entries.get(uri)) continue;
      if (entry === undefined) return undefined;
      const { findings, failure } = entry.state;
      if (!entry.busy && (findings !== undefined || failure !== undefined)) return entry.state;
      await this.nextNews(uri);
    }
  }

  private nextNews(uri: string): Promise<void> {
    return new Promise((resolve) => {
      const heard = (about: string): void => {
        if (about !== uri) return;
        listening.forEach((listener) => listener.dispose());
        resolve();
      };
      const listening = [this.onDidChange((state) => heard(state.uri)), this.onDidClose(heard)];
    });
  }

  /** Reads a version of a document; an older reading of it ends. */
  update(uri: string, version: number, from: DocumentRequest['from']): Promise<LogDocument | undefined> {
    return this.begin(uri, { version, from }, 0, Promise.resolve()).ready;
  }

  private begin(uri: string, request: Entry['request'], deaths: number, turn: Promise<unknown>): Entry {
    const known = this.entries.get(uri);
    known?.abort.abort();
    const { version } = request;
    let findings: Promise<void> | undefined;
    const ready = turn.then(async () => {
      const document = await this.read(entry);
      if (document !== undefined && !entry.abort.signal.aborted && !isBeginning(request))
        findings = this.detect(entry, document);
      else entry.busy = false;
      return document;
    });
    const entry: Entry = {
      request,
      abort: new AbortController(),
      ready,
      done: ready.then(() => findings),
      // the last document stays in sight until the new one is read
      state: { uri, version, document: known?.state.document, findings: known?.state.findings },
      busy: false,
      deaths,
    };
    this.entries.set(uri, entry);
    this.changes.fire(entry.state);
    return entry;
  }

  close(uri: string): void {
    const entry = this.entries.get(uri);
    if (entry === undefined) return;
    entry.abort.abort();
    this.entries.delete(uri);
    this.worker.close(uri);
    this.closings.fire(uri);
    if (this.activeUri === uri) this.activate(undefined);
  }

  /** Runs the rules over every open log again: they changed. */
  detectAgain(): void {
    for (const entry of this.entries.values()) {
      const { document, version, beginning } = entry.state;
      if (document?.version === version && beginning !== true) void this.detect(entry, document);
    }
  }

  /**
   * Reads every open log again: the worker that knew them is gone. Those that it worked on when it died are read last,
   * one at a time, so that the one that kills it is known and left alone.
   */
  reopen(): void {
    const entries = [...this.entries];
    const others = entries.filter(([, { busy }]) => !busy);
    let turn: Promise<unknown> = Promise.all(
      others.map(([uri, { request, deaths }]) => this.begin(uri, request, deaths, Promise.resolve()).done),
    );
    for (const [uri, { request, deaths, busy }] of entries) {
      if (busy) turn = this.begin(uri, request, deaths + 1, turn).done;
    }
  }

  private async read(entry: Entry): Promise<LogDocument | undefined> {
    const { uri, version } = entry.state;
    const { signal } = entry.abort;
    try {
      signal.throwIfAborted();
      if (entry.deaths >= MAX_DEATHS) throw new Error(SET_ASIDE);
      entry.busy = true;
      const analysis = await this.worker.open({ uri, from: entry.request.from }, signal);
      signal.throwIfAborted();
      const document = new LogDocument(uri, version, analysis);
      this.advance(entry, { uri, version, document, beginning: isBeginning(entry.request) });
      return document;
    } catch (error) {
      if (!signal.aborted) this.advance(entry, { uri, version, failure: messageOf(error) });
      // who waited for an older version gets the newer one
      return signal.aborted ? this.entries.get(uri)?.ready : undefined;
    }
  }

  private async detect(entry: Entry, document: LogDocument): Promise<void> {
    const { uri, version } = entry.state;
    entry.detection?.abort();
    const detection = (entry.detection = new AbortController());
    const signal = AbortSignal.any([entry.abort.signal, detection.signal]);
    entry.busy = true;
    try {
      const findings = await this.worker.findings(uri, signal);
      entry.deaths = 0;
      this.advance(entry, { uri, version, document, findings });
    } catch (error) {
      if (!signal.aborted) this.advance(entry, { uri, version, document, failure: messageOf(error) });
    } finally {
      if (entry.detection === detection) entry.busy = false;
    }
  }

  private advance(entry: Entry, state: LogState): void {
    if (this.entries.get(state.uri) !== entry) return;
    entry.state = state;
    this.changes.fire(state);
  }
}

function isBeginning({ from }: Entry['request']): boolean {
  return 'readable' in from && from.readable.beginning === true;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
