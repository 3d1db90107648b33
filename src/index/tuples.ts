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
    const { words, table } = this;
    const mask = table.length - 1;
    for (let slot = hashOf(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const id = table[slot] as number;
      if (id === 0) return this.add(a, b, c, d, slot);
      const at = id * WORDS;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return id;
    }
  }

  /** Number `n` of a tuple; 0 of "absent". */
  word(id: number, n: number): number {
    return this.words[id * WORDS + n] as number;
  }

  /** A copy of all tuples from number `first` on. */
  entriesFrom(first: number): Entries {
    const words = this.words.slice(first * WORDS, this.count * WORDS);
    return { bytes: new Uint8Array(words.buffer), lengths: new Uint32Array(this.count - first).fill(BYTES) };
  }

  private add(a: number, b: number, c: number, d: number, slot: number): number {
    const id = this.count++;
    if (this.count * WORDS > this.words.length) this.words = grown(this.words);
    this.words.set([a, b, c, d], id * WORDS);
    this.table[slot] = id;
    if (this.count * 2 > this.table.length) this.rehash();
    return id;
  }

  private rehash(): void {
    this.table = new Uint32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let id = 1; id < this.count; id++) {
      let slot = hashOf(this.word(id, 0), this.word(id, 1), this.word(id, 2), this.word(id, 3)) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = id;
    }
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  const [p, q, r, s] = SECRETS as unknown as readonly [number, number, number, number];
  const sum = (Math.imul(a, p) + Math.imul(b, q) + Math.imul(c, r) + Math.imul(d, s)) | 0;
  const mixed = Math.imul(sum ^ (sum >>> 15), PRIME);
  return mixed ^ (mixed >>> 13);
}
