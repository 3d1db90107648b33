import { readLines } from '../walk/linesReader';
import { MENTION_IN_TEXT } from '../mention';
import { container } from './container';

/** The time and the tag of an event, divided by tabs. */
const PREFIX = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?(?:\t[^\t\r\n{}"]*)?$/;
const FIRST_LINE = /^([^\t\r\n]+\t[^\t\r\n]*)\t\{\s*"/;

/** Files that Fluentd wrote: lines of a time, a tag, and an event in JSON, of which a member may hold the record as text. */
export const fluentd = container({
  id: 'fluentd',
  name: 'lines of Fluentd',
  recognise: ({ text }) => PREFIX.test(FIRST_LINE.exec(text)?.[1] ?? '') && MENTION_IN_TEXT.test(text),
  read: (reading) => readLines(reading, (text, place) => place === 'before' && PREFIX.test(text)),
});
