import {
  Detector,
  loadRules,
  type Rule,
  type RuleLevel,
  type RuleProblem,
  type RuleSet,
  type RuleSource,
} from '../detection';
import { IndexBuilder } from '../index/indexBuilder';
import { type Facet, FacetReader } from '../query/facets';
import { type Group, groupsOf, rowsOf } from '../query/groups';
import type { SourceProblem } from '../reading/problem';
import { readRecords } from '../reading/readRecords';
import { type AnalysedDocument, type DocumentAnalysis, analyseDocument } from './documentAnalysis';
import type { ScanPool } from './caseLoader';
import { type CaseListener, Cases } from './cases';
import { type EventTable, eventTable } from './eventTable';
import { findMatches } from './findings';
import { locate } from './loadCase';
import type { Platform, SourceFile } from './platform';
import { looksLikeJson, type ReadableAddress, ReadableViews } from './readableViews';
import { DEFAULT_INFLATED_CAP, SourceCache } from './source';
import { Turns } from './turns';

/** The text of a document that the editor has open. */
export interface DocumentRequest {
  /** Names the document in later questions. */
  readonly uri: string;
  /** Where its bytes come from: the file itself, that file laid out for people, or text that only the editor has. */
  readonly from: { readonly file: string } | { readonly readable: ReadableAddress } | { readonly text: string };
}

/** What a rule tells about itself. */
export interface RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly level: RuleLevel;
  readonly description: string;
  readonly tags: readonly string[];
  readonly falsepositives: readonly string[];
  readonly references: readonly string[];
  readonly path: string;
}

/** A rule with the YAML it is written in. */
export interface RuleText extends RuleFacts {
  readonly text: string;
}

/** Findings of one document: hits point into `rules`. */
export interface Findings {
  readonly rules: readonly RuleFacts[];
  readonly hits: readonly { readonly rule: number; readonly row: number }[];
  readonly problems: readonly RuleProblem[];
}

/** The heavy half of what is open: lives in a worker, answers with numbers, spans and short texts. */
export class CaseEngine {
  private readonly cache: SourceCache;
  private readonly views: ReadableViews;
  private readonly documents = new Map<string, AnalysedDocument>();
  private loadedRules: Promise<LoadedRules> | undefined;
  /** Bytes that one source may inflate to. */
  cap = DEFAULT_INFLATED_CAP;

  /** Folders of logs read as one. */
  readonly cases: Cases;

  constructor(
    platform: Platform,
    private readonly bundledRules: () => Promise<readonly RuleSource[]>,
    listener: CaseListener,
    poolFor: (files: readonly SourceFile[]) => Promise<ScanPool>,
  ) {
    this.cache = new SourceCache(platform);
    this.cases = new Cases(platform, poolFor, listener);
    this.views = new ReadableViews(platform, this.cache, this.cases);
  }

  /** A source, or some of its records, laid out for people, as UTF-8. */
  readable(address: ReadableAddress, signal?: AbortSignal): Promise<Uint8Array> {
    return this.views.get(address, this.cap, signal);
  }

  /** What stands at the start of a source, and how it is laid out; cheap, to choose how to open it. */
  async peek(uri: string, signal?: AbortSignal): Promise<{ oneLine: boolean; size: number }> {
    const { bytes } = await this.cache.get(uri, this.cap, signal);
    return { oneLine: isOneLine(bytes), size: bytes.length };
  }

  /** To be called when a source changed: its bytes are read again at the next question. */
  forget(uri: string): void {
    this.cache.forget(uri);
    this.views.forget(uri);
  }

  /** Reads a document's records; it stays known under its uri until it is closed. */
  async open(request: DocumentRequest, signal?: AbortSignal): Promise<DocumentAnalysis> {
    const { from } = request;
    const document = analyseDocument(await this.bytesOf(from, signal));
    signal?.throwIfAborted();
    this.documents.set(request.uri, document);
    if ('text' in from || ('readable' in from && from.readable.records !== undefined)) return document.analysis;
    const source = await this.cache.get('file' in from ? from.file : from.readable.source, this.cap, signal);
    if ('file' in from)
      return {
        ...document.analysis,
        problems: [...locate(source.bytes, source.problems), ...document.analysis.problems],
      };
    return {
      ...document.analysis,
      problems: problemsInLayout(source.bytes, source.problems, document.analysis.problems),
    };
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }

  /** The values of a facet in a document or a case. */
  groups(key: string, facet: Facet): Group[] {
    const reader = this.readerOf(key);
    return reader === undefined ? [] : groupsOf(reader, facet);
  }

