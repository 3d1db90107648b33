/**
 * Offset after the string whose opening quote is at `at`. A string that never ends is told as the complement (`~offset`)
 * of where its line ends: no string goes over a line's end, so that what follows is seen.
 */
export function stringEnd(bytes: Uint8Array, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    let c = bytes[i];
    if (c === 0x22) return i + 1;
    if (c === 0x5c) c = bytes[++i];
    if (c === 0x0a || c === 0x0d) return ~i;
  }
  return ~bytes.length;
}
