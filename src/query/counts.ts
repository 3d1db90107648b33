import { grown } from '../index/interner';
import type { LogIndex } from '../index/logIndex';
import type { EntryFacet, Facet, FacetReader } from './facets';
import { PIECE, take } from './pieces';

/** How many rows, and how many errors among them, have each value of a facet. */
export interface Counts {
  /** By number; undefined stands for the rows that have no such value. */
  readonly values: readonly (string | undefined)[];
  /** By number of the value, like `errors`; what comes after the last value says nothing. */
  readonly counts: Uint32Array;
  readonly errors: Uint32Array;
}

/** Counts the values of a facet, in no order. `rows`: only in these. */
export function countsOf(reader: FacetReader, facet: Facet, rows?: ArrayLike<number>): Counts {
  const tally = new Tally();
  const entries = reader.entries(facet);
  const length = rows?.length ?? reader.index.count;
  // to copy the columns pays only where a good part of them is counted
  if (entries === undefined || length < Math.max(entries.size, reader.index.count >> 3))
    tallyRows(tally, reader, facet, rows);
  else tallyEntries(tally, reader.index, entries, rows);
  const values = reader.values(facet);
  tally.add(values.length, 0, 0);
  return { values, counts: tally.counts, errors: tally.errors };
}

/** How many rows, and how many errors among them, there are of each number. */
class Tally {
  counts = new Uint32Array(1024);
  errors = new Uint32Array(1024);

  add(number: number, count: number, errors: number): void {
    while (number >= this.counts.length) {
      this.counts = grown(this.counts);
      this.errors = grown(this.errors);
    }
    this.counts[number] = (this.counts[number] as number) + count;
    this.errors[number] = (this.errors[number] as number) + errors;
  }
}

function tallyRows(tally: Tally, reader: FacetReader, facet: Facet, rows?: ArrayLike<number>): void {
  const { index } = reader;
  const failures = index.rows.columns.error;
  const length = rows?.length ?? index.count;
  const numberOf = reader.numberer(facet);
  for (let n = 0; n < length; n++) {
    const row = rows === undefined ? n : (rows[n] as number);
    tally.add(numberOf(row), 1, failures[row] === 0 ? 0 : 1);
  }
}

/** Each entry's rows are counted first: of most there are many. */
function tallyEntries(tally: Tally, index: LogIndex, entries: EntryFacet, rows?: ArrayLike<number>): void {
  const { size, numberOf } = entries;
  const length = rows?.length ?? index.count;
  const counts = new Uint32Array(size);
  const errors = new Uint32Array(size);
  // columns take one, two or four bytes a row: with one kind of array the loop is not compiled anew for each
  const [cells, failures] = [new Uint32Array(PIECE), new Uint32Array(PIECE)];
  for (let start = 0; start < length; start += PIECE) {
    const end = Math.min(length, start + PIECE);
    take(entries.cells, rows, start, end, cells);
    take(index.rows.columns.error, rows, start, end, failures);
    count(cells, failures, end - start, counts, errors);
  }
  for (let entry = 0; entry < size; entry++) {
    const many = counts[entry] as number;
    if (many > 0) tally.add(numberOf(entry), many, errors[entry] as number);
  }
}

/** Counts the first `length` cells by their entries, and by `failures` the errors among them. */
function count(
  cells: Uint32Array,
  failures: Uint32Array,
  length: number,
  counts: Uint32Array,
  errors: Uint32Array,
): void {
  for (let n = 0; n < length; n++) {
    const entry = cells[n] as number;
    counts[entry] = (counts[entry] as number) + 1;
    if (failures[n] !== 0) errors[entry] = (errors[entry] as number) + 1;
  }
}
