import type { LogIndex } from '../../index/logIndex';
import { MAX_TEXT } from '../../reading/recordScanner';
import type { Records } from '../../reading/recordSource';
import type { RecordSpan } from './arrivingRecords';
import type { Turns } from '../turns';

/** Called with bytes that hold a record's text, and where in them it stands; they are good during the call alone. */
export type RecordVisit = (row: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Gives a source to read records from again; undefined when it can no longer be read. With `spans`, in order of their
 * starts, only those records will be asked of it: a large source need not be held whole. Once `signal` is aborted nothing
 * more is read.
 */
export type SourceOf = (
  source: number,
  spans?: readonly RecordSpan[],
  signal?: AbortSignal,
) => Promise<Records | undefined>;

/** A source with records beyond this place is large: of such a one only the records that are wanted are held. */
const LARGE = 64 << 20;
/** So many small sources are asked for ahead of their turn. */
const AHEAD = 3;
const SMALL = 4 << 20;
/** Of sources that are larger together only what rules ask was kept when they were scanned: none is held whole. */
const LARGE_TOGETHER = 128 << 20;

/**
 * Visits the records of rows source by source, each source had once unless it is large, in the order of their places.
 * Rows whose source can no longer be read (`sourceOf` gives undefined), and those of records that are longer than any text
 * may be, are passed over and returned.
 */
export async function eachRecord(
  index: LogIndex,
  rows: Iterable<number>,
  sourceOf: SourceOf,
  turns: Turns,
  visit: RecordVisit,
): Promise<number[]> {
  const { source: sources, start: starts, end: ends } = index.rows;
  const bySource = new Map<number, number[]>();
  for (const row of rows) {
    const source = sources[row] as number;
    const list = bySource.get(source);
    if (list === undefined) bySource.set(source, [row]);
    else list.push(row);
  }
  const endOf = (list: readonly number[]): number => list.reduce((most, row) => Math.max(most, ends[row] as number), 0);
  let together = 0;
  let count = 0;
  for (const list of bySource.values()) {
    together += endOf(list);
    count += list.length;
  }
  const isLarge = together > LARGE_TOGETHER;
  const asked = [...bySource]
    .sort(([a], [b]) => a - b)
    .map(([source, list]): Asked => {
      list.sort((a, b) => (starts[a] as number) - (starts[b] as number));
      const end = endOf(list);
      const spans = (): RecordSpan[] => list.map((row) => [starts[row] as number, ends[row] as number]);
      return { source, rows: list, spans: isLarge || end > LARGE ? spans : undefined, isSmall: end <= SMALL };
    });
  const { signal } = turns;
  const ahead = new Ahead(asked, sourceOf, signal);
  const missed: number[] = [];
  try {
    let visited = 0;
    for (const [place, { source, rows: list }] of asked.entries()) {
      let from = await ahead.at(place);
      signal?.throwIfAborted();
      for (const [n, row] of list.entries()) {
        if (turns.due()) await turns.next((visited + n) / count);
        if ((ends[row] as number) - (starts[row] as number) > MAX_TEXT) {
          missed.push(row);
          continue;
        }
        const arrival = from?.arrival?.(n);
        // the rest is had the careful way
        if (arrival !== undefined && !(await arrival)) {
          signal?.throwIfAborted();
          from = await sourceOf(source, undefined, signal);
          signal?.throwIfAborted();
        }
        if (from === undefined) {
          missed.push(row);
          continue;
        }
        const { bytes, start, end } = from.record(starts[row] as number, ends[row] as number);
        // less of the source could be had than when the case was read, such as with a lower limit of what it unpacks to
        if (end > bytes.length) missed.push(row);
        else visit(row, bytes, start, end);
      }
      from?.close?.();
      visited += list.length;
    }
  } finally {
    ahead.close();
  }
  return missed.sort((a, b) => a - b);
}

/** A source, the rows of it in their order, and their spans where it need not be held whole. */
interface Asked {
  readonly source: number;
  readonly rows: readonly number[];
  readonly spans: (() => readonly RecordSpan[]) | undefined;
  readonly isSmall: boolean;
}

/** Asks for small sources before their turn: a few are unpacked while another is looked at. */
class Ahead {
  private readonly waiting = new Map<number, Promise<Records | undefined>>();
  /** The place after the last that was asked for. */
  private end = 0;

  constructor(
    private readonly asked: readonly Asked[],
    private readonly sourceOf: SourceOf,
    private readonly signal?: AbortSignal,
  ) {}

  at(place: number): Promise<Records | undefined> {
    const { asked } = this;
    while (this.end < asked.length && this.end <= place + AHEAD) {
      const { source, spans, isSmall } = asked[this.end] as Asked;
      if (this.end > place && (spans === undefined || !isSmall)) break;
      const records = this.sourceOf(source, spans?.(), this.signal);
      // that it fails is said when it has its turn
      records.catch(() => undefined);
      this.waiting.set(this.end++, records);
    }
    this.waiting.delete(place - 1);
    return this.waiting.get(place) as Promise<Records | undefined>;
  }

  /** Of what was asked for nothing more is wanted. */
  close(): void {
    for (const records of this.waiting.values())
      records.then(
        (one) => one?.close?.(),
        () => undefined,
      );
  }
}
