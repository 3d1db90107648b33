import { COLUMNS, type Column } from './columns';
import { Interner } from './interner';
import { decodeValue } from '../reading/recordScanner';

/** Where a record stands: which source, which record in it, which bytes of the uncompressed source. */
export interface Place {
  readonly source: number;
  /** Counts the records of the source from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** The typed arrays of an index, one entry a row. */
export interface RowArrays {
  /** Milliseconds since 1970 UTC; NaN when the record has no time. */
  readonly time: Float64Array;
  readonly source: Uint32Array;
  readonly index: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly columns: Readonly<Record<Column, Uint32Array>>;
}

/**
 * The columns of a case: rows in order of time, then of place. It holds no records; one is read again from its
 * source when somebody looks at it.
 */
export class LogIndex {
  private readonly texts = new Map<Column, (string | undefined)[]>();

  constructor(
    readonly count: number,
    readonly rows: RowArrays,
    readonly dictionaries: Readonly<Record<Column, Interner>>,
    /** Further places of a row whose event was delivered more than once. */
    readonly otherPlaces: ReadonlyMap<number, readonly Place[]>,
  ) {}

  /** How many records were left out as copies of a row. */
  get duplicates(): number {
    let count = 0;
    for (const places of this.otherPlaces.values()) count += places.length;
    return count;
  }

  place(row: number): Place {
    const { source, index, start, end } = this.rows;
    return {
      source: source[row] as number,
      index: index[row] as number,
      start: start[row] as number,
      end: end[row] as number,
    };
  }

  time(row: number): number {
    return this.rows.time[row] as number;
  }

  /** Dictionary number of a cell; 0 when the record has no such member. */
  id(column: Column, row: number): number {
    return this.rows.columns[column][row] as number;
  }

  /** A dictionary entry as a person reads it: strings without quotes, all else as JSON; undefined for "absent" and null. */
  textOf(column: Column, id: number): string | undefined {
    let texts = this.texts.get(column);
    if (texts === undefined) this.texts.set(column, (texts = []));
    if (!(id in texts)) {
      const value = this.valueOf(column, id);
      texts[id] =
        value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
    }
    return texts[id];
  }

  /** A dictionary entry as a JSON value. */
  valueOf(column: Column, id: number): unknown {
    const slice = this.dictionaries[column].slice(id);
    return id === 0 ? undefined : decodeValue(slice, 0, slice.length);
  }

  text(column: Column, row: number): string | undefined {
    return this.textOf(column, this.id(column, row));
  }

  /** Time of the first and of the last row that has one. */
  timeRange(): { first: number; last: number } | undefined {
    const { time } = this.rows;
    let last = this.count - 1;
    while (last >= 0 && Number.isNaN(time[last])) last--;
    return last < 0 ? undefined : { first: time[0] as number, last: time[last] as number };
  }
}

/** A new dictionary for each column. */
export function emptyDictionaries(): Record<Column, Interner> {
  return Object.fromEntries(COLUMNS.map((column) => [column, new Interner()])) as Record<Column, Interner>;
}
