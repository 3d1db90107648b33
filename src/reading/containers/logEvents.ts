import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';

/** What `aws logs filter-log-events` and `get-log-events` answer: a message may be a record, as text. */
export const logEvents = container({
  id: 'log-events',
  name: 'answer of filter-log-events',
  recognise: ({ first }) => hasMessages(member(first, 'events')),
  read: (reading) => readJson(reading, { lists: ['events'], mixed: true }),
});

function hasMessages(events: unknown): boolean {
  if (!Array.isArray(events)) return false;
  const one: unknown = events[0];
  return one === undefined || typeof member(one, 'message') === 'string';
}
