import { type Cells, cellsFor, columnsOf } from './cells';
import { type DictionaryNews, IDENTITY_PARTS } from './dictionaryNews';
import type { Entries } from './interner';
import type { RowBlock } from './rowBlock';

/** Rows of a block that stand one after another. */
export interface RowRange {
  readonly from: number;
  readonly count: number;
}

/** Rows with every entry of each dictionary, from number 1. */
export interface RowsAndEntries {
  readonly block: RowBlock;
  readonly entries: DictionaryNews;
}

/** Numbers of an entry of `identity`: of its shape, its key, its attributes and its session. */
const WORDS = IDENTITY_PARTS.length;

/** Some of the rows, in the order of the ranges, with those entries alone that they speak of, which get other numbers. */
export function someRows({ block, entries }: RowsAndEntries, ranges: readonly RowRange[]): RowsAndEntries {
  const count = ranges.reduce((sum, range) => sum + range.count, 0);
  const pick = <T extends Cells | Float64Array>(array: T): T => {
    const picked = new (array.constructor as new (length: number) => T)(count);
    let at = 0;
    for (const range of ranges) {
      picked.set(array.subarray(range.from, range.from + range.count), at);
      at += range.count;
    }
    return picked;
  };
  const kept = {} as Record<keyof DictionaryNews, Entries>;
  const ids = columnsOf((column) => {
    const numbers = pick(block.ids[column]);
    const used = new UsedNumbers(entries[column].lengths.length);
    for (const number of numbers) used.note(number);
    kept[column] = used.entriesOf(entries[column]);
    return used.renumbered(numbers);
  });
  Object.assign(kept, withParts(kept.identity, entries));
  return {
    block: {
      count,
      start: pick(block.start),
      end: pick(block.end),
      time: pick(block.time),
      eventIdHash: pick(block.eventIdHash),
      idBeginning: pick(block.idBeginning),
      contentHash: pick(block.contentHash),
      ids,
    },
    entries: kept,
  };
}

/** Entries of identities with the entries of their parts that they speak of. */
function withParts(identities: Entries, all: DictionaryNews): Partial<Record<keyof DictionaryNews, Entries>> {
  // a copy, because words have to be aligned
  const words = new Uint32Array(new Uint8Array(identities.bytes).buffer);
  const parts = IDENTITY_PARTS.map((name, part) => {
    const used = new UsedNumbers(all[name].lengths.length);
    for (let n = part; n < words.length; n += WORDS) used.note(words[n] as number);
    for (let n = part; n < words.length; n += WORDS) words[n] = used.numberOf(words[n] as number);
    return [name, used.entriesOf(all[name])] as const;
  });
  const identity = { bytes: new Uint8Array(words.buffer), lengths: identities.lengths };
  return { identity, ...Object.fromEntries(parts) };
}

/** Which numbers of a dictionary are used, and the numbers that they get when the others go. */
class UsedNumbers {
  private readonly isUsed: Uint8Array;
  private numbers: Uint32Array | undefined;
  /** How many there are then, "absent" included. */
  private size = 1;

  constructor(private readonly entries: number) {
    this.isUsed = new Uint8Array(entries + 1);
  }

  note(number: number): void {
    this.isUsed[number] = 1;
  }

  /** To be asked when all are noted; "absent" stays 0. */
  numberOf(number: number): number {
    if (this.numbers === undefined) {
      this.numbers = new Uint32Array(this.entries + 1);
      for (let n = 1; n <= this.entries; n++) if (this.isUsed[n] === 1) this.numbers[n] = this.size++;
    }
    return this.numbers[number] as number;
  }

  renumbered(numbers: Cells): Cells {
    this.numberOf(0);
    return cellsFor(this.size, numbers.length).map((_, n) => this.numberOf(numbers[n] as number));
  }

  /** The entries that are used, of all. */
  entriesOf({ bytes, lengths }: Entries): Entries {
    let [total, count] = [0, 0];
    for (let n = 0; n < lengths.length; n++) {
      if (this.isUsed[n + 1] !== 1) continue;
      total += lengths[n] as number;
      count++;
    }
    const used = { bytes: new Uint8Array(total), lengths: new Uint32Array(count) };
    let [at, to, entry] = [0, 0, 0];
    for (const [n, length] of lengths.entries()) {
      if (this.isUsed[n + 1] === 1) {
        used.bytes.set(bytes.subarray(at, at + length), to);
        to += length;
        used.lengths[entry++] = length;
      }
      at += length;
    }
    return used;
  }
}
