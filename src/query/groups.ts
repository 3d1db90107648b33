import type { LogIndex } from '../index/logIndex';
import { stableOrder } from '../index/stableOrder';
import { type Counts, countsOf } from './counts';
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
  const { values, counts, errors } = countsOf(reader, facet, rows);
  const order = values.length < WORTH_AN_ORDER ? undefined : reader.entries(facet)?.order();
  if (order !== undefined) return ordered({ values, counts, errors }, order);
  const groups: Group[] = [];
  for (let n = 0; n < values.length; n++) {
    const count = counts[n] as number;
    if (count > 0) groups.push({ value: values[n], count, errors: errors[n] as number });
  }
  return groups.sort(byCount);
}

/** Of fewer values the names are compared as soon. */
const WORTH_AN_ORDER = 100;

/** The groups of values whose order is known. */
function ordered({ values, counts, errors }: Counts, order: Uint32Array): Group[] {
  const { length } = order;
  let most = 0;
  for (let n = 0; n < length; n++) most = Math.max(most, counts[n] as number);
  const fewer = new Uint32Array(length);
  for (let n = 0; n < length; n++) fewer[n] = values[n] === undefined ? most : most - (counts[n] as number);
  const sorted = stableOrder(order, fewer, most + 1);
  const groups: Group[] = [];
  for (let n = 0; n < length; n++) {
    const number = sorted[n] as number;
    const count = counts[number] as number;
    if (count > 0) groups.push({ value: values[number], count, errors: errors[number] as number });
  }
  return groups;
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

/** Whether the call of a row ended in an error, dry runs included. */
export function isError(index: LogIndex, row: number): boolean {
  return index.id('error', row) !== 0;
}

/** Every row number, in order of time. */
export function* allRows(index: LogIndex): Generator<number> {
  for (let row = 0; row < index.count; row++) yield row;
}
