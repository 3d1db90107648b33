import { isPacked, isToldByEnd, tellingLength } from '../../reading/containers';
import { type Head, headOf } from '../../reading/head';
import { joinedBytes } from '../../reading/bytes/joinedBytes';
import { type Records, RecordSource } from '../../reading/recordSource';
import { isGzip } from '../../reading/bytes/gzip';
import { isUtf16 } from '../../reading/bytes/text';
import type { RecordText } from '../../reading/finds';
import type { Platform } from '../platform';

/** `[start, end)` of a record in the uncompressed bytes of its source. */
export type RecordSpan = readonly [start: number, end: number];

/** A part of a source, and what reads records of it. */
interface Stretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  reader?: RecordSource;
}

/**
 * The records at `spans`, which are in order of their starts, out of a source that is read from its beginning but never
 * held: while those of one chunk are looked at, where they stand, the next is unpacked. Undefined where it cannot be read
 * so, something is wrong with it, or it is of another `version`.
 */
export async function arrivingRecords(
  { chunks }: Pick<Platform, 'chunks'>,
  uri: string,
  cap: number,
  spans: readonly RecordSpan[],
  signal?: AbortSignal,
  version?: string,
): Promise<ArrivingRecords | undefined> {
  if (chunks === undefined) return undefined;
  const records = new ArrivingRecords(chunks, uri, cap, spans, signal, version);
  return (await records.arrival(0)) === false ? undefined : records;
}

/** See {@link arrivingRecords}. */
export class ArrivingRecords implements Records {
  /** The first bytes of the source, which tell what it is. */
  private beginning: Uint8Array = NOTHING;
  private headLength = 0;
  private head: Head | undefined;
  /** What is there now, and where it ends. */
  private chunk: Stretch = NOWHERE;
  private end = 0;
  /** From the first record on that began before the chunk and was not let go. */
  private bridge: Stretch = NOWHERE;
  /** Copies of what went by of those, one after another. */
  private carried: { readonly pieces: Uint8Array[]; readonly start: number } | undefined;
  /** The record that is waited for, or looked at. */
  private next = 0;
  private reader: ((isThere: boolean) => void) | undefined;
  private giver: ((isMoreWanted: boolean) => void) | undefined;
  private ended = false;

  constructor(
    chunks: NonNullable<Platform['chunks']>,
    uri: string,
    cap: number,
    private readonly spans: readonly RecordSpan[],
    private readonly signal?: AbortSignal,
    version?: string,
  ) {
    chunks(uri, cap, (chunk) => this.take(chunk), signal, version).then(
      ({ problem, changed }) => this.stop(problem === undefined && changed !== true),
      () => this.stop(false),
    );
  }

  record(start: number, end: number): RecordText {
    const stretch = start < this.chunk.start ? this.bridge : this.chunk;
    if (start < stretch.start || end > stretch.start + stretch.bytes.length)
      throw new RangeError(`No record is at hand at ${start}.`);
    stretch.reader ??= new RecordSource(stretch.bytes, (this.head ??= headOf(this.beginning)), stretch.start);
    return stretch.reader.record(start, end);
  }

  arrival(n: number): Promise<boolean> | undefined {
    this.next = n;
    if (this.giver !== undefined && this.endOf(n) <= this.end) return undefined;
    const arrival = this.ended ? Promise.resolve(false) : new Promise<boolean>((resolve) => (this.reader = resolve));
    this.letGo(true);
    return arrival;
  }

  close(): void {
    this.ended = true;
    this.letGo(false);
  }

  /** The next chunk: it is kept until all whole records in it were looked at. */
  private take(bytes: Uint8Array): Promise<boolean> {
    if (this.ended || this.signal?.aborted === true) return NO;
    const start = this.end;
    this.chunk = { bytes, start };
    this.end += bytes.length;
    if (start === 0) this.headLength = tellingLength(bytes);
    if (start < this.headLength) {
      this.beginning = joinedBytes([this.beginning, bytes.subarray(0, this.headLength - start)]);
      const isBegun = this.end >= this.headLength;
      const isOther = isUtf16(this.beginning) || isGzip(this.beginning);
      if (isOther || (isBegun && needsWhole((this.head ??= headOf(this.beginning))))) {
        this.ended = true;
        return NO;
      }
    }
    if (this.endOf(this.next) > this.end || this.end < this.headLength) {
      this.carry();
      return YES;
    }
    return new Promise<boolean>((resolve) => this.show(this.chunk, resolve));
  }

  /** Now records may be looked at that are whole by the end of this chunk. */
  private show(chunk: Stretch, giver: (isMoreWanted: boolean) => void): void {
    this.chunk = chunk;
    this.bridge = this.carried === undefined ? NOWHERE : this.bridged(this.carried);
    this.carried = undefined;
    this.giver = giver;
    this.reader?.(true);
    this.reader = undefined;
  }

  /** No more comes: of a source that is shorter than its head all is looked at now. */
  private stop(isWhole: boolean): void {
    const isLeft = isWhole && !this.ended && this.carried !== undefined && this.endOf(this.next) <= this.end;
    this.ended = true;
    if (isLeft && !isPacked((this.head ??= headOf(this.beginning))))
      this.show({ bytes: NOTHING, start: this.end }, () => undefined);
    else this.reader?.(false);
  }

  private letGo(isMoreWanted: boolean): void {
    const { giver } = this;
    if (giver === undefined) return;
    this.giver = undefined;
    if (isMoreWanted) this.carry();
    giver(isMoreWanted);
  }

  /** Copies what is there of records that are not whole yet. */
  private carry(): void {
    const from = this.spans[this.next]?.[0] ?? Infinity;
    if (from >= this.end) return;
    const { chunk, bridge } = this;
    if (this.carried !== undefined) this.carried.pieces.push(chunk.bytes.slice());
    else if (from >= chunk.start) this.carried = { pieces: [chunk.bytes.slice(from - chunk.start)], start: from };
    // it reaches to the end of the chunk, because the record does
    else this.carried = { pieces: [bridge.bytes.subarray(from - bridge.start)], start: from };
  }

  /** What was carried, and of the chunk as much as records need that began before it. */
  private bridged({ pieces, start }: { readonly pieces: Uint8Array[]; readonly start: number }): Stretch {
    const { spans, chunk } = this;
    let end = chunk.start;
    for (let n = this.next; n < spans.length && (spans[n] as RecordSpan)[0] < chunk.start; n++)
      end = Math.max(end, Math.min(this.endOf(n), this.end));
    return { bytes: joinedBytes([...pieces, chunk.bytes.subarray(0, end - chunk.start)]), start };
  }

  private endOf(n: number): number {
    return this.spans[n]?.[1] ?? Infinity;
  }
}

/** Whether records of a source that begins so are only read again where all of it is at hand. */
function needsWhole(head: Head): boolean {
  return isToldByEnd(head) || isPacked(head);
}

const NOTHING = new Uint8Array();
const NOWHERE: Stretch = { bytes: NOTHING, start: 0 };
const YES = Promise.resolve(true);
const NO = Promise.resolve(false);
