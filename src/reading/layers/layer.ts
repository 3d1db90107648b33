/**
 * Bytes that records stand in: a source's own, or what was made of them, such as the text of a JSON string or of a CSV
 * row. A layer knows where in the source each of its bytes came from.
 */
export interface Layer {
  readonly bytes: Uint8Array;
  /** Offset in the source of what the byte at `at` was made of. */
  sourceStart(at: number): number;
  /** Offset in the source after what the byte before `at` was made of. */
  sourceEnd(at: number): number;
}

/** The source's own bytes. */
export function sourceLayer(bytes: Uint8Array): Layer {
  return { bytes, sourceStart: (at) => at, sourceEnd: (at) => at };
}

/** A part of a layer as it is. */
export class SliceLayer implements Layer {
  readonly bytes: Uint8Array;

  constructor(
    private readonly layer: Layer,
    private readonly start: number,
    end: number,
  ) {
    this.bytes = layer.bytes.subarray(start, end);
  }

  sourceStart(at: number): number {
    return this.layer.sourceStart(this.start + Math.max(0, Math.min(at, this.bytes.length - 1)));
  }

  sourceEnd(at: number): number {
    return this.layer.sourceEnd(this.start + Math.min(at, this.bytes.length));
  }
}

/** A layer made of pieces of others. */
export class DerivedLayer implements Layer {
  private buffer: Uint8Array;
  private length = 0;
  private kept: Uint8Array | undefined;
  /** Per piece: where it begins here, and which bytes of its own layer it was made of. */
  private readonly at: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly layers: Layer[] = [];

  constructor(size = 256) {
    this.buffer = new Uint8Array(size);
  }

  get bytes(): Uint8Array {
    // asked for again and again, once the layer is made
    return (this.kept ??= this.buffer.subarray(0, this.length));
  }

  /** Adds bytes of a layer as they are. */
  copy(layer: Layer, start: number, end: number): void {
    if (end <= start) return;
    this.piece(layer, start, end);
    this.room(end - start);
    this.buffer.set(layer.bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** Adds bytes that were made of `layer.bytes[start..end)`. */
  push(bytes: ArrayLike<number>, layer: Layer, start: number, end: number): void {
    this.piece(layer, start, end);
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  sourceStart(at: number): number {
    const n = this.pieceAt(at);
    if (n < 0) return 0;
    const [from, to] = [this.from[n] as number, this.to[n] as number];
    return (this.layers[n] as Layer).sourceStart(Math.min(from + at - (this.at[n] as number), Math.max(from, to - 1)));
  }

  sourceEnd(at: number): number {
    const n = this.pieceAt(at - 1);
    if (n < 0) return 0;
    const end = n + 1 < this.at.length ? (this.at[n + 1] as number) : this.length;
    const [from, to] = [this.from[n] as number, this.to[n] as number];
    const reached = at >= end ? to : Math.min(to, from + at - (this.at[n] as number));
    return (this.layers[n] as Layer).sourceEnd(reached);
  }

  private pieceAt(at: number): number {
    let low = 0;
    let high = this.at.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.at[middle] as number) > at) high = middle - 1;
      else low = middle;
    }
    return high < 0 ? -1 : low;
  }

  private piece(layer: Layer, start: number, end: number): void {
    this.at.push(this.length);
    this.from.push(start);
    this.to.push(end);
    this.layers.push(layer);
  }

  private room(more: number): void {
    this.kept = undefined;
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
