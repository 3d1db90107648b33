/** Whether bytes begin like a gzip member (RFC 1952). The name of a file says nothing. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** A header, an empty block, a checksum and a size. */
export const MIN_MEMBER = 20;

/** How much a gzip file says at its end that it unpacks to, modulo 2^32: its last member alone. 0 where it is too short. */
export function toldSize(packed: Uint8Array, length = packed.length): number {
  if (length < MIN_MEMBER) return 0;
  return new DataView(packed.buffer, packed.byteOffset, length).getUint32(length - 4, true);
}

/** What an inflater made of a gzip file. */
export interface Inflated {
  /** All that could be inflated, also when a problem ended it. */
  readonly bytes: Uint8Array;
  /**
   * `broken`: damaged or cut off; `cap`: it grew beyond the cap; `bomb`: see {@link inflationLimit}; `trailing`: something after
   * the gzip data.
   */
  readonly problem?: { readonly kind: 'broken' | 'cap' | 'bomb' | 'trailing'; readonly detail: string };
}

/** The detail where more would follow. */
export const CUT_OFF = 'it is cut off';

/** Inflates every member of a gzip file up to `cap` bytes. Rejects only when `signal` is aborted. */
export type Inflate = (bytes: Uint8Array, cap: number, signal?: AbortSignal) => Promise<Inflated>;

/**
 * Logs unpack to ten or twenty times their size, and never to a hundred: each event has ids of its own, which nothing
 * packs. Only a bomb comes near gzip's limit of 1,032.
 */
export const MOST_RATIO = 100;
/** Whatever the ratio, this much more is no danger. */
const HARMLESS = 64 << 20;

/** How far a gzip file of `size` bytes is unpacked: to `cap`, or where it can only be a bomb any more. */
export function inflationLimit(size: number, cap: number): number {
  return Math.min(cap, HARMLESS + size * MOST_RATIO);
}

/** So many bytes alone say nothing. */
const UNSUSPICIOUS = 8 << 20;

/** Whether so many bytes that became so many look like the beginning of a bomb: nothing is made of more until that is known. */
export function looksLikeBomb(packed: number, unpacked: number): boolean {
  return unpacked > UNSUSPICIOUS + packed * MOST_RATIO;
}

/** Bytes that look like a member's header may be chance: so many times a member is tried beyond the next such place. */
export const MEMBER_TRIES = 3;

/** Offsets, but 0, where a member may begin: magic bytes, deflate, no reserved flag. */
export function memberStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(0x1f, 1); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 0xff) & 0xe0) === 0) starts.push(at);
  }
  return starts;
}
