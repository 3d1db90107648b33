import { ORIGINALS } from './containers/columns';
import { type Cell, MAX_CELLS, type Row, rowAt, tableRowAt, unquotedRowAt } from './csv';
import { findOriginal, findRecord } from './eventFields';
import type { Head } from './head';
import { HASH, QUOTE } from './jsonBytes';
import { type Layer, SliceLayer, sourceLayer } from './layer';
import { columnKey, type Fields, type Value } from './members';
import { JoinedHeaders } from './joinedHeaders';
import { undoubled } from './quoting';
import { MENTION_IN_TEXT } from './mention';
import type { Reading } from './reading';
import { recoveryBudget } from './recovery';
import { recordInCell } from './recordInJson';
import { recordPath } from './recordPaths';
import type { Steps } from './steps';
import { SwallowedRows } from './swallowedRows';
import type { Translation } from './translation';
import { tearIn } from './utf8';

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
const PASSED_OVER = 'The comment before the header is passed over.';
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

/** Fields of a row by the header's names, in any case. */
export class CsvFields implements Fields {
  constructor(
    private readonly source: Layer,
    private readonly header: Header,
    private readonly row: Row,
    private readonly nothing: Translation['nothing'],
  ) {}

  get paths(): readonly string[] {
    return this.header.paths;
  }

  get(path: string): Value | undefined {
    const cell = this.row.cells[this.header.keys.get(columnKey(path)) ?? -1];
    if (cell === undefined || cell.end === cell.start) return undefined;
    const layer = cellLayer(this.source, cell);
    if (layer.bytes.length === this.nothing?.length && new TextDecoder().decode(layer.bytes) === this.nothing)
      return undefined;
    return { layer, start: 0, end: layer.bytes.length, kind: 'text' };
  }
}

function cellLayer(source: Layer, { start, end, quoted }: Cell): Layer {
  return quoted ? undoubled(source, start, end) : new SliceLayer(source, start, end);
}

/** What people look for in a record. */
const LOOKED_FOR = [
  ...['eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode'],
  ...['errorMessage', 'requestParameters', 'responseElements', 'additionalEventData', 'resources', 'readOnly'],
];

/** ` There is no …, … or … in it.` */
function missingFrom({ keys, paths: names }: Header, { fields, paths = [] }: Translation): string {
  const there = new Set(fields.filter(([from]) => keys.has(columnKey(from))).map(([, to]) => to));
  for (const name of names) {
    const path = recordPath(name, paths);
    if (path !== undefined) there.add(path[0] === 'userIdentity' ? path.join('.') : (path[0] as string));
  }
  const missing = LOOKED_FOR.filter((field) => !there.has(field));
  const parts = [...there].filter((field) => field.startsWith('userIdentity.'));
  if (!there.has('userIdentity'))
    missing.push(
      parts.length === 0 ? 'userIdentity' : `userIdentity but for ${parts.map((part) => part.slice(13)).join(' and ')}`,
    );
  const last = missing.pop();
  if (last === undefined) return '';
  return ` There is no ${missing.length > 0 ? `${missing.join(', ')} or ` : ''}${last} in it.`;
}

/** What a table asks of rows with this header: no other column has anything in any row. */
export function askedOf({ keys }: Header, table: Translation): Translation {
  const isThere = (path: string): boolean => keys.has(columnKey(path));
  return {
    ...table,
    originals: table.originals.filter(isThere),
    fields: table.fields.filter(([from]) => isThere(from)),
  };
}

const JOINED = 'The header stands among the rows again: files were joined.';
const OTHER_HEADER =
  'is the header of other columns, or in another order: the rows below it are left out. Open the files that were joined here one by one.';

/** An attacker may have written the one before and the one after them. */
const NO_QUOTE = 'a quote in it closes only behind other events. Its lines were read one by one, with quotes as text.';

