import { member, text } from '../../record/types';
import type { Head } from '../head';
import { readJson } from '../jsonReader';
import type { Rows } from '../rows';
import { columns, isTable, ORIGINALS } from './columns';
import { container } from './container';

/** What `aws athena get-query-results` answers, or its rows alone: the first row has the names of the columns. */
export const athenaJson = container({
  id: 'athena-json',
  name: 'Athena results',
  recognise: (head) => rowsOf(head) !== undefined,
  read: (reading) => readJson(reading, { lists: ['Rows'], listDepth: 1, rows: rowsOf(reading.head) }),
  rows: rowsOf,
});

function rowsOf({ first }: Head): Rows | undefined {
  const names = athenaNames(first);
  const isOurs = isTable(names) || names.some((name) => ORIGINALS.includes(name.toLowerCase()));
  return isOurs ? { table: columns, names, member: 'Data' } : undefined;
}

/** What the first row of Athena's results holds; nothing where they are none. */
function athenaNames(first: unknown): string[] {
  const rows = member(member(first, 'ResultSet'), 'Rows') ?? member(first, 'Rows');
  const data = member(Array.isArray(rows) ? rows[0] : first, 'Data');
  return Array.isArray(data) ? data.map((cell) => text(member(cell, 'VarCharValue')) ?? '') : [];
}
