import type { Cells } from '../index/cells';
import type { Facet, FacetReader } from './facets';
import { PIECE, take } from './pieces';

/** Rows of one facet value in order of time. */
export function rowsOf(reader: FacetReader, facet: Facet, value: string | undefined): Uint32Array {
  const { count } = reader.index;
  const rows = new Uint32Array(count);
  const entries = reader.entries(facet);
  if (entries !== undefined) {
    const values = reader.values(facet);
    const { cells, size, numberOf } = entries;
    const wanted = Uint8Array.from({ length: size }, (_, entry) => (values[numberOf(entry)] === value ? 1 : 0));
    return rows.slice(0, rowsOfEntries(cells, wanted, count, rows));
  }
  const isWanted = reader.rowTest(facet, (one) => one === value);
  let length = 0;
  for (let row = 0; row < count; row++) if (isWanted(row)) rows[length++] = row;
  return rows.slice(0, length);
}

/** Puts the first `count` rows' numbers, if their entry is not 0 in `wanted`, into `rows` and returns how many they are. */
function rowsOfEntries(cells: Cells, wanted: Uint8Array, count: number, rows: Uint32Array): number {
  const piece = new Uint32Array(PIECE);
  let length = 0;
  for (let start = 0; start < count; start += PIECE) {
    const end = Math.min(count, start + PIECE);
    take(cells, undefined, start, end, piece);
    length = pick(piece, wanted, start, end, rows, length);
  }
  return length;
}

/** A piece of it; apart, because a function that is called often is compiled sooner than one that loops for long. */
function pick(
  piece: Uint32Array,
  wanted: Uint8Array,
  start: number,
  end: number,
  rows: Uint32Array,
  length: number,
): number {
  for (let row = start; row < end; row++) if (wanted[piece[row - start] as number] !== 0) rows[length++] = row;
  return length;
}
