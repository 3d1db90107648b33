import type { MatchReason, RuleProblem } from '../detection';
import { IndexBuilder } from '../index/indexBuilder';
import { type Facet, FacetReader } from '../query/facets';
import { type Group, groupsOf } from '../query/groups';
import { rowsOf } from '../query/rowsOf';
import { headOf } from '../reading/head';
import { RecordSource } from '../reading/recordSource';
import { type MadeText, madeText } from '../reading/layers/textMap';
import type { DocumentAnalysis } from './documents/documentAnalysis';
import type { ScanPool } from './loading/caseLoader';
import { type CaseListener, Cases } from './cases';
import { deliveriesIn, placeIn } from './deliveries';
import { eachRecord, type SourceOf } from './sources/eachRecord';
import { type EventPlace, type EventTable, eventTable } from './eventTable';
import { type ExceptionUse, exceptionsUsed, rulesBehind } from './exceptions/exceptionsUsed';
import { type FindingGroup, groupFindings } from './findings/findingGroups';
import { findHits, type Hit, matchesOf } from './findings/findings';
import { type DocumentRequest, OpenDocuments } from './documents/openDocuments';
import type { Platform, SourceFile } from './platform';
import { type Beginning, type ReadableAddress, ReadableViews } from './readable/readableViews';
import { rowAt, rowBeside, type RowBeside } from './rowBeside';
import { RuleBook, type RuleFacts, type RulesGiven, factsOfRule } from './rules/ruleBook';
import { DEFAULT_INFLATED_CAP } from './sources/source';
import { SourceCache } from './sources/sourceCache';
import { Turns } from './turns';

/** One finding: which rule, on which event, and for a correlation the events it is about. */
export interface FindingHit {
  /** Number into {@link Findings.rules}. */
  readonly rule: number;
  readonly row: number;
  /** All rows of a correlation in order of time; empty for a rule about one event. */
  readonly chain: readonly number[];
  readonly group: Hit['group'];
  readonly count: Hit['count'];
  readonly value: Hit['value'];
}

/** Findings of a document or a case. */
export interface Findings {
  readonly rules: readonly RuleFacts[];
  readonly hits: readonly FindingHit[];
  readonly groups: readonly FindingGroup[];
  readonly problems: readonly RuleProblem[];
  /** Events that a rule may be true of and that could not be looked at: their source was changed or can no longer be read. */
  readonly unread: number;
}

/** Why a rule is true of an event. */
export interface Reason {
  readonly rule: RuleFacts;
  readonly reasons: readonly MatchReason[];
  /** Ids of the correlations that count its events. */
  readonly countedBy: readonly string[];
}

/** The heavy half of what is open: lives in a worker, answers with numbers, spans and short texts. */
export class CaseEngine {
  private readonly cache: SourceCache;
  private readonly views: ReadableViews;
  private readonly documents: OpenDocuments;
  readonly rules: RuleBook;
  private inflatedCap = DEFAULT_INFLATED_CAP;

  /** Folders of logs read as one. */
  readonly cases: Cases;

  constructor(
    private readonly platform: Platform,
    rulesGiven: () => Promise<RulesGiven>,
    listener: CaseListener,
    poolFor: (files: readonly SourceFile[]) => Promise<ScanPool>,
  ) {
    this.cache = new SourceCache(platform);
    this.rules = new RuleBook(rulesGiven);
    this.cases = new Cases(platform, poolFor, listener, this.cache);
    this.views = new ReadableViews(platform, this.cache, this.cases);
    this.documents = new OpenDocuments(this.cache, this.views);
  }

  /** Bytes that one source may inflate to. What was read under another limit is read again. */
  get cap(): number {
    return this.inflatedCap;
  }

  set cap(bytes: number) {
    if (bytes === this.inflatedCap) return;
    this.inflatedCap = bytes;
    this.cache.clear();
    this.views.clear();
  }

  /** A source, or some of its records, laid out for people, as UTF-8. */
  readable(address: ReadableAddress, signal?: AbortSignal): Promise<Uint8Array> {
    return this.views.get(address, this.cap, signal);
  }

  /** What the first bytes of a source tell; cheap, to choose how to open it. */
  peek(uri: string, signal?: AbortSignal): Promise<Beginning> {
    return this.views.beginning(uri, this.cap, signal);
  }

  /** To be called when a source changed: its bytes are read again at the next question. */
  forget(uri: string): void {
    this.cache.forget(uri);
    this.views.forget(uri);
  }

  /** Reads a document's records; it stays known under its uri until it is closed. */
  open(request: DocumentRequest, signal?: AbortSignal): Promise<DocumentAnalysis> {
    return this.documents.open(request, this.cap, signal);
  }

  close(uri: string): void {
    this.documents.close(uri);
  }

  /** The values of a facet in a document or a case. */
  groups(key: string, facet: Facet): Group[] {
    const reader = this.readerOf(key);
    return reader === undefined ? [] : groupsOf(reader, facet);
  }

  /** The rows of one value, in order of time. `generation`: see {@link Cases.get}. */
  rows(key: string, facet: Facet, value: string | undefined, generation?: number): Uint32Array {
    const reader = this.readerOf(key, generation);
    return reader === undefined ? new Uint32Array() : rowsOf(reader, facet, value);
  }

  /** What lists show of rows. Rows that are not there, because the case was read anew, are left out. */
  events(key: string, rows: Uint32Array, generation?: number): EventTable {
    const reader = this.readerOf(key, generation) ?? NO_ROWS;
    const known = rows.filter((row) => row < reader.index.count);
    const table = eventTable(reader, known);
    const opened = this.cases.get(key, generation);
    if (opened === undefined) return table;
    return { ...table, places: Array.from(known, (row) => placeIn(opened, row)), others: deliveriesIn(opened, known) };
  }

