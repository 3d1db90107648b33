import type { LogIndex } from '../index/logIndex';
import type { Turns } from './turns';

/** Called with the bytes of the source and the record's span in them. */
export type RecordVisit = (row: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Visits the records of rows source by source, each source's bytes had once, in the order of their places. Rows whose
 * source can no longer be read (`bytesOf` gives undefined) are passed over and returned.
 */
export async function eachRecord(
  index: LogIndex,
  rows: Iterable<number>,
  bytesOf: (source: number) => Promise<Uint8Array | undefined>,
  turns: Turns,
  visit: RecordVisit,
): Promise<number[]> {
  const bySource = new Map<number, number[]>();
  for (const row of rows) {
    const { source } = index.place(row);
    const list = bySource.get(source);
    if (list === undefined) bySource.set(source, [row]);
    else list.push(row);
  }
  const missed: number[] = [];
  for (const [source, list] of [...bySource].sort(([a], [b]) => a - b)) {
    const bytes = await bytesOf(source);
    if (bytes === undefined) {
      missed.push(...list);
      continue;
    }
    list.sort((a, b) => index.place(a).start - index.place(b).start);
    for (const row of list) {
      if (turns.due()) await turns.next();
      const { start, end } = index.place(row);
      visit(row, bytes, start, end);
    }
  }
  return missed;
}
