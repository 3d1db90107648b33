// a byte order mark inside a value is part of it
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

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

  /** How many numbers are given out, "absent" included. */
  get size(): number {
    return this.count;
  }

  /** The number of `bytes[start..end)`. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.table[slot] as number;
      if (id === 0) return this.add(bytes, start, end, hash, slot);
      if (this.hashes[id] === hash >>> 0 && this.equals(id, bytes, start, end)) return id;
    }
  }

  /** The slice behind a number; empty for "absent". */
  slice(id: number): Uint8Array {
    return id === 0 ? new Uint8Array(0) : this.arena.subarray(this.starts[id], this.starts[id + 1]);
  }

  /** The slice read as UTF-8. */
  text(id: number): string {
    return decoder.decode(this.slice(id));
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
    if (id + 1 >= this.starts.length) {
      this.starts = grown(this.starts);
      this.hashes = grown(this.hashes);
    }
    this.arena.set(bytes.subarray(start, end), this.arenaLength);
    this.starts[id] = this.arenaLength;
    this.starts[id + 1] = this.arenaLength += length;
    this.hashes[id] = hash;
    this.table[slot] = id;
    if (this.count * 2 > this.table.length) this.rehash();
    return id;
  }

  private rehash(): void {
    this.table = new Uint32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let id = 1; id < this.count; id++) {
      let slot = (this.hashes[id] as number) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = id;
    }
  }
}

/** A copy of twice the length. */
export function grown<T extends Uint8Array | Uint32Array | Float64Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
