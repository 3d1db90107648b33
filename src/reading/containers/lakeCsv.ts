import { headerOf } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import { columns, isTable } from './columns';
import { container } from './container';

/** What CloudTrail Lake saves to a bucket, `result_N.csv.gz`. */
export const lakeCsv = container({
  id: 'lake-csv',
  name: 'CloudTrail Lake results (CSV)',
  recognise: (head) => {
    const header = headerOf(head);
    return header !== undefined && (header.names.includes('eventjson') || (isTable(header.names) && !header.quoted));
  },
  read: (reading) => readCsv(reading, columns),
  csv: columns,
});
