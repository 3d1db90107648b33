const PRIME = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const state = new Int32Array(16);

/**
 * A 32-bit hash of `bytes[start..end)`, the same that the fast scanner computes (assembly/hash.ts): what two deliveries
 * of one event are recognised by. Sixteen lanes take a little-endian 32-bit word each of every 64 bytes.
 */
export function contentHash(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let lane = 0; lane < 16; lane++) state[lane] = 1 + (lane >> 2);
  let at = start;
  for (; end - at >= 64; at += 64) {
    for (let lane = 0; lane < 16; lane++)
      state[lane] = mixed(state[lane] as number, words.getInt32(at + 4 * lane, true));
  }
  const blocks = (end - at) >> 4;
  for (let lane = 0; lane < 4 * blocks; lane++, at += 4) {
    state[lane] = mixed(state[lane] as number, words.getInt32(at, true));
  }
  for (let lane = 12; lane < 16; lane++, at += 4) {
    state[lane] = mixed(state[lane] as number, partialWordAt(bytes, at, end));
  }
  let hash = length;
  for (let lane = 0; lane < 4; lane++) {
    // one more round, so that the same change in this lane and in the next block's does not look the same
    let word = mixed(state[lane] as number, 0);
    for (let block = 4; block < 16; block += 4) word = mixed(word, state[block + lane] as number);
    hash = Math.imul(((hash << 13) | (hash >>> 19)) ^ word, PRIME_2);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

function mixed(lane: number, word: number): number {
  const x = lane ^ word;
  return Math.imul((x << 13) | (x >>> 19), PRIME);
}

/** The word at `at`, with zeros for what stands at `end` or after. */
function partialWordAt(bytes: Uint8Array, at: number, end: number): number {
  let word = 0;
  for (let i = 0; i < 4 && at + i < end; i++) word |= (bytes[at + i] as number) << (8 * i);
  return word;
}
