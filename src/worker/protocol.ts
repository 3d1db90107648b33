import type { CaseEngine } from '../case/engine';
import { type PackedFindings, packFindings } from '../case/findings/packedFindings';
import type { Reason } from '../case/ruleAnswers';
import type { RulesGiven, RuleText } from '../case/rules/ruleBook';
import type { LoadProgress } from '../case/loading/caseLoader';
import type { NamedSource } from '../case/namedSources';
import type { CaseSummary } from '../case/caseSummary';
import type { DiskChanges } from '../case/diskChanges';
import type { DocumentAnalysis } from '../case/documents/documentAnalysis';
import type { EventPlace, EventTable } from '../case/eventTable';
import { type Addition, addition } from '../case/exceptions/appending';
import type { FindingCalls } from '../case/exceptions/calls';
import type { EventsBehind, FindingKey } from '../case/exceptions/eventsBehind';
import type { ExceptionUse } from '../case/exceptions/exceptionsUsed';
import type { ClosedRequest } from '../case/documents/closedDocuments';
import type { NamePlaces } from '../case/documents/namePlaces';
import type { DocumentRequest } from '../case/documents/openDocuments';
import type { PassedOver } from '../case/passedOver';
import type { Listing } from '../case/platform';
import type { Beginning, ReadableAddress } from '../case/readable/readableViews';
import type { RowBeside } from '../case/rowBeside';
import type { TagSeen } from '../case/rules/ruleWriting/eventTags';
import type { FieldsSeen, ValuesSeen } from '../case/rules/ruleWriting/fields';
import { type RuleCheck, type RuleName, type RuleUse, RuleWriting } from '../case/rules/ruleWriting/ruleWriting';
import type { TrialResult } from '../case/rules/ruleWriting/trial';
import type { CaseStorage } from '../case/loading/savedCase';
import type { Facet } from '../query/facets';
import type { Group } from '../query/groups';
import { eventsIn } from '../reading/selected';
import type { MadeText } from '../reading/layers/textMap';
import type { CloudTrailRecord } from '../record/types';
import { HandOver } from './conversation';

/** What the editor may ask of the worker: name, arguments, answer. */
export interface Requests {
  readonly configure: (settings: WorkerSettings) => void;
  readonly readable: (address: ReadableAddress) => Uint8Array;
  readonly readableSize: (address: ReadableAddress) => number;
  readonly recordCount: (uri: string) => number | undefined;
  readonly peek: (uri: string) => Beginning;
  readonly forget: (uri: string) => void;
  readonly open: (request: DocumentRequest) => DocumentAnalysis;
  readonly close: (uri: string) => void;
  readonly namePlaces: (request: ClosedRequest) => NamePlaces | undefined;
  readonly openCase: (key: string, uris: readonly string[]) => CaseSummary;
  readonly renewCase: (key: string, uris: readonly string[]) => CaseSummary;
  readonly diskChanges: (key: string, uris: readonly string[]) => DiskChanges;
  readonly stopCase: (key: string) => void;
  readonly closeCase: (key: string) => void;
  readonly sources: (key: string) => readonly NamedSource[];
  readonly passedOver: (key: string) => PassedOver;
  readonly events: (key: string, rows: Uint32Array, generation?: number) => EventTable;
  readonly place: (key: string, row: number, generation?: number) => EventPlace | undefined;
  readonly rowAt: (key: string, place: EventPlace) => number | undefined;
  readonly beside: (
    key: string,
    rows: Uint32Array,
    place: EventPlace | undefined,
    direction: 1 | -1,
  ) => RowBeside | undefined;
  readonly recordsIn: (key: string, rows: Uint32Array, uri: string) => Int32Array;
  readonly groups: (uri: string, facet: Facet) => Group[];
  readonly rows: (uri: string, facet: Facet, value: string | undefined, generation?: number) => Uint32Array;
  readonly findings: (uri: string) => PackedFindings;
  readonly reasons: (key: string, row: number) => Reason[];
  readonly exceptions: (key: string) => ExceptionUse[];
  readonly calls: (
    key: string,
    ruleId: string,
    rows: readonly number[],
    generation?: number,
  ) => FindingCalls | undefined;
  readonly addition: (existing: string, documents: string) => Addition;
  readonly eventsBehind: (
    key: string,
    ruleId: string,
    finding: FindingKey,
    generation?: number,
  ) => EventsBehind | undefined;
  readonly records: (key: string, rows: readonly number[], generation?: number) => (string | undefined)[];
  readonly madeText: (uri: string, text: string) => MadeText | undefined;
  readonly eventsIn: (text: string) => { count: number; first: CloudTrailRecord | undefined };
  readonly rule: (id: string) => RuleText | undefined;
  readonly reloadRules: () => void;
  readonly checkRules: (path: string, text: string) => RuleCheck;
  readonly tryRules: (key: string, path: string, text: string) => TrialResult | undefined;
  readonly countFields: (key: string, paths: readonly string[]) => readonly number[] | undefined;
  readonly fieldsSeen: (key: string, names: readonly string[]) => FieldsSeen | undefined;
  readonly valuesSeen: (key: string, path: string, names: readonly string[]) => ValuesSeen | undefined;
  readonly nearestFields: (key: string, paths: readonly string[]) => readonly (string | undefined)[] | undefined;
  readonly ruleNames: () => readonly RuleName[];
  readonly ruleUses: (id: string) => readonly RuleUse[];
  readonly tagsSeen: () => readonly TagSeen[];
  readonly tagsOfEvent: (record: CloudTrailRecord) => readonly string[];
}

