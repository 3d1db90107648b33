import type * as vscode from 'vscode';
import type { LogDocument } from '../case/documents/logDocument';
import type { OpenLogs } from '../case/documents/openLogs';
import { textMapOf } from '../reading/layers/textMap';
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

/** VS Code draws no more of a line: a log of thousands of records may lie on one. */
const DRAWN_CHARACTERS = 10_000;

/** Records of open documents, taken apart once a version: the text of a whole document is never parsed. */
export class RecordTexts {
  private readonly kept = new Map<string, RecordText | Promise<RecordText | undefined>>();

  constructor(private readonly logs: OpenLogs) {}

  /** The record that holds a position; undefined between records, and in a version that is not read yet. */
  async at(document: vscode.TextDocument, position: vscode.Position): Promise<RecordText | undefined> {
    const log = await this.logOf(document);
    const number = log?.recordAt(position);
    return log === undefined || number === undefined ? undefined : this.text(document, log, number);
  }

  /** The records that a range touches, as far as lines are drawn. */
  async within(document: vscode.TextDocument, range: vscode.Range): Promise<RecordText[]> {
    const log = await this.logOf(document);
    if (log === undefined) return [];
    const texts: RecordText[] = [];
    for (let number = firstEndingAfter(log, range.start.line); number < log.records; number++) {
      const { line, character } = log.range(number).start;
      if (line > range.end.line || (line === range.end.line && character > DRAWN_CHARACTERS)) break;
      if (character > DRAWN_CHARACTERS) continue;
      const text = await this.text(document, log, number);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  private async logOf(document: vscode.TextDocument): Promise<LogDocument | undefined> {
    const log = await this.logs.document(document.uri.toString(), document.version);
    return log?.version === document.version ? log : undefined;
  }

  private text(
    document: vscode.TextDocument,
    log: LogDocument,
    number: number,
  ): RecordText | Promise<RecordText | undefined> {
    const key = `${log.uri} ${log.version} ${number}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const range = toRange(log.range(number));
    const [written, offset] = [document.getText(range), document.offsetAt(range.start)];
    const text = plainText(written, offset, log, number) ?? this.madeText(written, offset, log, number);
    this.kept.set(key, text);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return text;
  }

  /** Of a record that does not stand in its document as it is, such as a row of CSV. */
  private async madeText(
    written: string,
    offset: number,
    log: LogDocument,
    number: number,
  ): Promise<RecordText | undefined> {
    const made = await this.logs.worker.madeText(log.uri, written).catch(() => {
      // the worker died: it is asked again
      this.kept.clear();
      return undefined;
    });
    const map = made && textMapOf(made);
    const parsed = map && parseRecord(map.text);
    return (
      parsed && {
        log,
        number,
        parsed,
        toText: (at) => map.toText(at - offset),
        toDocument: (at) => map.fromText(at) + offset,
        endInDocument: (at) => map.endFromText(at) + offset,
        inOrder: map.inOrder,
      }
    );
  }
}

/** How an object begins that does not stand inside a string. */
const UNESCAPED = /^\{\s*["}]/;

function plainText(text: string, offset: number, log: LogDocument, number: number): RecordText | undefined {
  const parsed = UNESCAPED.test(text) ? parseRecord(text) : undefined;
  const toDocument = (at: number): number => at + offset;
  return (
    parsed && { log, number, parsed, toText: (at) => at - offset, toDocument, endInDocument: toDocument, inOrder: true }
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
