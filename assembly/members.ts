import { record, SPANS } from './record';
import { window } from './scan';

/** It is no record, or one that only the careful reader can tell. */
const ODD: u32 = 0;
/** All its members are known. */
const KNOWN: u32 = 1;
/** It has other members too. */
const MORE: u32 = 2;

/**
 * Finds the members of the record that fills the first `length` bytes of the window: of each slot the addresses between
 * which its value stands, in {@link SPANS}; 0 where the record has no such member.
 */
export function members(length: u32): u32 {
  memory.fill(window + length, 0, 64);
  memory.fill(SPANS, 0, 64 * 8);
  if (record(window) != window + length) return ODD;
  return load<u32>(SPANS + 63 * 8) == 0 ? KNOWN : MORE;
}
