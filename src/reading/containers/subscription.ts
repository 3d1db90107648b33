import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import type { WalkOptions } from '../walk/walkOptions';
import { container } from './container';

/** What CloudWatch sends to see whether anybody is there. */
const CONTROL = /"CWL CONTROL MESSAGE/;

/** How its messages are walked over. */
export const MESSAGES: WalkOptions = { lists: ['logEvents'], mixed: true, beside: CONTROL };

/** What a CloudWatch Logs subscription sends, to Firehose and from there to a bucket, objects joined without a line's end. */
export const subscription = container({
  id: 'subscription',
  name: 'CloudWatch Logs subscription',
  recognise: ({ first }) =>
    typeof member(first, 'messageType') === 'string' && Array.isArray(member(first, 'logEvents')),
  read: (reading) => readJson(reading, MESSAGES),
});
