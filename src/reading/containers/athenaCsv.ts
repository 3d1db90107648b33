import { headerOf } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import { columns, isTable } from './columns';
import { container } from './container';

/** What Athena saves of a query over CloudTrail's table. */
export const athenaCsv = container({
  id: 'athena-csv',
  name: 'Athena results (CSV)',
  recognise: (head) => isTable(headerOf(head)?.names ?? []),
  read: (reading) => readCsv(reading, columns),
  csv: columns,
});
