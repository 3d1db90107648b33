import type { Finds } from '../finds';
import type { Layer } from '../layers/layer';
import { MENTION_ANYWHERE, MENTION_IN_TEXT } from '../mention';

/** What a value that is not gone into speaks of is looked for in so much of it at a time: all may be longer than a string can be. */
const MAX_SEARCHED = 4 << 20;
/** What is looked for may stand in two of the parts. */
const OVERLAP = 64;

/** Says that the value at `layer.bytes[at..end)` is not gone into, where it speaks of a record. */
export function leaveOut(finds: Finds, layer: Layer, at: number, end: number, message: string): void {
  for (let from = at; from < end; from += MAX_SEARCHED - OVERLAP) {
    const searched = layer.bytes.subarray(from, Math.min(end, from + MAX_SEARCHED));
    if (!MENTION_IN_TEXT.test(new TextDecoder().decode(searched))) continue;
    finds.report(message, 'error', layer.sourceStart(at));
    break;
  }
}

const MAX_LOOK = 1 << 16;

/** Whether what follows the place where a walk stopped, or what it stopped in, speaks of records. */
export function speaksOfRecord(bytes: Uint8Array, at: number, mention = MENTION_ANYWHERE): boolean {
  const from = Math.max(0, at - MAX_LOOK);
  return mention.test(new TextDecoder().decode(bytes.subarray(from, at + MAX_LOOK)));
}
