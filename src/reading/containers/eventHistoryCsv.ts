import { columnsNamed, firstRows, headerOf, type Header } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import type { Head } from '../head';
import type { Translation } from '../translation/translation';
import { container } from './container';

const columns: Translation = {
  marks: [],
  originals: [],
  fields: [
    ['User name', 'userIdentity.userName'],
    ['AWS access key', 'userIdentity.accessKeyId'],
    ['Event time', 'eventTime', 'time'],
    ['Event source', 'eventSource'],
    ['Event name', 'eventName'],
    ['AWS region', 'awsRegion'],
    ['Source IP address', 'sourceIPAddress'],
    ['User agent', 'userAgent'],
    ['Error code', 'errorCode'],
    ['Resources', 'resources', 'json'],
    ['Request ID', 'requestID'],
    ['Event ID', 'eventID'],
    ['Read-only', 'readOnly', 'boolean'],
    ['Event type', 'eventType'],
    ['Recipient Account Id', 'recipientAccountId'],
    ['Event category', 'eventCategory'],
  ],
  lacks: 'An Event history in CSV does not hold whole records. Download it as JSON to have all of them.',
};

/** The header in the console's English; in other languages, or without any, the same columns in the same order are known by the first row. */
function historyHeader(head: Head): Header | undefined {
  const header = headerOf(head);
  if (header === undefined || ['event name', 'event source', 'event time'].every((name) => header.names.includes(name)))
    return header;
  if (header.names.length !== COLUMNS.length) return undefined;
  const isMissing = isEvent(header.titles);
  if (!isMissing && !isEvent(firstRows(head, header)[0] ?? [])) return undefined;
  return { ...header, ...columnsNamed(COLUMNS), isMissing };
}

function isEvent(row: readonly string[]): boolean {
  const [time = '', source = ''] = row.slice(2);
  return TIME.test(time) && SOURCE.test(source);
}

const COLUMNS = columns.fields.map(([from]) => from);
const TIME = /^\d{4}-\d\d-\d\d[T ]/;
const SOURCE = /\.amazon(?:aws)?\.com$/;

/** What the CloudTrail console downloads as CSV. */
export const eventHistoryCsv = container({
  id: 'event-history-csv',
  name: 'Event history (CSV)',
  recognise: (head) => historyHeader(head)?.names.includes('event name') === true,
  read: (reading) => readCsv(reading, columns, historyHeader(reading.head)),
  csv: columns,
  header: historyHeader,
});
