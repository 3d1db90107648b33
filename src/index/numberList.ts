import { grown } from './interner';

/** A list of 32-bit numbers that grows: of hundreds of thousands it costs the garbage collector nothing. */
export class NumberList {
  private array = new Uint32Array(1 << 6);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** The numbers, in memory that is good until the next is added; what comes after the last is none. */
  get numbers(): Uint32Array {
    return this.array;
  }

  push(number: number): void {
    if (this.count === this.array.length) this.array = grown(this.array);
    this.array[this.count++] = number;
  }
}