  /** The rows of one value, in order of time. */
  rows(key: string, facet: Facet, value: string | undefined): Uint32Array {
    const reader = this.readerOf(key);
    return reader === undefined ? new Uint32Array() : rowsOf(reader, facet, value);
  }

  /** What lists show of rows. Rows that are not there, because the case was read anew, are left out. */
  events(key: string, rows: Uint32Array): EventTable {
    const reader = this.readerOf(key) ?? NO_ROWS;
    return eventTable(
      reader,
      rows.filter((row) => row < reader.index.count),
    );
  }

  /** Where the record of a case's row stands. */
  place(key: string, row: number): { uri: string; record: number } | undefined {
    const opened = this.cases.get(key);
    if (opened === undefined || row >= opened.index.count) return undefined;
    const { source, index } = opened.index.place(row);
    return { uri: opened.sources[source]?.uri ?? '', record: index };
  }

  private readerOf(key: string): FacetReader | undefined {
    return this.documents.get(key)?.reader ?? this.cases.get(key)?.reader;
  }

  /** Runs the rules over a document. */
  async findings(uri: string, signal?: AbortSignal): Promise<Findings> {
    const document = this.documents.get(uri);
    const { detector, set } = await (this.loadedRules ??= this.loadRules());
    if (document === undefined) return { rules: [], hits: [], problems: [] };
    const { index, bytes } = document;
    const numbers = new Map<string, number>();
    const rules: RuleFacts[] = [];
    const hits: { rule: number; row: number }[] = [];
    for (const { row, matches } of await findMatches(detector, index, async () => bytes, new Turns(signal))) {
      for (const { rule } of matches) {
        if (!rule.standalone) continue;
        let number = numbers.get(rule.id);
        if (number === undefined) {
          numbers.set(rule.id, (number = rules.length));
          rules.push(factsOf(rule));
        }
        hits.push({ rule: number, row });
      }
    }
    return { rules, hits, problems: set.problems };
  }

  /** The rule with this id, for those who follow a finding's link. */
  async rule(id: string): Promise<RuleText | undefined> {
    const { set, sources } = await (this.loadedRules ??= this.loadRules());
    const rule = set.rules.find((candidate) => candidate.id === id);
    const text = sources.find((source) => source.path === rule?.path)?.text;
    return rule === undefined ? undefined : { ...factsOf(rule), text: text ?? '' };
  }

  private async loadRules(): Promise<LoadedRules> {
    const sources = await this.bundledRules();
    const set = loadRules(sources);
    return { sources, set, detector: new Detector(set) };
  }

  private async bytesOf(from: DocumentRequest['from'], signal?: AbortSignal): Promise<Uint8Array> {
    if ('text' in from) return new TextEncoder().encode(from.text);
    return 'readable' in from
      ? this.readable(from.readable, signal)
      : (await this.cache.get(from.file, this.cap, signal)).bytes;
  }
}

const NO_ROWS = new FacetReader(new IndexBuilder().build());

interface LoadedRules {
  readonly sources: readonly RuleSource[];
  readonly set: RuleSet;
  readonly detector: Detector;
}

function factsOf(rule: Rule): RuleFacts {
  const { id, title, level, description, tags, falsepositives, references, path } = rule;
  return { id, title, level, description, tags, falsepositives, references, path };
}

/** One line, or lines so long that nobody can read them: what a person wants laid out. */
export function isOneLine(bytes: Uint8Array): boolean {
  if (!looksLikeJson(bytes)) return false;
  const head = bytes.subarray(0, 1 << 16);
  let lines = 1;
  for (const byte of head) if (byte === 0x0a) lines++;
  return head.length / lines > 500;
}

/** The problems of a file, worded with their place in the file, at the places they have in its readable layout. */
function problemsInLayout(
  raw: Uint8Array,
  unpacking: readonly SourceProblem[],
  inLayout: readonly SourceProblem[],
): SourceProblem[] {
  const found = locate(raw, readRecords(raw, () => undefined).problems);
  const atEnd = inLayout[inLayout.length - 1];
  return [
    ...locate(raw, unpacking).map((problem) => ({
      ...withPlace(problem),
      line: atEnd?.line ?? 1,
      column: atEnd?.column ?? 1,
    })),
    ...found.map((problem, n) => ({
      ...withPlace(problem),
      line: inLayout[n]?.line ?? 1,
      column: inLayout[n]?.column ?? 1,
    })),
  ];
}

function withPlace(problem: SourceProblem): SourceProblem {
  if (problem.offset === undefined || problem.line === undefined) return problem;
  const place = `line ${problem.line}, column ${problem.column}, byte ${problem.offset}`;
  return { ...problem, message: `${problem.message} (In the file: ${place}.)` };
}
