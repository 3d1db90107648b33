import { characterLength } from './bytes/utf8';

/**
 * Lines and columns of byte offsets as an editor counts them: lines end with LF, CR LF or CR; columns are UTF-16
 * units; a byte order mark at the start takes no room; broken UTF-8 counts as the replacement characters that stand for
 * it. Offsets must ascend; one pass over the bytes serves all.
 * Returns `[line, column]` pairs, both 0-based.
 */
export function positionsOf(bytes: Uint8Array, offsets: ArrayLike<number>): Uint32Array {
  const positions = new Uint32Array(2 * offsets.length);
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 0;
  let column = 0;
  const words = wordsOf(bytes);
  for (let n = 0; n < offsets.length; n++) {
    const target = Math.min(offsets[n] as number, bytes.length);
    for (; at < target; at++) {
      const c = bytes[at] as number;
      if (c >= PLAIN && (at & 3) === words.first) {
        const from = at;
        at = endOfPlain(words, at, target);
        column += at - from;
        if (at > from) {
          at--;
          continue;
        }
      }
      if (c === 0x0a || (c === 0x0d && bytes[at + 1] !== 0x0a)) {
        line++;
        column = 0;
      } else {
        const length = c < 0x80 ? 1 : characterLength(bytes, at);
        column += length === 4 ? 2 : 1;
        at += length - 1;
      }
    }
    positions[2 * n] = line;
    positions[2 * n + 1] = column;
  }
  return positions;
}

/** The bytes four at a time, as far as they can be had so. */
interface Words {
  readonly words: Int32Array;
  /** Where the first of them begins among the bytes. */
  readonly first: number;
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): Words {
  const first = -byteOffset & 3;
  const count = (length - first) >> 2;
  return { words: count > 0 ? new Int32Array(buffer, byteOffset + first, count) : new Int32Array(), first };
}

/** No byte from this one on up to 0x7f ends a line, and each is a column. */
const PLAIN = 0x10;

/** Where words of plain bytes end, which begin at `at`: a log of hundreds of megabytes may be one line. */
function endOfPlain({ words, first }: Words, at: number, target: number): number {
  let word = (at - first) >> 2;
  const last = (target - first) >> 2;
  for (; word < last; word++) {
    const four = words[word] as number;
    // a byte below PLAIN borrows, and one above 0x7f has it already
    if ((((four - 0x10101010) | 0 | four) & 0x80808080) !== 0) break;
  }
  return first + 4 * word;
}