export interface WorkerSettings {
  /** Bytes that one source may inflate to. */
  readonly inflatedCap: number;
  /** Path of a folder to keep cases in, where there is one. */
  readonly storage?: string;
}

/** What the worker may ask of the editor, which alone reaches every file system and the extension's own files. */
export interface HostRequests {
  readonly read: (uri: string) => Uint8Array;
  /** `key`: of the case that the files are for, which is told how many there are so far. */
  readonly list: (uris: readonly string[], key?: string) => Listing;
  readonly rules: () => RulesGiven;
  readonly progress: (key: string, progress: LoadProgress) => void;
  readonly changed: (key: string, generation: number) => void;
  /** How much of running the rules over a document or a case is done, from 0 to 1. */
  readonly ruleProgress: (key: string, share: number) => void;
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
    ? (signal: AbortSignal, ...args: Args) => Answer | Promise<Answer> | Promise<HandOver<Answer>>
    : never;
};

/** Answers the editor's requests with an engine. */
export function engineHandlers(
  engine: CaseEngine,
  onRuleProgress: (key: string, share: number) => void,
  storageIn?: (folder: string) => CaseStorage,
): Handlers<Requests> {
  const writing = new RuleWriting(engine.rules, (key) => engine.scopeOf(key));
  return {
    configure: (_, settings) => {
      engine.cap = settings.inflatedCap;
      if (settings.storage !== undefined) engine.cases.kept.storage = storageIn?.(settings.storage);
    },
    readable: async (signal, address) => {
      // a copy, because it is handed over and the engine keeps its own
      const bytes = (await engine.readable(address, signal)).slice();
      return new HandOver(bytes, [bytes.buffer]);
    },
    readableSize: async (signal, address) => (await engine.readable(address, signal)).length,
    recordCount: (_, uri) => engine.cases.recordCount(uri),
    peek: (signal, uri) => engine.peek(uri, signal),
    forget: (_, uri) => engine.forget(uri),
    open: (signal, request) => engine.open(request, signal),
    close: (_, uri) => engine.close(uri),
    namePlaces: (signal, request) => engine.namePlaces(request, signal),
    openCase: (signal, key, uris) => {
      // its findings are asked for as soon as it is read, and until then this thread has little to do
      engine.rules.loaded().catch(() => undefined);
      return engine.cases.open(key, uris, engine.cap, signal);
    },
    renewCase: (signal, key, uris) => engine.cases.renew(key, uris, engine.cap, signal),
    diskChanges: (signal, key, uris) => engine.cases.diskChanges(key, uris, signal),
    stopCase: (_, key) => engine.cases.stop(key),
    closeCase: (_, key) => engine.cases.close(key),
    sources: (_, key) => engine.cases.sources(key),
    passedOver: (_, key) => engine.cases.passedOver(key),
    events: (_, key, rows, generation) => engine.events(key, rows, generation),
    place: (_, key, row, generation) => engine.place(key, row, generation),
    rowAt: (_, key, place) => engine.rowAt(key, place),
    beside: (_, key, rows, place, direction) => engine.beside(key, rows, place, direction),
    recordsIn: (_, key, rows, uri) => engine.recordsIn(key, rows, uri),
    groups: (_, uri, facet) => engine.groups(uri, facet),
    rows: (_, uri, facet, value, generation) => engine.rows(uri, facet, value, generation),
    findings: async (signal, uri) => {
      const packed = packFindings(await engine.answers.findings(uri, signal, (share) => onRuleProgress(uri, share)));
      return new HandOver(packed, [packed.numbers.buffer, packed.measures.buffer]);
    },
    reasons: (_, key, row) => engine.answers.reasons(key, row),
    exceptions: (signal, key) => engine.answers.exceptions(key, signal),
    calls: (_, key, ruleId, rows, generation) => engine.answers.calls(key, ruleId, rows, generation),
    addition: (_, existing, documents) => addition(existing, documents),
    eventsBehind: (signal, key, ruleId, finding, generation) =>
      engine.answers.eventsBehind(key, ruleId, finding, generation, signal),
    records: (_, key, rows, generation) => engine.records(key, rows, generation),
    madeText: (_, uri, text) => engine.madeText(uri, text),
    eventsIn: (_, text) => {
      const events = eventsIn(text);
      return { count: events.length, first: events[0] };
    },
    rule: (_, id) => engine.rules.rule(id),
    reloadRules: () => engine.rules.reload(),
    checkRules: (_, path, text) => writing.check(path, text),
    tryRules: (signal, key, path, text) => writing.try(key, path, text, signal),
    countFields: (signal, key, paths) => writing.countFields(key, paths, signal),
    fieldsSeen: (signal, key, names) => writing.fields(key, names, signal),
    valuesSeen: (signal, key, path, names) => writing.values(key, path, names, signal),
    nearestFields: (signal, key, paths) => writing.nearestFields(key, paths, signal),
    ruleNames: () => writing.names(),
    ruleUses: (signal, id) => writing.uses(id, signal),
    tagsSeen: () => writing.tags(),
    tagsOfEvent: (_, record) => writing.tagsOf(record),
  };
}
