/**
 * Whether what stands between two addresses is UTF-8; up to 15 bytes after it are read. Of what is not the careful reader
 * says so, or that a part is missing.
 */
export function isUtf8(at: usize, end: usize): bool {
  while (at < end) {
    const mask = i8x16.bitmask(v128.load(at));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    if (at >= end) break;
    const length = characterAt(at, load<u8>(at));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/** Length of the character of several bytes at `at`, which begins with `lead`; 0 where the bytes are no UTF-8. */
function characterAt(at: usize, lead: u32): u32 {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const low: u32 = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const high: u32 = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  const next: u32 = load<u8>(at, 1);
  if (next < low || next > high) return 0;
  if (lead < 0xe0) return 2;
  if ((u32(load<u8>(at, 2)) & 0xc0) != 0x80) return 0;
  if (lead < 0xf0) return 3;
  return (u32(load<u8>(at, 3)) & 0xc0) == 0x80 ? 4 : 0;
}
