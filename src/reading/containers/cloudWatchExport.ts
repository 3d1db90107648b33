import { readLines } from '../walk/linesReader';
import { mentionsRecord } from '../mention';
import { container } from './container';

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?`;
/** A time and, where `aws logs tail` wrote it, the name of the stream. */
const PREFIX = new RegExp(String.raw`^${TIME}(?: [^\s{]+)?\s*$`);
const FIRST_LINE = new RegExp(String.raw`^${TIME} (?:[^\s{]+ )?\{`);

/** Log groups that CloudWatch Logs exported to a bucket (`000000.gz`), or that were tailed: a time before each record. */
export const cloudWatchExport = container({
  id: 'cloudwatch-export',
  name: 'CloudWatch Logs export',
  recognise: ({ text }) => FIRST_LINE.test(text) && mentionsRecord({ text }),
  read: (reading) => readLines(reading, (text, place) => place === 'before' && PREFIX.test(text)),
});
