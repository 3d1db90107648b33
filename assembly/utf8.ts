/** As in src/reading/utf8.ts: so many bytes in a row that are no text tear what they stand in. */
const TORN: u32 = 20;

/** Whether bytes that are no text tear what stands between two addresses; up to 63 bytes after it are read. */
export function isTorn(at: usize, end: usize): bool {
  for (; at < end; at += 64) {
    const first = v128.or(v128.load(at), v128.load(at, 16));
    const second = v128.or(v128.load(at, 32), v128.load(at, 48));
    if (i8x16.bitmask(v128.or(first, second)) != 0) return hasTear(at, end);
  }
  return false;
}

function hasTear(at: usize, end: usize): bool {
  let wrong: u32 = 0;
  while (at < end) {
    const c: u32 = load<u8>(at);
    const length: u32 = c < 0x80 ? 1 : characterAt(at, c);
    wrong = length == 0 ? wrong + 1 : 0;
    if (wrong == TORN) return true;
    at += length == 0 ? 1 : length;
  }
  return false;
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
