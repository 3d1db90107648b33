import { IndexBuilder } from '../index/indexBuilder';
import { type Facet, FacetReader } from '../query/facets';
import { type Group, groupsOf } from '../query/groups';
import { rowsOf } from '../query/rowsOf';
import { headOf } from '../reading/head';
import { RecordSource } from '../reading/recordSource';
import { type MadeText, madeText } from '../reading/layers/textMap';
import type { DocumentAnalysis } from './documents/documentAnalysis';
import { ClosedDocuments, type ClosedRequest } from './documents/closedDocuments';
import type { NamePlaces } from './documents/namePlaces';
import type { ScanPool } from './loading/caseLoader';
import type { CaseListener } from './caseNews';
import { Cases } from './cases';
import { deliveriesIn } from './deliveries';
import { eachRecord, type SourceOf } from './sources/eachRecord';
import { type EventPlace, type EventTable, eventTable } from './eventTable';
import { type DocumentRequest, OpenDocuments } from './documents/openDocuments';
import type { Platform, SourceFile } from './platform';
import { besideIn, placeIn, recordsIn, rowOf } from './places';
import { type Beginning, type ReadableAddress, ReadableViews } from './readable/readableViews';
import { RuleAnswers } from './ruleAnswers';
import type { RowBeside } from './rowBeside';
import { RuleBook, type RulesGiven } from './rules/ruleBook';
import type { Scope } from './scope';
import { DEFAULT_INFLATED_CAP } from './sources/source';
import { SourceCache } from './sources/sourceCache';
import { Turns } from './turns';

export type { FindingHit, Findings, Reason } from './ruleAnswers';

/** The heavy half of what is open: lives in a worker, answers with numbers, spans and short texts. */
export class CaseEngine {
  private readonly cache: SourceCache;
  private readonly views: ReadableViews;
  private readonly documents: OpenDocuments;
  private readonly closed: ClosedDocuments;
  readonly rules: RuleBook;
  private inflatedCap = DEFAULT_INFLATED_CAP;

  /** Folders of logs read as one. */
  readonly cases: Cases;
  /** What the rules say of what is open. */
  readonly answers: RuleAnswers;

  constructor(
    platform: Platform,
    rulesGiven: () => Promise<RulesGiven>,
    listener: CaseListener,
    poolFor: (files: readonly SourceFile[]) => Promise<ScanPool>,
  ) {
    this.cache = new SourceCache(platform);
    this.rules = new RuleBook(rulesGiven);
    this.cases = new Cases(platform, poolFor, listener, this.cache);
    this.views = new ReadableViews(platform, this.cache, this.cases);
    this.documents = new OpenDocuments(this.cache, this.views);
    this.closed = new ClosedDocuments(platform, this.cache, this.views, this.cases);
    this.answers = new RuleAnswers(this.rules, this, platform);
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

  /** Where names stand in a log that is not open: see {@link ClosedDocuments.namePlaces}. */
  namePlaces(request: ClosedRequest, signal?: AbortSignal): Promise<NamePlaces | undefined> {
    return this.closed.namePlaces(request, this.cap, signal);
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
  place(key: string, row: number, generation?: number): EventPlace | undefined {
    const opened = this.cases.get(key, generation);
    return opened === undefined || row >= opened.index.count ? undefined : placeIn(opened, row);
  }

  /** The row of a record of a case; undefined where the case does not hold it, or as a copy of another. */
  rowAt(key: string, place: EventPlace): number | undefined {
    const opened = this.cases.get(key);
    return opened && rowOf(opened, place);
  }

  /** Of some rows of a case, the one beside a record of one of its files: see {@link besideIn}. */
  beside(key: string, rows: Iterable<number>, place: EventPlace | undefined, direction: 1 | -1): RowBeside | undefined {
    const opened = this.cases.get(key);
    return opened && besideIn(opened, rows, place, direction);
  }

  /** Which record of a file each row of a case is; -1 for those of other files. */
  recordsIn(key: string, rows: Uint32Array, uri: string): Int32Array {
    return recordsIn(this.cases.get(key), rows, uri);
  }

  private readerOf(key: string, generation?: number): FacetReader | undefined {
    return this.documents.get(key)?.reader ?? this.cases.get(key, generation)?.reader;
  }

  /** The texts of records as they stand in their sources; of those that can no longer be read undefined. */
  async records(key: string, rows: readonly number[], generation?: number): Promise<(string | undefined)[]> {
    const scope = this.scopeOf(key, generation);
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
  scopeOf(key: string, generation?: number): Scope | undefined {
    const document = this.documents.get(key);
    if (document !== undefined) return { reader: document.reader, sourceOf: async () => document.source };
    const opened = this.cases.get(key, generation);
    if (opened === undefined) return undefined;
    const sourceOf: SourceOf = async (source, spans, signal) => {
      const loaded = opened.sources[source];
      if (loaded === undefined) return undefined;
      const { uri, version } = loaded;
      return this.cache.records(uri, this.cap, spans, { signal, version }).catch(() => undefined);
    };
    return { reader: opened.reader, sourceOf };
  }
}

const NO_ROWS = new FacetReader(new IndexBuilder().build());
