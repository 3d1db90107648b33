import { member, text } from '../../record/types';
import type { Head } from '../head';
import { readJson } from '../jsonReader';
import { partialJson } from '../partialJson';
import { QUOTE } from '../jsonBytes';
import type { Described, Rows } from '../rows';
import { columns, isTable, ORIGINALS } from './columns';
import { container } from './container';

const METADATA = '"ResultSetMetadata"';

/**
 * What `aws athena get-query-results` answers, or its rows alone: the first row has the names of the columns, but in the
 * first page alone; what describes them stands after the rows of each page.
 */
export const athenaJson = container({
  id: 'athena-json',
  name: 'Athena results',
  recognise: (head) => rowsOf(head) !== undefined,
  read: (reading) => readJson(reading, { lists: ['Rows'], listDepth: 1, rows: rowsOf(reading.head) }),
  rows: rowsOf,
  toldByEnd: ({ first }) => {
    const row = firstRow(first);
    return row !== undefined && !isOurs(row);
  },
});

function rowsOf(head: Head): Rows | undefined {
  const first = firstRow(head.first);
  if (first === undefined) return undefined;
  // the end is asked only where the first row is no header
  const names = isOurs(first) ? first : described(head, first.length);
  return isOurs(names) ? { table: columns, names, member: 'Data', describedAfter } : undefined;
}

/** So much of a description is looked at. */
const MAX_DESCRIPTION = 1 << 16;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** What both begin with after the quote. */
const LETTER_R = 0x52;
const [DESCRIPTION, LIST] = [encoder.encode(METADATA), encoder.encode('"Rows"')];

/**
 * What describes the rows from `at` on stands after them, and before the next ones. In a cell the quotes of its name would
 * be escaped.
 */
function describedAfter(bytes: Uint8Array, at: number): Described {
  for (let i = bytes.indexOf(LETTER_R, at + 1); i >= 0; i = bytes.indexOf(LETTER_R, i + 1)) {
    if (bytes[i - 1] !== QUOTE) continue;
    if (standsAt(bytes, i - 1, LIST)) return { names: [], until: i };
    if (!standsAt(bytes, i - 1, DESCRIPTION)) continue;
    const after = bytes.subarray(i - 1 + DESCRIPTION.length, i - 1 + MAX_DESCRIPTION);
    return { names: namesIn(decoder.decode(after)), until: i };
  }
  return { names: [], until: bytes.length };
}

function standsAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  return text.every((byte, n) => bytes[at + n] === byte);
}

function isOurs(names: readonly string[]): boolean {
  return isTable(names) || names.some((name) => ORIGINALS.includes(name.toLowerCase()));
}

/** What the first row of Athena's results holds; undefined where they are none. */
function firstRow(first: unknown): string[] | undefined {
  const rows = member(member(first, 'ResultSet'), 'Rows') ?? member(first, 'Rows');
  const data = member(Array.isArray(rows) ? rows[0] : first, 'Data');
  return Array.isArray(data) ? data.map((cell) => text(member(cell, 'VarCharValue')) ?? '') : undefined;
}

/**
 * The names of the columns as they are described, before the rows or after them; in a cell the quotes would be escaped.
 * `count`: of the cells of a row, which the description has as well unless the head ends in it.
 */
function described({ text: head, end }: Head, count: number): string[] {
  const first = head.indexOf(METADATA);
  const rest = head.slice(first + METADATA.length);
  const names = first < 0 ? [] : namesIn(rest);
  // of a name that is cut off more may follow
  const isWhole = names.length >= count && namesIn(`${rest}x`).join() === names.join() && !names.includes('');
  if (isWhole) return names;
  const last = end.lastIndexOf(METADATA);
  return last < 0 ? [] : namesIn(end.slice(last + METADATA.length));
}

/** Of the text after the name of a description. */
function namesIn(text: string): string[] {
  return namesOf(partialJson(text.replace(/^\s*:/, '')));
}

function namesOf(metadata: unknown): string[] {
  const info = member(metadata, 'ColumnInfo');
  return Array.isArray(info) ? info.map((column) => text(member(column, 'Name')) ?? '') : [];
}
