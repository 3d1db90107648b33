import { Emitter } from '../emitter';
import type { LogDocument } from './logDocument';
import type { LogWorker } from './logWorker';
import type { DocumentRequest } from './openDocuments';
import { type LogHolder, type LogRequest, type LogState, OpenLog } from './openLog';

export type { LogState };

/** The logs that are open in the editor: the one service that features ask. */
export class OpenLogs {
  private readonly logs = new Map<string, OpenLog>();
  private readonly holder: LogHolder;
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

  constructor(readonly worker: LogWorker) {
    const newest = (uri: string): OpenLog | undefined => this.logs.get(uri);
    this.holder = { worker, newest, changed: (state) => this.changes.fire(state) };
  }

  /** The log that views show: that of the active editor, or the last that was. */
  get active(): LogState | undefined {
    return this.activeUri === undefined ? undefined : this.state(this.activeUri);
  }

  state(uri: string): LogState | undefined {
    return this.logs.get(uri)?.state;
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
      const log = this.logs.get(uri);
      if (log === undefined || log.request.version >= version) return log?.ready;
      await this.nextNews(uri);
    }
  }

  /**
   * How a log stands once nothing more is to come: all of it is read and the newest run of the rules is through, or it
   * failed. Undefined when it is not open.
   */
  async settled(uri: string): Promise<LogState | undefined> {
    for (;;) {
      const log = this.logs.get(uri);
      await log?.ready;
      if (log !== this.logs.get(uri)) continue;
      if (log === undefined) return undefined;
      const { findings, failure } = log.state;
      if (!log.busy && (findings !== undefined || failure !== undefined)) return log.state;
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

  private begin(uri: string, request: LogRequest, deaths: number, turn: Promise<unknown>): OpenLog {
    const before = this.logs.get(uri);
    before?.end();
    // the last document stays in sight until the new one is read
    const state = { uri, version: request.version, document: before?.state.document, findings: before?.state.findings };
    const log = new OpenLog(this.holder, state, request, deaths, turn);
    this.logs.set(uri, log);
    this.changes.fire(state);
    return log;
  }

  close(uri: string): void {
    const log = this.logs.get(uri);
    if (log === undefined) return;
    log.end();
    this.logs.delete(uri);
    this.worker.close(uri);
    this.closings.fire(uri);
    if (this.activeUri === uri) this.activate(undefined);
  }

  /** Runs the rules over every open log again: they changed. */
  detectAgain(): void {
    for (const log of this.logs.values()) log.detectAgain();
  }

  /**
   * Reads every open log again: the worker that knew them is gone. Those that it worked on when it died are read last,
   * one at a time, so that the one that kills it is known and left alone.
   */
  reopen(): void {
    const logs = [...this.logs];
    let turn: Promise<unknown> = Promise.all(
      logs
        .filter(([, { busy }]) => !busy)
        .map(([uri, { request, deaths }]) => this.begin(uri, request, deaths, Promise.resolve()).done),
    );
    for (const [uri, { request, deaths, busy }] of logs) {
      if (busy) turn = this.begin(uri, request, deaths + 1, turn).done;
    }
  }
}
