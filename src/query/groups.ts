import { grown } from '../index/interner';
import type { Cells } from '../index/cells';
import type { LogIndex } from '../index/logIndex';
import { stableOrder } from '../index/stableOrder';
import { outcomeOf } from '../record/outcome';
import type { EntryFacet, Facet, FacetReader } from './facets';

/** Rows that share a facet's value. */
export interface Group {
  /** Undefined stands for the rows that have no such value. */
  readonly value: string | undefined;
  readonly count: number;
  /** How many of them ended in an error, dry runs included. */
  readonly errors: number;
}

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

/** So many rows are counted at a time. */
const PIECE = 1 << 14;

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

/** Copies the cells of rows `start` to `end`, of these or of all. */
function take(cells: Cells, rows: ArrayLike<number> | undefined, start: number, end: number, to: Uint32Array): void {
  if (rows === undefined) to.set(cells.subarray(start, end));
  else for (let n = start; n < end; n++) to[n - start] = cells[rows[n] as number] as number;
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
