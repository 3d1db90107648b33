import * as vscode from 'vscode';
import type { LogDocument } from '../case/logDocument';
import type { OpenLogs } from '../case/openLogs';
import { type Head, headOf } from '../reading/head';
import { RecordSource } from '../reading/recordSource';
import { textMapOf } from '../reading/textMap';
import { type ParsedRecord, parseRecord } from '../record/place';
import { toRange } from './shared';

/** A record as it stands in a document: taken apart, and where its text begins. */
export interface RecordText {
  readonly log: LogDocument;
  /** Number of the record in the document. */
  readonly number: number;
  readonly parsed: ParsedRecord;
  /** Where in the record's text an offset of the document is: they differ where the record stands inside a string. */
  toText(offset: number): number;
  /** Where in the document what begins at an offset of the record's text begins. */
  toDocument(offset: number): number;
  /** The same of an end. */
  endInDocument(offset: number): number;
  /** Whether what follows in the text follows in the document. */
  readonly inOrder: boolean;
}

/** How many records stay taken apart: those around the mouse, not those of a whole log. */
const KEPT = 64;

/** Records of open documents, taken apart once a version: the text of a whole document is never parsed. */
export class RecordTexts {
  private readonly kept = new Map<string, RecordText | undefined>();
  private head: { readonly key: string; readonly head: Head } | undefined;

  constructor(private readonly logs: OpenLogs) {}

  /** The record that holds a position; undefined between records, and in a version that is not read yet. */
  async at(document: vscode.TextDocument, position: vscode.Position): Promise<RecordText | undefined> {
    const log = await this.logOf(document);
    const number = log?.recordAt(position);
    return log === undefined || number === undefined ? undefined : this.text(document, log, number);
  }

  /** The records that a range touches. */
  async within(document: vscode.TextDocument, range: vscode.Range): Promise<RecordText[]> {
    const log = await this.logOf(document);
    if (log === undefined) return [];
    const texts: RecordText[] = [];
    for (let number = firstEndingAfter(log, range.start.line); number < log.records; number++) {
      if (log.range(number).start.line > range.end.line) break;
      const text = this.text(document, log, number);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  private async logOf(document: vscode.TextDocument): Promise<LogDocument | undefined> {
    const log = await this.logs.document(document.uri.toString(), document.version);
    return log?.version === document.version ? log : undefined;
  }

  /** How the records of a document are written is told by its beginning. */
  private headFor(document: vscode.TextDocument, { uri, version }: LogDocument): Head {
    const key = `${uri} ${version}`;
    if (this.head?.key !== key) {
      const beginning = document.getText(new vscode.Range(document.positionAt(0), document.positionAt(HEAD)));
      this.head = { key, head: headOf(new TextEncoder().encode(beginning)) };
    }
    return this.head.head;
  }

  private text(document: vscode.TextDocument, log: LogDocument, number: number): RecordText | undefined {
    const key = `${log.uri} ${log.version} ${number}`;
    if (this.kept.has(key)) return this.kept.get(key);
    const range = toRange(log.range(number));
    const offset = document.offsetAt(range.start);
    const text = recordText(document.getText(range), offset, log, number, () => this.headFor(document, log));
    this.kept.set(key, text);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return text;
  }
}

/** What a source is, is told by so many characters. */
const HEAD = 1 << 14;

/** How an object begins that does not stand inside a string. */
const UNESCAPED = /^\{\s*["}]/;

function recordText(
  text: string,
  offset: number,
  log: LogDocument,
  number: number,
  head: () => Head,
): RecordText | undefined {
  const parsed = UNESCAPED.test(text) ? parseRecord(text) : undefined;
  if (parsed !== undefined) {
    const toDocument = (at: number): number => at + offset;
    return { log, number, parsed, toText: (at) => at - offset, toDocument, endInDocument: toDocument, inOrder: true };
  }
  const bytes = new TextEncoder().encode(text);
  const map = textMapOf(text, new RecordSource(bytes, head()).record(0, bytes.length));
  const inside = parseRecord(map.text);
  return (
    inside && {
      log,
      number,
      parsed: inside,
      toText: (at) => map.toText(at - offset),
      toDocument: (at) => map.fromText(at) + offset,
      endInDocument: (at) => map.endFromText(at) + offset,
      inOrder: map.inOrder,
    }
  );
}

/** The first record that ends on or after a line, found by halving. */
function firstEndingAfter(log: LogDocument, line: number): number {
  let low = 0;
  let high = log.records;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log.range(middle).end.line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
