import type { LogIndex } from '../index/logIndex';
import type { Records } from '../reading/recordSource';
import type { Turns } from './turns';

/** Called with bytes that hold a record's text, and where in them it stands. */
export type RecordVisit = (row: number, bytes: Uint8Array, start: number, end: number) => void;

/** Gives a source to read records from again; undefined when it can no longer be read. */
export type SourceOf = (source: number) => Promise<Records | undefined>;

/**
 * Visits the records of rows source by source, each source had once, in the order of their places. Rows whose source
 * can no longer be read (`sourceOf` gives undefined) are passed over and returned.
 */
export async function eachRecord(
  index: LogIndex,
  rows: Iterable<number>,
  sourceOf: SourceOf,
  turns: Turns,
  visit: RecordVisit,
): Promise<number[]> {
  const { source: sources, start: starts } = index.rows;
  const bySource = new Map<number, number[]>();
  for (const row of rows) {
    const source = sources[row] as number;
    const list = bySource.get(source);
    if (list === undefined) bySource.set(source, [row]);
    else list.push(row);
  }
  const missed: number[] = [];
  for (const [source, list] of [...bySource].sort(([a], [b]) => a - b)) {
    const from = await sourceOf(source);
    if (from === undefined) {
      missed.push(...list);
      continue;
    }
    list.sort((a, b) => (starts[a] as number) - (starts[b] as number));
    for (const row of list) {
      if (turns.due()) await turns.next();
      const { bytes, start, end } = from.record(starts[row] as number, index.rows.end[row] as number);
      visit(row, bytes, start, end);
    }
  }
  return missed;
}
