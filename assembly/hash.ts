const PRIME: u32 = 0x9e3779b1;
const PRIME_2: u32 = 0x85ebca77;

/** Sixteen bytes of ones and sixteen of zeros: from 16 - n on, a mask of the first n bytes. */
const MASKS: usize = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0,
]);

export class Block {
  /** The `length` (less than 16) bytes at `at`, and zeros. */
  @inline static partial(at: usize, length: u32): v128 {
    return v128.and(v128.load(at), v128.load(MASKS + 16 - length));
  }

  @inline static mix(state: v128, block: v128): v128 {
    const x = v128.xor(state, block);
    return i32x4.mul(v128.or(i32x4.shl(x, 13), i32x4.shr_u(x, 19)), i32x4.splat(PRIME));
  }
}

/** Whether a byte of what was hashed last is beyond ASCII: it is looked at anyway. */
export let isBeyondAscii: bool = false;

/**
 * The hash of bytes that src/reading/fast/contentHash.ts computes too: four states of four 32-bit lanes, each taking
 * every fourth block of 16 bytes.
 */
export function contentHash(at: usize, length: u32): u32 {
  let a = i32x4.splat(1);
  let b = i32x4.splat(2);
  let c = i32x4.splat(3);
  let d = i32x4.splat(4);
  let all = i32x4.splat(0);
  let left = length;
  for (; left >= 64; left -= 64, at += 64) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    const third = v128.load(at, 32);
    const fourth = v128.load(at, 48);
    all = v128.or(v128.or(all, v128.or(first, second)), v128.or(third, fourth));
    a = Block.mix(a, first);
    b = Block.mix(b, second);
    c = Block.mix(c, third);
    d = Block.mix(d, fourth);
  }
  // what follows the bytes may be read, and then costs a look
  all = v128.or(v128.or(all, v128.or(v128.load(at), v128.load(at, 16))), v128.or(v128.load(at, 32), v128.load(at, 48)));
  if (left >= 16) a = Block.mix(a, v128.load(at));
  if (left >= 32) b = Block.mix(b, v128.load(at, 16));
  if (left >= 48) c = Block.mix(c, v128.load(at, 32));
  d = Block.mix(d, Block.partial(at + (left & 48), left & 15));
  isBeyondAscii = i8x16.bitmask(all) != 0;
  // one more round, so that the same change in a and in b does not look the same
  a = Block.mix(a, i32x4.splat(0));
  const lanes = Block.mix(Block.mix(Block.mix(a, b), c), d);
  let hash = length;
  hash = (rotl(hash, 13) ^ i32x4.extract_lane(lanes, 0)) * PRIME_2;
  hash = (rotl(hash, 13) ^ i32x4.extract_lane(lanes, 1)) * PRIME_2;
  hash = (rotl(hash, 13) ^ i32x4.extract_lane(lanes, 2)) * PRIME_2;
  hash = (rotl(hash, 13) ^ i32x4.extract_lane(lanes, 3)) * PRIME_2;
  return hash ^ (hash >>> 15);
}

/** Whether `length` bytes are the same in both places; up to 15 bytes after either are read, but do not count. */
export function equalBytes(a: usize, b: usize, length: u32): bool {
  let left = length;
  for (; left >= 16; left -= 16, a += 16, b += 16) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false;
  }
  return !v128.any_true(v128.xor(Block.partial(a, left), Block.partial(b, left)));
}
