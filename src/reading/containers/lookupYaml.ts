import { yamlObject, yamlScalars, yamlText } from '../layers/yamlText';
import { STOPPED } from '../json/jsonScanner';
import { leaveOut, speaksOfRecord } from '../walk/leftOut';
import type { Reading } from '../reading';
import type { Steps } from '../steps';
import { Walk } from '../walk/walk';
import { container } from './container';

const BROKEN = 'The text of this CloudTrailEvent is a broken or cut off record, and is left out.';
const OPEN = 'A quote is never closed here: what follows is left out.';
const BESIDE = 'What stands here speaks of a record, but is not the text of a CloudTrailEvent, and is left out.';
const NONE = 'This CloudTrailEvent is no CloudTrail record and is left out.';

/** What `aws cloudtrail lookup-events --output yaml` answers: each record is text in quotes, over several lines where it is long. */
export const lookupYaml = container({
  id: 'lookup-events-yaml',
  name: 'aws cloudtrail lookup-events (YAML)',
  recognise: ({ text, isJson }) =>
    !isJson && /^(?:---[ \t]*\r?\n)?(?:- )?Events:[ \t]*\r?\n/.test(text) && /^[- ]*CloudTrailEvent: ['"]/m.test(text),
  read,
  written: yamlObject,
});

function* read(reading: Reading): Steps<undefined> {
  const { bytes, finds, source, head } = reading;
  const walk = new Walk(source, reading);
  /** After the last record's text: what of it is in other places would be lost without a word. */
  let done = head.start;
  for (const { name, start, end, quote, isOpen } of yamlScalars(bytes, head.start)) {
    if (isOpen) {
      finds.report(OPEN, 'error', start - 1);
      done = bytes.length;
    }
    if (isOpen || name !== 'CloudTrailEvent') continue;
    if (reading.isDue()) yield;
    leaveOut(finds, source, done, start, BESIDE);
    done = end;
    const before = finds.records;
    const inner = walk.within(yamlText(source, start, end, quote), 1);
    const isBroken = (yield* inner.values()) === STOPPED && speaksOfRecord(inner.scanner.bytes, inner.scanner.faultAt);
    if (isBroken || finds.records === before) finds.report(isBroken ? BROKEN : NONE, 'error', start);
  }
  leaveOut(finds, source, done, bytes.length, BESIDE);
  return undefined;
}
