/** As in src/reading/bytes/utf8.ts: so many bytes in a row that are no text tear what they stand in. */
const TORN: u32 = 20;

/** The highest bit of each byte. */
const HIGH: u64 = 0x8080808080808080;

/**
 * Whether bytes that are no text tear what stands between two addresses; up to 15 bytes after it are read. A tear has
 * eight bytes beyond ASCII at some multiple of eight, which names in most languages have not.
 */
export function isTorn(at: usize, end: usize): bool {
  const high = i64x2.splat(HIGH);
  for (let block = at; block < end; block += 16) {
    if (v128.any_true(i64x2.eq(v128.and(v128.load(block), high), high))) return hasTear(at, end);
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
