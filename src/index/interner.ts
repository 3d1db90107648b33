import { MAX_TEXT } from '../reading/recordScanner';
import { byteOrder } from './byteOrder';

// a byte order mark inside a value is part of it
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Slices one after another, to be sent or kept. */
export interface Entries {
  readonly bytes: Uint8Array;
  readonly lengths: Uint32Array;
}

/** Secret numbers that slices are hashed with, so that nobody can write values that all fall into one place. */
const SECRETS = Uint16Array.from({ length: 128 }, () => Math.random() * 2 ** 16);
const PRIME = 0x9e3779b1;

/**
 * Gives equal byte slices equal small numbers. Holds each distinct slice once; number 0 stands for "absent". About
 * 12 bytes a distinct slice beside the slice itself.
 */
export class Interner {
  private arena = new Uint8Array(1 << 12);
  private arenaLength = 0;
  /** `starts[id]` to `starts[id + 1]` is the slice of `id` in the arena. */
  private starts = new Uint32Array(1 << 8);
  private hashes = new Uint32Array(1 << 8);
  private table = new Uint32Array(1 << 9);
  private count = 1;
  /** Numbers from this one on are not in the table yet: it is wanted only once a slice is looked for. */
  private firstUnindexed = 1;

  /** How many numbers are given out, "absent" included. */
  get size(): number {
    return this.count;
  }

  /** Bytes of memory that this takes. */
  get memory(): number {
    return this.arena.length + this.starts.byteLength + this.hashes.byteLength + this.table.byteLength;
  }

  /** The number of `bytes[start..end)`. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    if (this.firstUnindexed < this.count) this.indexAll();
    const hash = hashOf(bytes, start, end);
    const mask = this.table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.table[slot] as number;
      if (id === 0) return this.add(bytes, start, end, hash, slot);
      if (this.hashes[id] === hash && this.equals(id, bytes, start, end)) return id;
    }
  }

  /** Takes slices that all differ from one another and from those that are here. */
  append({ bytes, lengths }: Entries): void {
    const size = this.arenaLength + bytes.length;
    if (size > this.arena.length) this.arena = grown(this.arena, Math.max(size, 2 * this.arena.length));
    this.arena.set(bytes, this.arenaLength);
    const count = this.count + lengths.length;
    if (count >= this.starts.length) this.starts = grown(this.starts, Math.max(count + 1, 2 * this.starts.length));
    const { starts } = this;
    let at = this.arenaLength;
    for (let n = 0; n < lengths.length; n++) {
      starts[this.count + n] = at;
      at += lengths[n] as number;
    }
    starts[count] = this.arenaLength = size;
    this.count = count;
  }

  /** The slice behind a number; empty for "absent". */
  slice(id: number): Uint8Array {
    return id === 0 ? new Uint8Array(0) : this.arena.subarray(this.starts[id], this.starts[id + 1]);
  }

  lengthOf(id: number): number {
    return id === 0 ? 0 : (this.starts[id + 1] as number) - (this.starts[id] as number);
  }

  /** Byte `n` of a slice that is longer. */
  byteAt(id: number, n: number): number {
    return this.arena[(this.starts[id] as number) + n] as number;
  }

  /** The slice read as UTF-8; empty where it is longer than any text may be. */
  text(id: number): string {
    const slice = this.slice(id);
    return slice.length > MAX_TEXT ? '' : decoder.decode(slice);
  }

  /**
   * All slices read as UTF-8, by number: for a great many of them quicker than one by one. Undefined where they have to
   * be read one by one, because a byte is not a character.
   */
  allTexts(): string[] | undefined {
    if (this.arenaLength > MAX_TEXT) return undefined;
    const all = decoder.decode(this.arena.subarray(0, this.arenaLength));
    if (all.length !== this.arenaLength) return undefined;
    return Array.from({ length: this.count }, (_, id) =>
      id === 0 ? '' : all.slice(this.starts[id], this.starts[id + 1]),
    );
  }

  /** A copy of all slices from number `first` on. */
  entriesFrom(first: number): Entries {
    const lengths = new Uint32Array(this.count - first);
    for (let n = 0; n < lengths.length; n++)
      lengths[n] = (this.starts[first + n + 1] as number) - (this.starts[first + n] as number);
    return { bytes: this.arena.slice(this.starts[first], this.arenaLength), lengths };
  }

  /** All numbers but "absent" in the order of their slices' bytes. */
  order(): Uint32Array {
    return byteOrder(this.arena, this.starts, this.count);
  }

  /** Whether each slice has that many bytes at least, and only such as are not 0 in `allowed`. */
  isMadeOf(allowed: Uint8Array, minLength: number): boolean {
    const { arena, arenaLength, starts, count } = this;
    for (let id = 1; id < count; id++)
      if ((starts[id + 1] as number) - (starts[id] as number) < minLength) return false;
    for (let i = 0; i < arenaLength; i++) if (allowed[arena[i] as number] === 0) return false;
    return true;
  }

  private equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[id] as number;
    if ((this.starts[id + 1] as number) - from !== end - start) return false;
    for (let i = start; i < end; i++) {
      if (this.arena[from + i - start] !== bytes[i]) return false;
    }
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.count++;
    const length = end - start;
    while (this.arenaLength + length > this.arena.length) this.arena = grown(this.arena);
    if (id + 1 >= this.starts.length) this.starts = grown(this.starts);
    if (id >= this.hashes.length) this.hashes = grown(this.hashes);
    this.arena.set(bytes.subarray(start, end), this.arenaLength);
    this.starts[id] = this.arenaLength;
    this.starts[id + 1] = this.arenaLength += length;
    this.hashes[id] = hash;
    this.table[slot] = id;
    this.firstUnindexed = this.count;
    if (this.count * 2 > this.table.length) this.rehash(this.table.length * 2);
    return id;
  }

  private indexAll(): void {
    if (this.count > this.hashes.length) this.hashes = grown(this.hashes, this.starts.length);
    for (let id = this.firstUnindexed; id < this.count; id++)
      this.hashes[id] = hashOf(this.arena, this.starts[id] as number, this.starts[id + 1] as number);
    this.firstUnindexed = this.count;
    let length = this.table.length;
    while (this.count * 2 > length) length *= 2;
    this.rehash(length);
  }

  private rehash(length: number): void {
    const { hashes } = this;
    const table = (this.table = new Uint32Array(length));
    const mask = length - 1;
    for (let id = 1; id < this.count; id++) {
      let slot = (hashes[id] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
  }
}

/** A secret hash: sums of products of halves of words with secrets (the NH family), mixed so that every bit of the answer counts. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let sum = (end - start) | 0;
  let secret = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const low = ((bytes[i] as number) | ((bytes[i + 1] as number) << 8)) + (SECRETS[secret] as number);
    const high = ((bytes[i + 2] as number) | ((bytes[i + 3] as number) << 8)) + (SECRETS[secret + 1] as number);
    sum = (sum + Math.imul(low & 0xffff, high & 0xffff)) | 0;
    secret = (secret + 2) & 126;
    if (secret === 0) sum = Math.imul(sum ^ (sum >>> 15), PRIME);
  }
  let last = 0;
  for (; i < end; i++) last = (last << 8) | (bytes[i] as number);
  sum = (sum + Math.imul((last & 0xffff) + (SECRETS[126] as number), (last >>> 16) + (SECRETS[127] as number))) | 0;
  sum = Math.imul(sum ^ (sum >>> 15), PRIME);
  return (sum ^ (sum >>> 13)) >>> 0;
}

/** A copy of twice the length, or of this one. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  array: T,
  length = array.length * 2,
): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}
