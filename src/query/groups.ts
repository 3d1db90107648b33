import { grown } from '../index/interner';
import type { LogIndex } from '../index/logIndex';
import { outcomeOf } from '../record/outcome';
import type { Facet, FacetReader } from './facets';

/** Rows that share a facet's value. */
export interface Group {
  /** Undefined stands for the rows that have no such value. */
  readonly value: string | undefined;
  readonly count: number;
  /** How many of them ended in an error, dry runs included. */
  readonly errors: number;
}

/** All values of a facet by count, most first, then by name; rows without a value come last. `rows`: only these. */
export function groupsOf(reader: FacetReader, facet: Facet, rows?: ArrayLike<number>): Group[] {
  const { index } = reader;
  const failures = index.rows.columns.error;
  let counts = new Uint32Array(1024);
  let errors = new Uint32Array(1024);
  const length = rows?.length ?? index.count;
  const numberOf = reader.numberer(facet);
  for (let n = 0; n < length; n++) {
    const row = rows === undefined ? n : (rows[n] as number);
    const number = numberOf(row);
    while (number >= counts.length) {
      counts = grown(counts);
      errors = grown(errors);
    }
    counts[number] = (counts[number] as number) + 1;
    if (failures[row] !== 0) errors[number] = (errors[number] as number) + 1;
  }
  const values = reader.values(facet);
  return values
    .flatMap((value, n): Group[] => {
      const count = counts[n] ?? 0;
      return count === 0 ? [] : [{ value, count, errors: errors[n] as number }];
    })
    .sort(byCount);
}

/** Groups by any function from a row to its values: a row counts once in each. */
export function groupsBy(
  rows: Iterable<number>,
  valuesOf: (row: number) => Iterable<string | undefined>,
  failed: (row: number) => boolean,
): Group[] {
  const counts = new Map<string | undefined, { count: number; errors: number }>();
  for (const row of rows) {
    const error = failed(row) ? 1 : 0;
    for (const value of valuesOf(row)) {
      const entry = counts.get(value);
      if (entry === undefined) counts.set(value, { count: 1, errors: error });
      else {
        entry.count++;
        entry.errors += error;
      }
    }
  }
  return [...counts].map(([value, entry]) => ({ value, ...entry })).sort(byCount);
}

function byCount(a: Group, b: Group): number {
  if (a.value === undefined || b.value === undefined) return a.value === b.value ? 0 : a.value === undefined ? 1 : -1;
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

/** Rows of one facet value in order of time. */
export function rowsOf(reader: FacetReader, facet: Facet, value: string | undefined): Uint32Array {
  const { count } = reader.index;
  const rows = new Uint32Array(count);
  let length = 0;
  const numberOf = reader.numberer(facet);
  const values = reader.values(facet);
  let wanted = -1;
  for (let row = 0; row < count; row++) {
    const number = numberOf(row);
    if (wanted < 0 && values[number] === value) wanted = number;
    if (number === wanted) rows[length++] = row;
  }
  return rows.slice(0, length);
}

/** Whether the call of a row ended in an error, dry runs included. */
export function isError(index: LogIndex, row: number): boolean {
  return index.id('error', row) !== 0;
}

/** How the call of a row ended. */
export function outcomeOfRow(index: LogIndex, row: number): ReturnType<typeof outcomeOf> {
  return outcomeOf(index.text('error', row));
}

/** Every row number, in order of time. */
export function* allRows(index: LogIndex): Generator<number> {
  for (let row = 0; row < index.count; row++) yield row;
}
