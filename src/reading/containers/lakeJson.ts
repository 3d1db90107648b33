import { member } from '../../record/types';
import { readJson } from '../jsonReader';
import { columns } from './columns';
import { container } from './container';

/** What `aws cloudtrail get-query-results` answers: rows of columns, all of them text. */
export const lakeJson = container({
  id: 'lake-json',
  name: 'CloudTrail Lake results',
  recognise: ({ first }) => Array.isArray(member(first, 'QueryResultRows')),
  read: (reading) => void readJson(reading, { lists: ['QueryResultRows'], rows: columns }),
  rows: columns,
});
