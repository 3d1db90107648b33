import type { LogIndex } from '../index/logIndex';
import type { Records } from '../reading/recordSource';
import type { RecordSpan } from './pickedRecords';
import type { Turns } from './turns';

/** Called with bytes that hold a record's text, and where in them it stands; they are good during the call alone. */
export type RecordVisit = (row: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Gives a source to read records from again; undefined when it can no longer be read. With `spans`, in order of their
 * starts, only those records will be asked of it: a large source need not be held whole.
 */
export type SourceOf = (source: number, spans?: readonly RecordSpan[]) => Promise<Records | undefined>;

/** A source with records beyond this place is large: of such a one only the records that are wanted are held. */
const LARGE = 64 << 20;
/** Sources that are larger together are not all kept for the next time, so that it is no use to hold one whole. */
const LARGE_TOGETHER = 256 << 20;

/**
 * Visits the records of rows source by source, each source had once unless it is large, in the order of their places.
 * Rows whose source can no longer be read (`sourceOf` gives undefined) are passed over and returned.
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
  for (const list of bySource.values()) together += endOf(list);
  const missed: number[] = [];
  for (const [source, list] of [...bySource].sort(([a], [b]) => a - b)) {
    list.sort((a, b) => (starts[a] as number) - (starts[b] as number));
    const spans =
      together > LARGE_TOGETHER || endOf(list) > LARGE
        ? list.map((row): RecordSpan => [starts[row] as number, ends[row] as number])
        : undefined;
    let from = await sourceOf(source, spans);
    try {
      for (const [n, row] of list.entries()) {
        if (turns.due()) await turns.next();
        const arrival = from?.arrival?.(n);
        // the rest is had the careful way
        if (arrival !== undefined && !(await arrival)) from = await sourceOf(source);
        if (from === undefined) {
          missed.push(row);
          continue;
        }
        const { bytes, start, end } = from.record(starts[row] as number, ends[row] as number);
        visit(row, bytes, start, end);
      }
    } finally {
      from?.close?.();
    }
  }
  return missed.sort((a, b) => a - b);
}
