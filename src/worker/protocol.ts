import type { CaseEngine, DocumentRequest, Findings, RuleText } from '../case/engine';
import type { DocumentAnalysis } from '../case/documentAnalysis';
import type { RuleSource } from '../detection';
import type { Facet } from '../query/facets';
import type { Group } from '../query/groups';

/** What the editor may ask of the worker: name, arguments, answer. */
export interface Requests {
  readonly configure: (settings: WorkerSettings) => void;
  readonly readable: (uri: string) => Uint8Array;
  readonly peek: (uri: string) => { oneLine: boolean; size: number };
  readonly forget: (uri: string) => void;
  readonly open: (request: DocumentRequest) => DocumentAnalysis;
  readonly close: (uri: string) => void;
  readonly groups: (uri: string, facet: Facet) => Group[];
  readonly rows: (uri: string, facet: Facet, value: string | undefined) => Uint32Array;
  readonly findings: (uri: string) => Findings;
  readonly rule: (id: string) => RuleText | undefined;
}

export interface WorkerSettings {
  /** Bytes that one source may inflate to. */
  readonly inflatedCap: number;
}

/** What the worker may ask of the editor, which alone reaches every file system and the extension's own files. */
export interface HostRequests {
  readonly read: (uri: string) => Uint8Array;
  readonly rules: () => RuleSource[];
}

/** One way of a two-way conversation; `id` counts requests of the side that asks. */
export type Message =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string; readonly cancelled: boolean };

/** A message port of any host: a worker, its parent, or two ends in one thread. */
export interface Port {
  send(message: Message, transfer?: readonly ArrayBufferLike[]): void;
  onMessage(listener: (message: Message) => void): void;
}

/** A method that answers requests; the signal is aborted when the asker cancels. */
export type Handlers<R> = {
  readonly [Name in keyof R]: R[Name] extends (...args: infer Args) => infer Answer
    ? (signal: AbortSignal, ...args: Args) => Answer | Promise<Answer>
    : never;
};

/** Answers the editor's requests with an engine. */
export function engineHandlers(engine: CaseEngine): Handlers<Requests> {
  return {
    configure: (_, settings) => {
      engine.cap = settings.inflatedCap;
    },
    // a copy, because it is handed over and the engine keeps its own
    readable: async (signal, uri) => (await engine.readable(uri, signal)).slice(),
    peek: (signal, uri) => engine.peek(uri, signal),
    forget: (_, uri) => engine.forget(uri),
    open: (signal, request) => engine.open(request, signal),
    close: (_, uri) => engine.close(uri),
    groups: (_, uri, facet) => engine.groups(uri, facet),
    rows: (_, uri, facet, value) => engine.rows(uri, facet, value),
    findings: (signal, uri) => engine.findings(uri, signal),
    rule: (_, id) => engine.rule(id),
  };
}
