import { readLines } from '../walk/linesReader';
import { mentionsRecord } from '../mention';
import { container } from './container';
import { isArchive } from './foreign';

/** A line on which a record stands behind other text, such as a time, a host or the name of a file. */
const LINE = /^[^"{}\S\r\n]*[^"{}\s][^"{}\r\n]{0,500}\{\s*"/m;

/** The same where the text begins with a bracket, as an array does. */
const BRACKETED = /^\[(?![\s\d.,+\-aeflnrstuE]*\])[^\]"{}\r\n]{3,100}\][^"{}\r\n]{0,500}\{\s*"/;

const NONE =
  'This speaks of CloudTrail records, but none could be read: they may be broken over several lines, as YAML does, or damaged.';

/** Records in lines of another log: what syslog, `docker logs` and `grep` put before them. */
export const logLines = container({
  id: 'log-lines',
  name: 'records in lines of another log',
  recognise: (head) => !isArchive(head) && (head.isJson ? BRACKETED : LINE).test(head.text) && mentionsRecord(head),
  *read(reading) {
    const { finds, head } = reading;
    yield* readLines(reading, () => false);
    const isSaid = finds.problems.some(({ severity }) => severity === 'error');
    if (finds.records === 0 && !isSaid) finds.report(NONE, 'error', head.start);
    return undefined;
  },
});
