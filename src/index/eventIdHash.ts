import { contentHash } from '../reading/fast/contentHash';
import { decodeString } from '../reading/recordScanner';

const BACKSLASH = 0x5c;

/** The hash of an eventID as it stands in a record, in quotes: of the same id the same, with escapes or without. */
export function eventIdHash(bytes: Uint8Array, start: number, end: number): number {
  if (!bytes.subarray(start, end).includes(BACKSLASH)) return contentHash(bytes, start, end);
  const plain = new TextEncoder().encode(JSON.stringify(decodeString(bytes, start, end)) ?? '');
  return plain.length === 0 ? contentHash(bytes, start, end) : contentHash(plain, 0, plain.length);
}