/** Its span would not tell which. */
const TWOFOLD = 'is left out: its cells, which are not quoted, are a record in JSON, too.';

/** Reads the rows of a CSV: the record that a row holds or says. What is no row of it is named and left out. */
export function* readCsv(reading: Reading, table: Translation, header = headerOf(reading.head)): Steps<undefined> {
  const { bytes, head, finds, source } = reading;
  if (header === undefined) return;
  const translation = { ...askedOf(header, table), lacks: `${table.lacks}${missingFrom(header, table)}` };
  const { length } = bytes;
  const first = head.start + header.start;
  const top = rowAt(bytes, first, length, header.delimiter);
  const next = header.isMissing === true ? first : top.next;
  const headers = new JoinedHeaders(bytes, header, table, header.isMissing === true ? [] : top.cells);
  const swallowed = new SwallowedRows(source, header, table);
  /** The rows stand below a header of other columns. */
  let isOther = false;
  if (header.start > 0 && bytes[head.start] === HASH) finds.note(PASSED_OVER, head.start);
  let budget = recoveryBudget(length);
  let tear = -1;
  for (let at = next, number = 1; at < length && budget >= 0; number++) {
    if (reading.isDue()) yield;
    const quoted = tableRowAt(bytes, at, length, header.delimiter, header.names.length);
    const holdsRows = quoted.fault === undefined && swallowed.isIn(quoted);
    if (holdsRows) finds.report(`Row ${number.toLocaleString('en-US')}: ${NO_QUOTE}`, 'warning', at);
    // to know it, all of its lines were looked through
    if (holdsRows) budget -= quoted.end - quoted.start;
    const row = holdsRows ? unquotedRowAt(bytes, at, length, header.delimiter) : quoted;
    at = row.next;
    const { start, end, cells, fault } = row;
    const only = cells.length === 1 ? cells[0] : undefined;
    if (only !== undefined && !only.quoted && only.start === only.end) continue;
    const kind = fault === undefined ? headers.kindOf(cells) : undefined;
    if (kind !== undefined) isOther = kind === 'other';
    if (kind === 'same') finds.note(JOINED, start);
    if (kind === 'other') finds.report(`Row ${number.toLocaleString('en-US')} ${OTHER_HEADER}`, 'error', start);
    if (kind !== undefined || isOther) continue;
    // to know that a quote is never closed, the rest of the file was looked through
    budget -= fault === 'open' ? length - start : end - start;
    const name = `Row ${number.toLocaleString('en-US')}`;
    if (fault === 'open') finds.report(`${name} is left out: a quote in it is never closed.`, 'error', start);
    else if (fault === 'text') finds.report(`${name} is left out: text follows a closing quote in it.`, 'error', start);
    else if (fault === 'many')
      finds.report(`${name} is left out: it has more than ${MAX_CELLS.toLocaleString('en-US')} cells.`, 'error', start);
    else if ((tear = tearIn(bytes, start, end)) >= 0)
      finds.report(`${name} is left out: a part of the file is damaged or missing here.`, 'error', tear);
    else if (cells.length !== header.names.length) {
      const count = `it has ${cells.length} cells where the header has ${header.names.length}`;
      const cut = at >= length && cells.length < header.names.length ? 'the file is cut off in it' : count;
      finds.report(`${name} is left out: ${cut}.`, 'error', start);
    } else if (recordInCell(source, start, end, reading.translations) !== undefined) {
      const fields = new CsvFields(source, header, row, table.nothing);
      if (findOriginal(reading, fields, translation, 0) !== 'read') finds.report(`${name} ${TWOFOLD}`, 'error', start);
    } else if (!findRecord(reading, new CsvFields(source, header, row, table.nothing), translation, [start, end]))
      finds.report(`${name} is no CloudTrail record and is left out.`, 'error', start);
  }
  if (budget < 0)
    finds.report('Too much of the file is broken: nothing after this place was read.', 'error', finds.lastEnd);
}
