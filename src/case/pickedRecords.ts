import type { ByteSink } from '../reading/byteSink';
import type { RecordText } from '../reading/finds';
import { type Head, headOf } from '../reading/head';
import { type Records, RecordSource } from '../reading/recordSource';
import { isUtf16 } from '../reading/text';
import { ArrivingRecords } from './arrivingRecords';
import type { Platform } from './platform';
import { HEAD } from './sourceBytes';
import { borrow, giveBack } from './spareMemory';

/** `[start, end)` of a record in the uncompressed bytes of its source. */
export type RecordSpan = readonly [start: number, end: number];

/** Of a source with records beyond this place they come while it is read; before, all that are asked for are held. */
const LARGE = 16 << 20;

/**
 * The records at `spans`, which are in order of their starts, out of a source that is read from its beginning but never
 * held whole: what is kept are those records, and of a large source a few at a time. Undefined where it cannot be read
 * so, or something is wrong with it.
 */
export async function pickRecords(
  platform: Platform,
  uri: string,
  cap: number,
  spans: readonly RecordSpan[],
): Promise<Records | undefined> {
  if (platform.chunks !== undefined && spans.some(([, end]) => end > LARGE)) {
    const records = new ArrivingRecords(platform.chunks, uri, cap, spans);
    return (await records.arrival(0)) === false ? undefined : records;
  }
  if (platform.stream === undefined) return undefined;
  const sink = new PickingSink(spans);
  const { problem, changed } = await platform.stream(uri, cap, sink);
  const records = problem === undefined && changed !== true ? sink.records() : undefined;
  sink.close();
  return records;
}

/** Keeps the bytes of some records of a source as it goes by. */
class PickingSink implements ByteSink {
  private memory: Uint8Array;
  private begin: Uint8Array = NOTHING;
  private readonly kept: Uint8Array;
  /** Where in `kept` each record stands. */
  private readonly places: number[] = [];
  /** Bytes that went by. */
  private offset = 0;
  /** The first record that is not whole yet. */
  private first = 0;

  constructor(private readonly spans: readonly RecordSpan[]) {
    this.memory = borrow();
    let size = 0;
    for (const [start, end] of spans) {
      this.places.push(size);
      size += end - start;
    }
    this.kept = new Uint8Array(size);
  }

  room(): Uint8Array | undefined {
    return this.first < this.spans.length ? this.memory : undefined;
  }

  filled(count: number): void {
    const { spans, places, offset, memory } = this;
    if (offset < HEAD) this.begin = joined(this.begin, memory.subarray(0, Math.min(count, HEAD - offset)));
    const chunkEnd = offset + count;
    for (let n = this.first; n < spans.length; n++) {
      const [start, end] = spans[n] as RecordSpan;
      if (start >= chunkEnd) break;
      const from = Math.max(start, offset);
      const to = Math.min(end, chunkEnd);
      if (from < to) this.kept.set(memory.subarray(from - offset, to - offset), (places[n] as number) + from - start);
    }
    while (this.first < spans.length && (spans[this.first] as RecordSpan)[1] <= chunkEnd) this.first++;
    this.offset = chunkEnd;
  }

  /** Undefined when the source ended before them, or is to be converted first. */
  records(): Records | undefined {
    const { begin } = this;
    if (this.first < this.spans.length || isUtf16(begin)) return undefined;
    return new PickedRecords(this.kept, this.spans, this.places, begin);
  }

  /** Gives its memory back; nothing more may come. */
  close(): void {
    giveBack(this.memory);
    this.memory = NOTHING;
  }
}

const NOTHING = new Uint8Array();

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

class PickedRecords implements Records {
  private readonly byStart = new Map<number, number>();
  private head: Head | undefined;

  constructor(
    private readonly kept: Uint8Array,
    private readonly spans: readonly RecordSpan[],
    private readonly places: readonly number[],
    private readonly begin: Uint8Array,
  ) {
    for (const [n, [start]] of spans.entries()) this.byStart.set(start, n);
  }

  record(start: number, end: number): RecordText {
    const n = this.byStart.get(start);
    const span = n === undefined ? undefined : this.spans[n];
    if (n === undefined || span?.[1] !== end) throw new RangeError(`No record was picked at ${start}.`);
    const from = this.places[n] as number;
    this.head ??= headOf(this.begin);
    return new RecordSource(this.kept.subarray(from, from + end - start), this.head, start).record(start, end);
  }
}