  /** Where the record of a case's row stands. */
  place(key: string, row: number): EventPlace | undefined {
    const opened = this.cases.get(key);
    return opened === undefined || row >= opened.index.count ? undefined : placeIn(opened, row);
  }

  /** The row of a record of a case. */
  rowAt(key: string, { uri, record }: EventPlace): number | undefined {
    const opened = this.cases.get(key);
    const source = opened?.sources.findIndex((one) => one.uri === uri) ?? -1;
    return opened && source >= 0 ? rowAt(opened.index, { source, index: record }) : undefined;
  }

  /**
   * Of some rows of a case, the one beside a record of one of its sources: see {@link rowBeside}. Undefined where the
   * case does not hold the source.
   */
  beside(key: string, rows: Iterable<number>, place: EventPlace, direction: 1 | -1): RowBeside | undefined {
    const opened = this.cases.get(key);
    const source = opened?.sources.findIndex(({ uri }) => uri === place.uri) ?? -1;
    return opened && source >= 0
      ? rowBeside(opened.index, rows, { source, index: place.record }, direction)
      : undefined;
  }

  /** Which record of a source each row of a case is; -1 for those of other sources. */
  recordsIn(key: string, rows: Uint32Array, uri: string): Int32Array {
    const opened = this.cases.get(key);
    const source = opened?.sources.findIndex((one) => one.uri === uri) ?? -1;
    return Int32Array.from(rows, (row) => {
      if (opened === undefined || source < 0 || row >= opened.index.count) return -1;
      const place = opened.index.place(row);
      return place.source === source ? place.index : -1;
    });
  }

  private readerOf(key: string, generation?: number): FacetReader | undefined {
    return this.documents.get(key)?.reader ?? this.cases.get(key, generation)?.reader;
  }

  /** Runs the rules over a document or a case. */
  async findings(key: string, signal?: AbortSignal): Promise<Findings> {
    const { detector, set } = await this.rules.loaded();
    const scope = this.scopeOf(key);
    if (scope === undefined) return { rules: [], hits: [], groups: [], problems: set.problems, unread: 0 };
    const unread: number[] = [];
    const { index } = scope.reader;
    const finderOf = await this.platform.finderOf?.();
    const found = await findHits(set, detector, index, scope.sourceOf, new Turns(signal), unread, finderOf);
    const numbers = new Map<Hit['rule'], number>();
    for (const { rule } of found) if (!numbers.has(rule)) numbers.set(rule, numbers.size);
    const numberOf = ({ rule }: Hit): number => numbers.get(rule) as number;
    return {
      rules: [...numbers.keys()].map(factsOfRule),
      hits: found.map((hit) => ({ ...hit, rule: numberOf(hit) })),
      groups: groupFindings(found, numberOf, scope.reader),
      problems: set.problems,
      unread: unread.length,
    };
  }

  /** Why rules are true of an event: the selections and the values that made them so. */
  async reasons(key: string, row: number): Promise<Reason[]> {
    const { detector, set } = await this.rules.loaded();
    const scope = this.scopeOf(key);
    if (scope === undefined || row >= scope.reader.index.count) return [];
    const source = await scope.sourceOf(scope.reader.index.place(row).source);
    const matches = source === undefined ? [] : matchesOf(detector, scope.reader.index, row, source);
    return matches.map((match) => ({
      rule: factsOfRule(match.rule),
      reasons: match.explain(),
      countedBy: set.correlations.filter((one) => rulesBehind(one).includes(match.rule)).map(({ id }) => id),
    }));
  }

  /** What the exceptions left out of a document or a case. */
  async exceptions(key: string, signal?: AbortSignal): Promise<ExceptionUse[]> {
    const { set } = await this.rules.loaded();
    const scope = this.scopeOf(key);
    if (scope === undefined) return [];
    const finderOf = await this.platform.finderOf?.();
    return exceptionsUsed(set, scope.reader.index, scope.sourceOf, new Turns(signal), finderOf);
  }

  /** The texts of records as they stand in their sources; of those that can no longer be read undefined. */
  async records(key: string, rows: readonly number[]): Promise<(string | undefined)[]> {
    const scope = this.scopeOf(key);
    if (scope === undefined) return rows.map(() => undefined);
    const texts = new Map<number, string>();
    const { index } = scope.reader;
    const there = new Set(rows.filter((row) => row < index.count));
    await eachRecord(index, there, scope.sourceOf, new Turns(), (row, bytes, start, end) => {
      texts.set(row, new TextDecoder().decode(bytes.subarray(start, end)));
    });
    return rows.map((row) => texts.get(row));
  }

  /** The record's own text of what stands for it in a document, a row of CSV or the inside of a string, and the way back. */
  madeText(uri: string, text: string): MadeText | undefined {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    const bytes = new TextEncoder().encode(text);
    const made = new RecordSource(bytes, headOf(document.source.bytes)).record(0, bytes.length);
    return madeText(text, made);
  }

  /** The events of a document or a case, and how their records are read again. */
  scopeOf(key: string): { reader: FacetReader; sourceOf: SourceOf } | undefined {
    const document = this.documents.get(key);
    if (document !== undefined) return { reader: document.reader, sourceOf: async () => document.source };
    const opened = this.cases.get(key);
    if (opened === undefined) return undefined;
    const sourceOf: SourceOf = async (source, spans, signal) => {
      const loaded = opened.sources[source];
      if (loaded === undefined) return undefined;
      return this.cache.records(loaded.uri, this.cap, spans, signal, loaded.version).catch(() => undefined);
    };
    return { reader: opened.reader, sourceOf };
  }
}

const NO_ROWS = new FacetReader(new IndexBuilder().build());
