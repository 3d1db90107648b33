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
 * the records in them; round the ends. Undefined when there are none.
 */
export function rowBeside(
  index: LogIndex,
  rows: Iterable<number>,
  here: Pick<Place, 'source' | 'index'>,
  direction: 1 | -1,
): RowBeside | undefined {
  const places = [...new Set(rows)]
    .filter((row) => row < index.count)
    .map((row) => ({ row, ...index.place(row) }))
    .sort((a, b) => a.source - b.source || a.index - b.index);
  if (places.length === 0) return undefined;
  const order = ({ source, index: record }: Pick<Place, 'source' | 'index'>): number =>
    source - here.source || record - here.index;
  const found =
    direction === 1 ? places.findIndex((place) => order(place) > 0) : places.findLastIndex((place) => order(place) < 0);
  const nth = found >= 0 ? found : direction === 1 ? 0 : places.length - 1;
  return { row: (places[nth] as { row: number }).row, nth };
}
