import { STOPPED } from './jsonScanner';
import type { RecordScanner } from './recordScanner';

/** After a break, at most this many times the file's size is scanned in search of records: hostile files cannot stall us. */
export const RECOVERY_FACTOR = 4;

/** The next `{` whose first key is one of a record's, at or after `from`; -1 when there is none. */
export function findNextRecord(scanner: RecordScanner, from: number): number {
  const { bytes } = scanner;
  for (let at = bytes.indexOf(0x7b, from); at >= 0; at = bytes.indexOf(0x7b, at + 1)) {
    const keyAt = scanner.space(at + 1);
    if (keyAt < bytes.length && bytes[keyAt] === 0x22) {
      const keyEnd = bytes.indexOf(0x22, keyAt + 1);
      if (keyEnd !== STOPPED && keyEnd - keyAt < 64 && scanner.slotOf(keyAt + 1, keyEnd) >= 0) return at;
    }
  }
  return -1;
}
