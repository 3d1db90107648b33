import { COLUMNS } from '../../index/columns';
import { type DictionaryNews, IDENTITY_PARTS } from '../../index/dictionaryNews';
import type { FastScanner } from '../../index/fastScanner';
import type { Entries } from '../../index/interner';
import type { FastDictionary } from '../../reading/fast/fastDictionary';
import { Slab } from '../../reading/fast/slab';

const PLAIN_COLUMNS = COLUMNS.filter((column) => column !== 'identity');

/** What comes with a batch of files mostly takes less. */
const PIECE = 1 << 16;

/** Tells what came to the dictionaries of a fast scanner. */
export class FastNews {
  /** How many entries of each were told. */
  private readonly told = new Map<string, number>();

  /** Entries that came since this was last asked. */
  take(fast: FastScanner): DictionaryNews {
    const memory = new Slab(PIECE);
    const newEntries = (name: string, dictionary: FastDictionary): [string, Entries] => {
      const told = this.told.get(name) ?? 1;
      this.told.set(name, dictionary.size);
      return [name, dictionary.entriesFrom(told, memory)];
    };
    const { size } = fast.dictionary('identity');
    const told = this.told.get('identity') ?? 1;
    this.told.set('identity', size);
    const parts = fast.partNumbers(told, size - told, memory);
    return Object.fromEntries([
      ...IDENTITY_PARTS.map((name, n) => newEntries(name, fast.partDictionary(n as 0 | 1 | 2 | 3))),
      ...PLAIN_COLUMNS.map((column) => newEntries(column, fast.dictionary(column))),
      ['identity', { bytes: bytesOf(parts), lengths: memory.numbers(size - told).fill(16) }],
    ]) as unknown as DictionaryNews;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
