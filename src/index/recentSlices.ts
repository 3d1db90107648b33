import { hashOf } from './interner';

const SLOTS = 1 << 12;

/** Slices that came lately, each with a number: to find one again takes a fraction of what makes the number. */
export class RecentSlices {
  private readonly slices: (Uint8Array | undefined)[] = [];
  private readonly numbers = new Uint32Array(SLOTS);

  /** The number of `bytes[start..end)`; what `number` says of it, which is remembered, where it is not known. */
  numberOf(bytes: Uint8Array, start: number, end: number, number: () => number): number {
    const slot = hashOf(bytes, start, end) & (SLOTS - 1);
    const slice = this.slices[slot];
    if (slice !== undefined && isEqual(slice, bytes, start, end)) return this.numbers[slot] as number;
    // first, because it may fail, and then nothing is to be remembered
    const made = number();
    this.slices[slot] = new Uint8Array(bytes.subarray(start, end));
    return (this.numbers[slot] = made);
  }
}

function isEqual(slice: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (slice.length !== end - start) return false;
  for (let i = 0; i < slice.length; i++) if (slice[i] !== bytes[start + i]) return false;
  return true;
}
