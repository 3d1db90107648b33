import { headerOf, readCsv } from '../csvReader';
import type { Translation } from '../translation';
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

/** What the CloudTrail console downloads as CSV. */
export const eventHistoryCsv = container({
  id: 'event-history-csv',
  name: 'Event history (CSV)',
  recognise: (head) => {
    const names = headerOf(head)?.names ?? [];
    return ['event name', 'event source', 'event time'].every((name) => names.includes(name));
  },
  read: (reading) => void readCsv(reading, columns),
  csv: columns,
});
