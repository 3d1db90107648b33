import { MENTION_ANYWHERE } from '../mention';

/** Longer ones are another text. */
const MAX_COMMENTS = 1 << 12;
/** Comments up to what begins as an object or as an array of them does: a bracket alone may begin anything. */
const COMMENTS =
  /^(?:(?:(?:#|\/\/)[^\r\n]*[\r\n]|\/\*(?:[^*]|\*(?!\/))*\*\/)[ \t\r\n]*)+(?=\{[ \t\r\n]*["}]|\[[ \t\r\n]*[{[\]])/;
/** A character for each byte. */
const decoder = new TextDecoder('latin1');

/**
 * Offset of the JSON that follows comments at `at`, such as people write before a log that they keep: lines that begin
 * with `//` or `#`, and what stands between slashes and stars. `at` where there are none, or where they speak of a
 * record, which nobody is to miss.
 */
export function afterComments(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x23 && bytes[at] !== 0x2f) return at;
  const [comments = ''] = COMMENTS.exec(decoder.decode(bytes.subarray(at, at + MAX_COMMENTS))) ?? [];
  return MENTION_ANYWHERE.test(comments) ? at : at + comments.length;
}
