import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';

/** What `aws cloudtrail lookup-events` answers, and the items of it alone: the record is a string in each. */
export const lookupEvents = container({
  id: 'lookup-events',
  name: 'answer of lookup-events',
  recognise: ({ first }) => {
    const events = member(first, 'Events');
    const item: unknown = Array.isArray(events) ? (events[0] as unknown) : first;
    return Array.isArray(events) ? item === undefined || isItem(item) : isItem(item);
  },
  read: (reading) => readJson(reading, { lists: ['Events'] }),
  translation: {
    marks: ['EventId', 'EventName'],
    originals: ['CloudTrailEvent'],
    fields: [
      ['EventTime', 'eventTime', 'time'],
      ['EventSource', 'eventSource'],
      ['EventName', 'eventName'],
      ['Username', 'userIdentity.userName'],
      ['AccessKeyId', 'userIdentity.accessKeyId'],
      ['ReadOnly', 'readOnly', 'boolean'],
      ['Resources', 'resources'],
      ['EventId', 'eventID'],
    ],
    lacks:
      'Events of lookup-events without a CloudTrailEvent say who, what and when, but not from where, with what request or with what result.',
  },
});

function isItem(value: unknown): boolean {
  return member(value, 'CloudTrailEvent') !== undefined || typeof member(value, 'EventId') === 'string';
}
