import type { Layer } from './layer';

/** A way of writing text otherwise, one unit of a few bytes after another. */
export interface Writing {
  /** By byte: 1 where a unit may begin that is written otherwise. All other bytes stand for themselves. */
  readonly odd: Uint8Array;
  /** The only byte of that kind, where there is but one. */
  readonly only?: number;
  /**
   * Writes the unit that begins with an odd byte at `bytes[at]`, of text that ends at `end`, to `to[length..]`. Returns
   * how many bytes it takes there, times {@link UNIT}, and how many here.
   */
  unit(bytes: Uint8Array, at: number, end: number, to: Uint8Array, length: number): number;
}

/** No unit has more bytes. */
export const UNIT = 16;

/** So many bytes of the text lie between places that are remembered. */
const GAP = 1024;
/** Odd bytes that follow one another closely are found faster one by one. */
const CLOSE = 32;

const NO_MARKS = new Uint32Array();
const SCRATCH = new Uint8Array(UNIT);

/**
 * Text of another layer written otherwise, such as the inside of a string without its escapes. Where its bytes came from
 * is worked out when it is asked for, from the last place before them that is remembered: in hostile text every byte may
 * have been an escape.
 */
export class Rewritten implements Layer {
  readonly bytes: Uint8Array;
  /** Of each so many bytes but the first the first unit: where it begins here and there. */
  private readonly marks: Uint32Array;
  /** The place that was asked for last: mostly the next one is near. */
  private near = 0;
  private nearFrom: number;

  /** `size`: as many bytes as it becomes, or more. */
  constructor(
    private readonly source: Layer,
    private readonly start: number,
    private readonly end: number,
    private readonly writing: Writing,
    size = end - start,
  ) {
    this.nearFrom = start;
    const to = new Uint8Array(size);
    const marks = size <= GAP ? NO_MARKS : new Uint32Array(2 * Math.floor(size / GAP) + 2);
    const { bytes } = source;
    let at = start;
    let length = 0;
    let marked = 0;
    while (at < end) {
      const run = this.run(at, end);
      // what stands for itself
      for (; (marked + 1) * GAP < length + run; marked++) {
        const mark = Math.max((marked + 1) * GAP, length);
        marks[2 * marked] = mark;
        marks[2 * marked + 1] = at + mark - length;
      }
      if (run > CLOSE) to.set(bytes.subarray(at, at + run), length);
      else for (let n = 0; n < run; n++) to[length + n] = bytes[at + n] as number;
      at += run;
      length += run;
      while (at < end && writing.odd[bytes[at] as number] === 1) {
        if ((marked + 1) * GAP <= length) {
          marks[2 * marked] = length;
          marks[2 * marked + 1] = at;
          marked++;
        }
        const unit = writing.unit(bytes, at, end, to, length);
        at += Math.floor(unit / UNIT);
        length += unit % UNIT;
      }
    }
    this.bytes = to.subarray(0, length);
    this.marks = marked === 0 ? NO_MARKS : marks.subarray(0, 2 * marked);
  }

  sourceStart(at: number): number {
    const { source, start, end, bytes } = this;
    if (at >= bytes.length) return source.sourceStart(Math.max(start, end - 1));
    const taken = this.seek(at);
    return source.sourceStart(this.nearFrom + Math.min(at - this.near, taken - 1));
  }

  sourceEnd(at: number): number {
    const { source, start, end, bytes, near, nearFrom } = this;
    if (at <= 0) return source.sourceEnd(start);
    if (at > bytes.length) return source.sourceEnd(end);
    const taken = this.seek(at - 1);
    const [unit, from] = [this.near, this.nearFrom];
    const isWhole = at >= unit + this.made;
    // who asks for an end asks for the beginning before it next
    if (near <= at && near < unit) [this.near, this.nearFrom] = [near, nearFrom];
    return source.sourceEnd(isWhole ? from + taken : Math.min(from + taken, from + at - unit));
  }

  /** How many bytes the unit has that was sought last. */
  private made = 1;

  /** Makes the unit that the byte at `at` belongs to the near one; returns how many bytes it has in the source. */
  private seek(at: number): number {
    const { source, marks, writing, end } = this;
    const { bytes } = source;
    let mark = Math.min(Math.floor(at / GAP), marks.length / 2);
    if (mark > 0 && (marks[2 * mark - 2] as number) > at) mark--;
    let [length, from] = mark === 0 ? [0, this.start] : [marks[2 * mark - 2] as number, marks[2 * mark - 1] as number];
    if (this.near > length && this.near <= at) [length, from] = [this.near, this.nearFrom];
    let [taken, made] = [1, 1];
    for (;;) {
      if (writing.odd[bytes[from] as number] === 1) {
        const unit = writing.unit(bytes, from, end, SCRATCH, 0);
        taken = Math.floor(unit / UNIT);
        made = unit % UNIT;
      } else taken = made = 1;
      if (length + made > at) break;
      length += made;
      from += taken;
    }
    this.near = length;
    this.nearFrom = from;
    this.made = made;
    return taken;
  }

  /** How many bytes from `at` on stand for themselves. */
  private run(at: number, end: number): number {
    const { bytes } = this.source;
    const { odd, only } = this.writing;
    const close = only === undefined ? end : Math.min(end, at + CLOSE);
    let to = at;
    while (to < close && odd[bytes[to] as number] === 0) to++;
    if (only === undefined || to < close) return to - at;
    const next = bytes.subarray(to, end).indexOf(only);
    return (next < 0 ? end : to + next) - at;
  }
}
