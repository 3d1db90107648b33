/**
 * A number, from 1, for each of some pairs of whole numbers, in typed arrays: in the innermost loop of a screen objects
 * that grow would be compiled again and again.
 */
export class Pairs {
  private entries = new Int32Array(3 * FEWEST);
  private count = 0;

  /** Of each place the first of its pair, the second, and their number, 0 where there is none: for {@link numberIn}. */
  get table(): Int32Array {
    return this.entries;
  }

  /** The number of a pair; 0 when it has none. */
  of(first: number, second: number): number {
    return numberIn(this.entries, first, second);
  }

  /** Gives a pair that has no number one above 0. */
  set(first: number, second: number, number: number): void {
    if (2 * ++this.count > this.entries.length / 3) this.grow();
    this.put(first, second, number);
  }

  clear(): void {
    this.entries = new Int32Array(3 * FEWEST);
    this.count = 0;
  }

  private put(first: number, second: number, number: number): void {
    const { entries } = this;
    const place = placeIn(entries, first, second);
    entries[place] = first;
    entries[place + 1] = second;
    entries[place + 2] = number;
  }

  private grow(): void {
    const { entries } = this;
    this.entries = new Int32Array(2 * entries.length);
    for (let place = 0; place < entries.length; place += 3) {
      const number = entries[place + 2] as number;
      if (number !== 0) this.put(entries[place] as number, entries[place + 1] as number, number);
    }
  }
}

/** The number of a pair in {@link Pairs.table}; 0 when it has none. */
export function numberIn(table: Int32Array, first: number, second: number): number {
  return table[placeIn(table, first, second) + 2] as number;
}

function placeIn(table: Int32Array, first: number, second: number): number {
  const { length } = table;
  const mask = length / 3 - 1;
  const sum = (Math.imul(first, FIRST_SECRET) + Math.imul(second, SECOND_SECRET)) | 0;
  const mixed = Math.imul(sum ^ (sum >>> 15), PRIME);
  let place = 3 * ((mixed ^ (mixed >>> 13)) & mask);
  while (table[place + 2] !== 0 && (table[place] !== first || table[place + 1] !== second)) {
    place += 3;
    if (place === length) place = 0;
  }
  return place;
}

/** Pairs of whole numbers that are numbered as they come, from 1. */
export class Numbered {
  private readonly numbers = new Pairs();
  private count = 0;

  /** The number of a pair, a new one where it had none. */
  of(first: number, second: number): number {
    const known = this.numbers.of(first, second);
    if (known !== 0) return known;
    this.numbers.set(first, second, ++this.count);
    return this.count;
  }

  clear(): void {
    this.numbers.clear();
    this.count = 0;
  }
}

/** Odd numbers that nobody knows, so that no log can be written whose pairs all fall into one place. */
const [FIRST_SECRET, SECOND_SECRET] = [secret(), secret()];
const PRIME = 0x9e3779b1;

function secret(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}

/** Places at first; always a power of two. */
const FEWEST = 1024;
