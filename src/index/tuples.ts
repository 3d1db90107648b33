import { type Entries, grown } from './interner';

/** Numbers in a tuple. */
const WORDS = 4;
const BYTES = 4 * WORDS;

/** Secret odd numbers, so that nobody can write values whose tuples all fall into one place. */
const SECRETS = Uint32Array.from({ length: WORDS }, () => Math.floor(Math.random() * 2 ** 32) | 1);
const PRIME = 0x9e3779b1;

/** Gives equal tuples of four numbers equal small numbers; number 0 stands for "absent". About 24 bytes a tuple. */
export class Tuples {
  private words = new Uint32Array(WORDS << 8);
  private table = new Uint32Array(1 << 9);
  private count = 1;
  /** Numbers from this one on are not in the table yet. */
  private firstUnindexed = 1;

  /** How many numbers are given out, "absent" included. */
  get size(): number {
    return this.count;
  }

  /** Bytes of memory that this takes. */
  get memory(): number {
    return this.words.byteLength + this.table.byteLength;
  }

  /** The number of a tuple. */
  intern(a: number, b: number, c: number, d: number): number {
    if (this.firstUnindexed < this.count) this.rehash();
    const { words, table } = this;
    const mask = table.length - 1;
    for (let slot = hashOf(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const id = table[slot] as number;
      if (id === 0) return this.add(a, b, c, d, slot);
      const at = id * WORDS;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return id;
    }
  }

  /** Takes tuples that all differ from one another and from those that are here. */
  append(words: Uint32Array): void {
    const start = this.count * WORDS;
    const size = start + words.length;
    if (size > this.words.length) this.words = grown(this.words, Math.max(size, 2 * this.words.length));
    this.words.set(words, start);
    this.count = size / WORDS;
  }

  /** Number `n` of a tuple; 0 of "absent". */
  word(id: number, n: number): number {
    return this.words[id * WORDS + n] as number;
  }

  /** All tuples, one after another, that of "absent" first. */
  get all(): Uint32Array {
    return this.words.subarray(0, this.count * WORDS);
  }

  /** A copy of all tuples from number `first` on. */
  entriesFrom(first: number): Entries {
    const words = this.words.slice(first * WORDS, this.count * WORDS);
    return { bytes: new Uint8Array(words.buffer), lengths: new Uint32Array(this.count - first).fill(BYTES) };
  }

  private add(a: number, b: number, c: number, d: number, slot: number): number {
    const id = this.count++;
    if (this.count * WORDS > this.words.length) this.words = grown(this.words);
    const at = id * WORDS;
    const { words } = this;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
    this.table[slot] = id;
    this.firstUnindexed = this.count;
    if (this.count * 2 > this.table.length) this.rehash();
    return id;
  }

  private rehash(): void {
    let { length } = this.table;
    while (this.count * 2 > length) length *= 2;
    const { words } = this;
    const table = (this.table = new Uint32Array(length));
    const mask = length - 1;
    for (let id = 1, at = WORDS; id < this.count; id++, at += WORDS) {
      const [a, b, c, d] = [words[at], words[at + 1], words[at + 2], words[at + 3]] as [number, number, number, number];
      let slot = hashOf(a, b, c, d) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.firstUnindexed = this.count;
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  const [p, q, r, s] = SECRETS as unknown as readonly [number, number, number, number];
  const sum = (Math.imul(a, p) + Math.imul(b, q) + Math.imul(c, r) + Math.imul(d, s)) | 0;
  const mixed = Math.imul(sum ^ (sum >>> 15), PRIME);
  return mixed ^ (mixed >>> 13);
}
