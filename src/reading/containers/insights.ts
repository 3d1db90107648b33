import { member } from '../../record/types';
import { headerOf } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import type { Head } from '../head';
import { readJson } from '../walk/jsonReader';
import { MENTION_IN_TEXT } from '../mention';
import { columns, isTable, ORIGINALS } from './columns';
import { container } from './container';

const ROWS = { table: columns };

/** What `aws logs get-query-results` answers of a query of CloudWatch Logs Insights, or its rows alone. */
export const insights = container({
  id: 'insights',
  name: 'CloudWatch Logs Insights results',
  recognise: (head) => holdsEvents(firstRow(head.first), head),
  read: (reading) => readJson(reading, { lists: ['results'], rows: ROWS, mixed: true }),
  rows: () => ROWS,
});

/** The same as the console exports it. */
export const insightsCsv = container({
  id: 'insights-csv',
  name: 'CloudWatch Logs Insights results (CSV)',
  recognise: (head) => {
    const names = headerOf(head)?.names ?? [];
    return names.some((name) => name.startsWith('@')) && holdsEvents(names, head);
  },
  read: (reading) => readCsv(reading, columns),
  csv: columns,
});

/** Names of the fields in the first row. */
function firstRow(first: unknown): string[] {
  const results = member(first, 'results');
  const row: unknown = Array.isArray(results) ? results[0] : first;
  if (!Array.isArray(row)) return [];
  return row.map((cell) => member(cell, 'field')).filter((name) => typeof name === 'string');
}

function holdsEvents(names: readonly string[], { text }: Head): boolean {
  return isTable(names) || (names.some((name) => ORIGINALS.includes(name)) && MENTION_IN_TEXT.test(text));
}
