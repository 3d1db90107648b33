import { Slab } from './slab';
import type { ScanExports } from './wasmModule';

/** Bytes of dictionary entries that are copied at a time, or those of one. */
const GATHERED = 1 << 20;

/** The distinct values of a column, numbered from 1; 0 is "absent". Grows with each source. */
export interface FastDictionary {
  /** How many numbers are given out, "absent" included. */
  readonly size: number;
  /** A copy of the value's bytes as they stand in the source, quotes included. */
  slice(id: number): Uint8Array;
  /** Copies of all values from number `first` on, one after another, in memory of their own or in this. */
  entriesFrom(first: number, memory?: Slab): { readonly bytes: Uint8Array; readonly lengths: Uint32Array };
}

/** The dictionary at an address in the memory of the scanner's module, as it is now. */
export function dictionaryAt(module: ScanExports, address: number): FastDictionary {
  const size = module.dictionaryCount(address);
  /** Address and length of each entry from `first` on. */
  const entries = (first: number, count: number): Uint32Array =>
    new Uint32Array(module.memory.buffer, module.dictionaryEntry(address, first) >>> 0, 2 * count);
  return {
    size,
    slice(id) {
      const [at, length] = entries(id, 1) as unknown as [number, number];
      return new Uint8Array(module.memory.buffer, at, length).slice();
    },
    entriesFrom(first, memory = new Slab(0)) {
      const list = entries(first, size - first);
      const lengths = memory.numbers(size - first);
      let total = 0;
      for (let n = 0; n < lengths.length; n++) total += lengths[n] = list[2 * n + 1] as number;
      const bytes = memory.bytes(total);
      for (let from = first, at = 0; from < size;) {
        let [end, length] = [from, 0];
        while (end < size && length < GATHERED) length += lengths[end++ - first] as number;
        const block = module.gather(address, from, end, length) >>> 0;
        bytes.set(new Uint8Array(module.memory.buffer, block, length), at);
        module.ungather(block, length);
        at += length;
        from = end;
      }
      return { bytes, lengths };
    },
  };
}
