import { headerOf } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import { MENTION_IN_TEXT } from '../mention';
import { columns, ORIGINALS } from './columns';
import { container } from './container';

/** CSV of Splunk and others with a record in one of its columns. */
export const recordCsv = container({
  id: 'record-csv',
  name: 'CSV with records in a column',
  recognise: (head) => {
    const names = headerOf(head)?.names ?? [];
    const hasOriginal = names.some((name) => ORIGINALS.includes(name)) && !names.includes(LAKE);
    return hasOriginal && MENTION_IN_TEXT.test(head.text);
  },
  read: (reading) => readCsv(reading, columns),
  csv: columns,
});

/** The column of CloudTrail Lake. */
const LAKE = 'eventjson';
