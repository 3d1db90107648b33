import { member } from '../../record/types';
import type { Head } from '../head';
import { readJson } from '../walk/jsonReader';
import { type Columns, maySame, type Rows } from '../translation/rows';
import { describedBeside, describedIn, firstRowIn } from './athenaColumns';
import { columns, isTable, ORIGINALS } from './columns';
import { container } from './container';

/**
 * What `aws athena get-query-results` answers, or its rows alone: the first row has the names of the columns, but in the
 * first page alone; what describes them stands beside the rows of each page.
 */
export const athenaJson = container({
  id: 'athena-json',
  name: 'Athena results',
  recognise: (head) => rowsOf(head) !== undefined,
  read: (reading) => readJson(reading, { lists: ['Rows'], listDepth: 1, rows: rowsOf(reading.head) }),
  rows: rowsOf,
  toldByEnd: (head) => isAnswer(head.first) && !isKnown(beginning(head)),
});

function rowsOf(head: Head): Rows | undefined {
  if (!isAnswer(head.first)) return undefined;
  const first = beginning(head);
  // the end is asked only where the beginning does not tell
  const last = isKnown(first) ? first : describedIn(head.end, 'last');
  const known = isKnown(last) && maySame(first, last) ? last : [first, last].find(({ names }) => isOurs(names));
  if (known === undefined || !isOurs(known.names)) return undefined;
  const { names, isWhole } = known;
  return { table: columns, names, isCut: !isWhole, isOfFirst: first.isHeader, member: 'Data', describedBeside };
}

/** What the beginning tells of the columns, all of them if it can: its first row holds them or they are described there. */
function beginning({ text }: Head): Columns & { readonly isHeader: boolean } {
  const header = { ...firstRowIn(text), isHeader: true };
  if (isKnown(header)) return header;
  const described = describedIn(text, 'first');
  const isHeader = isOurs(header.names);
  // of a row that is broken or cut off what is before that may be names
  if (isHeader && !(isKnown(described) && maySame(header, described))) return header;
  return { ...described, isHeader };
}

function isKnown({ names, isWhole }: Columns): boolean {
  return isWhole && isOurs(names);
}

function isOurs(names: readonly string[]): boolean {
  return isTable(names) || names.some((name) => ORIGINALS.includes(name.toLowerCase()));
}

/** Whether a source begins as an answer does: with a row, or with what describes the columns. */
function isAnswer(first: unknown): boolean {
  const answer = member(first, 'ResultSet') ?? first;
  const rows = member(answer, 'Rows');
  const data = member(Array.isArray(rows) ? rows[0] : first, 'Data');
  return Array.isArray(data) || Array.isArray(member(member(answer, 'ResultSetMetadata'), 'ColumnInfo'));
}
