import { containerOf } from '../reading/containers';
import { headOf } from '../reading/head';
import { readableLayout } from '../reading/layout';
import { readRecords } from '../reading/readRecords';

/** Sources up to this size are laid out whole before anybody would see a difference. */
export const WORTH_PARTS = 1 << 20;
/** What is laid out of a larger one to be seen at once: more than any screen holds. */
const FIRST_BYTES = 1 << 16;

/**
 * The readable view of a large source as far as its first records go, without what ends the log after them; undefined
 * where it is not laid out as it stands. `start` is UTF-8 and holds more of the source than is shown.
 */
export function firstRecords(start: Uint8Array): Uint8Array | undefined {
  const { plain, about } = containerOf(headOf(start));
  if (plain !== true || about !== undefined) return undefined;
  let end = 0;
  const { indirect } = readRecords(start.subarray(0, FIRST_BYTES), (found) => (end = Math.max(end, found.end)));
  if (end === 0 || indirect > 0) return undefined;
  const text = readableLayout(start.subarray(0, end));
  return text.subarray(0, lastOf(text) + 1);
}

/** Offset of the last character that is no space: between two records stands a comma. */
function lastOf(text: Uint8Array): number {
  let at = text.length - 1;
  while (at >= 0 && (text[at] === 0x20 || text[at] === 0x0a)) at--;
  return at;
}
