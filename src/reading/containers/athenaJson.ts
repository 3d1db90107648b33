import { member, text } from '../../record/types';
import type { Head } from '../head';
import { readJson } from '../jsonReader';
import { partialJson } from '../partialJson';
import type { Rows } from '../rows';
import { columns, isTable, ORIGINALS } from './columns';
import { container } from './container';

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
  const names = isOurs(first) ? first : described(head);
  return isOurs(names) ? { table: columns, names, member: 'Data' } : undefined;
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

const METADATA = '"ResultSetMetadata"';

/** The names of the columns as they are described, before the rows or after them; in a cell the quotes would be escaped. */
function described({ first, end }: Head): string[] {
  const at = end.lastIndexOf(METADATA);
  const after = at < 0 ? '' : end.slice(at + METADATA.length).replace(/^\s*:/, '');
  const metadata = member(member(first, 'ResultSet'), 'ResultSetMetadata') ?? partialJson(after);
  const info = member(metadata, 'ColumnInfo');
  return Array.isArray(info) ? info.map((column) => text(member(column, 'Name')) ?? '') : [];
}
