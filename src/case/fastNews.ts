import { COLUMNS } from '../index/columns';
import { type DictionaryNews, IDENTITY_PARTS } from '../index/dictionaries';
import type { FastScanner } from '../index/fastScanner';
import type { Entries } from '../index/interner';
import type { FastDictionary } from '../reading/fast/fastScanner';

const PLAIN_COLUMNS = COLUMNS.filter((column) => column !== 'identity');

/** Tells what came to the dictionaries of a fast scanner. */
export class FastNews {
  /** How many entries of each were told. */
  private readonly told = new Map<string, number>();

  /** Entries that came since this was last asked. */
  take(fast: FastScanner): DictionaryNews {
    const newEntries = (name: string, dictionary: FastDictionary): [string, Entries] => {
      const told = this.told.get(name) ?? 1;
      this.told.set(name, dictionary.size);
      return [name, dictionary.entriesFrom(told)];
    };
    const { size } = fast.dictionary('identity');
    const told = this.told.get('identity') ?? 1;
    this.told.set('identity', size);
    const parts = fast.partNumbers(told, size - told);
    return Object.fromEntries([
      ...IDENTITY_PARTS.map((name, n) => newEntries(name, fast.partDictionary(n as 0 | 1 | 2 | 3))),
      ...PLAIN_COLUMNS.map((column) => newEntries(column, fast.dictionary(column))),
      ['identity', { bytes: new Uint8Array(parts.buffer), lengths: new Uint32Array(size - told).fill(16) }],
    ]) as unknown as DictionaryNews;
  }
}
