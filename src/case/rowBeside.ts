import type { LogIndex, Place } from '../index/logIndex';

/** A row and which it is of those asked about, from 0, in the order of their places. */
export interface RowBeside {
  readonly row: number;
  readonly nth: number;
}

/** The row of a record; undefined where there is none, or it is a copy of another one's. */
export function rowAt({ rows, count }: LogIndex, here: Pick<Place, 'source' | 'index'>): number | undefined {
  for (let row = 0; row < count; row++) {
    if (rows.index[row] === here.index && rows.source[row] === here.source) return row;
  }
  return undefined;
}

/**
 * Of some rows, the one whose record comes next after a place, or last before it, in the order of the sources and of
 * the records in them; round the ends. Without a place the first of all, or the last. Undefined when there are none.
 */
export function rowBeside(
  index: LogIndex,
  rows: Iterable<number>,
  here: Pick<Place, 'source' | 'index'> | undefined,
  direction: 1 | -1,
): RowBeside | undefined {
  // in one pass: with the keys of a person who waits there may be hundreds of thousands, and they are not put in order
  const seen = new Uint8Array(index.count);
  let [count, notBeyond] = [0, 0];
  let next: PlacedRow | undefined;
  let end: PlacedRow | undefined;
  for (const row of rows) {
    if (row >= index.count || seen[row] === 1) continue;
    seen[row] = 1;
    count++;
    const place = index.place(row);
    const isBeyond = here !== undefined && direction * (place.source - here.source || place.index - here.index) > 0;
    if (!isBeyond) notBeyond++;
    if (isBeyond && isFirst(place, next, direction)) next = { row, place };
    if (isFirst(place, end, direction)) end = { row, place };
  }
  const found = next ?? end;
  if (found === undefined) return undefined;
  const steps = next === undefined ? 0 : notBeyond;
  return { row: found.row, nth: direction === 1 ? steps : count - 1 - steps };
}

interface PlacedRow {
  readonly row: number;
  readonly place: Pick<Place, 'source' | 'index'>;
}

/** Whether a place comes before another one, in a direction; before none comes any. */
function isFirst(place: PlacedRow['place'], other: PlacedRow | undefined, direction: 1 | -1): boolean {
  if (other === undefined) return true;
  return direction * (place.source - other.place.source || place.index - other.place.index) < 0;
}
