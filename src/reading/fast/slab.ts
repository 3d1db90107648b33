/**
 * Arrays that share memory, in few pieces: where they are sent to another thread each piece costs as much as an array of
 * its own would.
 */
export class Slab {
  private used = 0;

  /**
   * `size`: bytes of a piece; an array that needs more has one for itself.
   * @param memory the first piece
   */
  constructor(
    private readonly size: number,
    private memory = new ArrayBuffer(size),
  ) {}

  bytes(length: number): Uint8Array {
    const at = this.take(length, 1);
    return new Uint8Array(this.memory, at, length);
  }

  numbers(length: number): Uint32Array {
    const at = this.take(4 * length, 4);
    return new Uint32Array(this.memory, at, length);
  }

  times(length: number): Float64Array {
    const at = this.take(8 * length, 8);
    return new Float64Array(this.memory, at, length);
  }

  /** Where in the memory the next bytes are, at a multiple of `unit`. */
  private take(size: number, unit: number): number {
    let at = Math.ceil(this.used / unit) * unit;
    if (at + size > this.memory.byteLength) {
      this.memory = new ArrayBuffer(Math.max(size, this.size));
      at = 0;
    }
    this.used = at + size;
    return at;
  }
}
