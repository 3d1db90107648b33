/**
 * Lines and columns of byte offsets as an editor counts them: lines end with LF, CR LF or CR; columns are UTF-16
 * units; a byte order mark at the start takes no room. Offsets must ascend; one pass over the bytes serves all.
 * Returns `[line, column]` pairs, both 0-based.
 */
export function positionsOf(bytes: Uint8Array, offsets: ArrayLike<number>): Uint32Array {
  const positions = new Uint32Array(2 * offsets.length);
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 0;
  let column = 0;
  for (let n = 0; n < offsets.length; n++) {
    const target = Math.min(offsets[n] as number, bytes.length);
    for (; at < target; at++) {
      const c = bytes[at] as number;
      if (c === 0x0a || (c === 0x0d && bytes[at + 1] !== 0x0a)) {
        line++;
        column = 0;
      } else if (c < 0x80) column++;
      else if (c >= 0xc0) column += c >= 0xf0 ? 2 : 1;
    }
    positions[2 * n] = line;
    positions[2 * n + 1] = column;
  }
  return positions;
}
