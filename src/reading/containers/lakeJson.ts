import { isObject, member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { columns, isTable } from './columns';
import { container } from './container';

const ROWS = { table: columns };

/** What `aws cloudtrail get-query-results` answers, or its rows alone: rows of columns, all of them text. */
export const lakeJson = container({
  id: 'lake-json',
  name: 'CloudTrail Lake results',
  recognise: ({ first }) =>
    Array.isArray(member(first, 'QueryResultRows')) || (Array.isArray(first) && isTable(namesOf(first))),
  read: (reading) => readJson(reading, { lists: ['QueryResultRows'], rows: ROWS }),
  rows: () => ROWS,
});

function namesOf(row: readonly unknown[]): string[] {
  return row.flatMap((cell) => (isObject(cell) ? Object.keys(cell) : []));
}
