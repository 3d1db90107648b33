import { readBetween } from './jsonReader';
import { MENTION } from './mention';
import type { Reading } from './reading';

/** Reads records between lines of other text; of lines that are not `expected` it is said how many there are. */
export function readLines(reading: Reading, expected: (line: string, isBeforeRecord: boolean) => boolean): undefined {
  let others = 0;
  readBetween(reading, (gap) => {
    if (MENTION.test(gap)) return false;
    const lines = gap.split(/\r\n|[\r\n]/);
    // the last stands before the next record, on its line
    others += lines.filter((line, n) => line.trim() !== '' && !expected(line.trim(), n === lines.length - 1)).length;
    return true;
  });
  if (others === 0) return;
  const count = others === 1 ? '1 line holds' : `${others.toLocaleString('en-US')} lines hold`;
  reading.finds.report(
    `${count} no CloudTrail record and ${others === 1 ? 'is' : 'are'} left out.`,
    'warning',
    reading.head.start,
  );
}
