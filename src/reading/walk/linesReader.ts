import { readBetween } from './jsonReader';
import { MENTION_ANYWHERE } from '../mention';
import type { Reading } from '../reading';
import type { Steps } from '../steps';

/** Where text stands that is no record: on the line of one, before or after it, or on a line of its own. */
export type LinePlace = 'before' | 'after' | 'alone';

/**
 * Reads records between lines of other text. Of text that is not `expected` it is said, once, how many lines there are
 * of it.
 */
export function* readLines(reading: Reading, expected: (text: string, place: LinePlace) => boolean): Steps<undefined> {
  const { finds, head } = reading;
  let alone = 0;
  let beside = 0;
  /** The line that goes on was counted, for the text before its record. */
  let isCounted = false;
  let records = 0;
  yield* readBetween(reading, (gap, start, end) => {
    const isLast = end === reading.bytes.length;
    // only one record stands between this text and the text before
    if (finds.records - records !== (isLast ? 0 : 1)) isCounted = false;
    records = finds.records;
    if (MENTION_ANYWHERE.test(gap)) return (isCounted = false);
    const lines = gap.split(/\r\n|[\r\n]/);
    for (const [n, line] of lines.entries()) {
      if (n > 0) isCounted = false;
      const isBefore = n === lines.length - 1 && !isLast;
      const place = isBefore ? 'before' : n === 0 && start > head.start ? 'after' : 'alone';
      const text = line.trim();
      if (text === '' || expected(text, place)) continue;
      if (place === 'alone') alone++;
      else if (!isCounted) {
        beside++;
        isCounted = true;
      }
    }
    return true;
  });
  if (alone > 0)
    finds.report(
      `${linesInWords(alone)} no CloudTrail record and ${alone === 1 ? 'is' : 'are'} left out.`,
      'warning',
      head.start,
    );
  if (beside > 0)
    finds.report(`${linesInWords(beside)} other text beside a record, which is left out.`, 'info', head.start);
}

function linesInWords(count: number): string {
  return count === 1 ? '1 line holds' : `${count.toLocaleString('en-US')} lines hold`;
}
