import { headerOf, readCsv } from '../csvReader';
import { columns, ORIGINALS } from './columns';
import { container } from './container';

/** CSV of Splunk, Elastic, CloudWatch Logs Insights and others with a record in one of its columns. */
export const recordCsv = container({
  id: 'record-csv',
  name: 'CSV with records in a column',
  recognise: (head) => {
    const names = headerOf(head)?.names ?? [];
    return names.some((name) => ORIGINALS.includes(name)) && /event(?:Source|Name)""?/.test(head.text);
  },
  read: (reading) => void readCsv(reading, columns),
  csv: columns,
});
