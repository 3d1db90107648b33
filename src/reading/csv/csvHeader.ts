import { ORIGINALS } from '../containers/columns';
import { rowAt } from './csv';
import { cellLayer } from './csvFields';
import type { Head } from '../head';
import { QUOTE } from '../json/jsonBytes';
import { sourceLayer } from '../layers/layer';
import { columnKey } from '../json/members';
import { MENTION_IN_TEXT } from '../mention';

/** The first row of a CSV: names of columns in lower case, and what stands between cells. */
export interface Header {
  readonly names: readonly string[];
  /** The same as they stand there. */
  readonly titles: readonly string[];
  /** The same as people compare them, see {@link columnKey}, and which column it is; the first of equal ones counts. */
  readonly keys: ReadonlyMap<string, number>;
  /** Names with dots as they stand there. */
  readonly paths: readonly string[];
  /** Where the row begins after the beginning of the text: a spreadsheet may have put a line before it. */
  readonly start: number;
  readonly delimiter: number;
  /** Every name stands in quotes. */
  readonly quoted: boolean;
  /** There is no such row: the first is an event. */
  readonly isMissing?: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Tells spreadsheets what stands between cells. */
const SEPARATOR_LINE = /^"?sep=.?"?\r?\n/i;
const COMMENTS = /^(?:#[^\r\n]*\r?\n)+/;
const encoder = new TextEncoder();

/**
 * The header of a source that begins as CSV does; undefined when its first line names less than two columns, but for one
 * that holds records, in quotes.
 */
export function headerOf({ text, isJson }: Head): Header | undefined {
  if (isJson) return undefined;
  const comments = commentsBefore(text);
  const separator = comments + (SEPARATOR_LINE.exec(text.slice(comments.length))?.[0] ?? '');
  const start = encoder.encode(separator).length;
  const rest = text.slice(separator.length);
  const bytes = encoder.encode(rest);
  const line = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
  const code = delimiterOf(line).charCodeAt(0);
  const row = rowAt(bytes, 0, bytes.length, code);
  if (row.fault !== undefined) return undefined;
  const source = sourceLayer(bytes);
  const names = row.cells.map((cell) => new TextDecoder().decode(cellLayer(source, cell).bytes).trim());
  const isRecords = bytes[row.next] === QUOTE && ORIGINALS.includes(names[0]?.toLowerCase() ?? '');
  if (names.length < 2 && !(isRecords && MENTION_IN_TEXT.test(rest))) return undefined;
  const quoted = row.cells.every((cell) => cell.quoted);
  return { ...columnsNamed(names), start, delimiter: code, quoted };
}

function delimiterOf(line: string): string {
  const counts = DELIMITERS.map((one) => [one, line.split(one).length] as const).sort((a, b) => b[1] - a[1]);
  return counts[0]?.[0] ?? ',';
}

/** Lines before the header that begin with `#`: with as many cells as the line below, they are the header itself. */
function commentsBefore(text: string): string {
  const comments = COMMENTS.exec(text)?.[0] ?? '';
  const [next = ''] = text.slice(comments.length).split(/\r?\n/, 1);
  const delimiter = delimiterOf(next);
  const last = comments.trimEnd().split(/\r?\n/).pop() ?? '';
  return last.split(delimiter).length === next.split(delimiter).length ? '' : comments;
}

/** What a header says of columns with these names. */
export function columnsNamed(names: readonly string[]): Pick<Header, 'names' | 'titles' | 'keys' | 'paths'> {
  return {
    names: names.map((name) => name.toLowerCase()),
    titles: names,
    keys: new Map(names.map((name, n) => [columnKey(name), n] as const).reverse()),
    paths: names.filter((name) => name.includes('.')),
  };
}

/** The cells of the rows after the header, as text, as far as the head has whole rows and a few are enough. */
export function firstRows({ text }: Head, { start, delimiter }: Header): string[][] {
  const bytes = encoder.encode(text).subarray(start);
  const source = sourceLayer(bytes);
  const rows: string[][] = [];
  for (let at = rowAt(bytes, 0, bytes.length, delimiter).next; at < bytes.length && rows.length < FEW;) {
    const row = rowAt(bytes, at, bytes.length, delimiter);
    rows.push(row.cells.map((cell) => new TextDecoder().decode(cellLayer(source, cell).bytes)));
    at = row.next;
  }
  return rows;
}

/** So many rows tell what a column holds. */
const FEW = 16;
