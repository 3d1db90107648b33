import type { LogIndex } from '../index/logIndex';
import type { Records } from '../reading/recordSource';
import type { RecordSpan } from './pickedRecords';
import type { Turns } from './turns';

/** Called with bytes that hold a record's text, and where in them it stands. */
export type RecordVisit = (row: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Gives a source to read records from again; undefined when it can no longer be read. With `spans`, in order of their
 * starts, only those records will be asked of it: a large source need not be held whole.
 */
export type SourceOf = (source: number, spans?: readonly RecordSpan[]) => Promise<Records | undefined>;

/** A source with records beyond this place is large: of such a one some records are held at a time. */
const LARGE = 64 << 20;
const MAX_HELD = 32 << 20;
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
    for (const part of together > LARGE_TOGETHER || endOf(list) > LARGE
      ? partsOf(list, index)
      : [{ rows: list, spans: undefined }]) {
      const from = await sourceOf(source, part.spans);
      if (from === undefined) {
        missed.push(...part.rows);
        continue;
      }
      for (const row of part.rows) {
        if (turns.due()) await turns.next();
        const { bytes, start, end } = from.record(starts[row] as number, ends[row] as number);
        visit(row, bytes, start, end);
      }
    }
  }
  return missed.sort((a, b) => a - b);
}

interface Part {
  readonly rows: readonly number[];
  readonly spans: readonly RecordSpan[];
}

/** Rows of one source, in order, that are visited with one reading of it. */
function partsOf(rows: readonly number[], { rows: { start, end } }: LogIndex): Part[] {
  const parts: { rows: number[]; spans: RecordSpan[] }[] = [];
  let held = Infinity;
  for (const row of rows) {
    const span = [start[row] as number, end[row] as number] as const;
    const size = span[1] - span[0];
    if (held + size > MAX_HELD) {
      parts.push({ rows: [], spans: [] });
      held = 0;
    }
    held += size;
    parts.at(-1)?.rows.push(row);
    parts.at(-1)?.spans.push(span);
  }
  return parts;
}
