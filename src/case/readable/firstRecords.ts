import { containerOf } from '../../reading/containers';
import { headOf } from '../../reading/head';
import { readableLayout } from '../../reading/json/layout';
import { readRecords } from '../../reading/readRecords';

/** Sources up to this size are laid out whole before anybody would see a difference. */
export const WORTH_PARTS = 1 << 20;
/** What is laid out of a larger one to be seen at once: as little as fills any screen, and more where that does not. */
const FIRST_BYTES = [1 << 14, 1 << 16];
/** More lines than any screen holds. */
const SCREEN_LINES = 300;

/**
 * The readable view of a large source as far as its first records go, without what ends the log after them; undefined
 * where it is not laid out as it stands. `start` is UTF-8 and holds more of the source than is shown.
 */
export function firstRecords(start: Uint8Array): Uint8Array | undefined {
  const { plain, about } = containerOf(headOf(start));
  if (plain !== true || about !== undefined) return undefined;
  let first: Uint8Array | undefined;
  for (const size of FIRST_BYTES) {
    let end = 0;
    const { indirect } = readRecords(start.subarray(0, size), (found) => (end = Math.max(end, found.end)));
    if (indirect > 0) return undefined;
    if (end === 0) continue;
    const text = readableLayout(start.subarray(0, end));
    first = text.subarray(0, lastOf(text) + 1);
    if (linesOf(first) >= SCREEN_LINES) break;
  }
  return first;
}

function linesOf(text: Uint8Array): number {
  let lines = 1;
  for (const byte of text) if (byte === 0x0a) lines++;
  return lines;
}

/** Offset of the last character that is no space: between two records stands a comma. */
function lastOf(text: Uint8Array): number {
  let at = text.length - 1;
  while (at >= 0 && (text[at] === 0x20 || text[at] === 0x0a)) at--;
  return at;
}
