import type { FacetReader } from '../query/facets';
import type { OtherDeliveries } from './deliveries';
import { outcomeOf, type Outcome } from '../record/outcome';

/** One event in a line: what lists, outlines and tooltips show of it. */
export interface EventSummary {
  /** Row number in the case: rows are in order of time. */
  readonly row: number;
  /** Milliseconds since 1970 UTC, or NaN. */
  readonly time: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly identity: string;
  readonly region: string;
  readonly sourceIPAddress: string;
  readonly outcome: Outcome;
  /** Of an event of a case: where it stands, whatever its row is by now. */
  readonly place?: EventPlace;
  /** Of an event of a case that was delivered more than once. */
  readonly others?: OtherDeliveries;
}

/** All that a summary says, as one text. Calls in a row may say the same: it does not prove that two events are one. */
export function likenessOf(event: EventSummary): string {
  return JSON.stringify([event.time, ...TEXTS.map((name) => (name === 'error' ? event.outcome.error : event[name]))]);
}

/** Where an event of a case stands: the address of its file, and which record in it, counted from 0. */
export interface EventPlace {
  readonly uri: string;
  readonly record: number;
}

const TEXTS = ['eventName', 'eventSource', 'identity', 'region', 'sourceIPAddress', 'error'] as const;
type Text = (typeof TEXTS)[number];

/** Summaries of rows as columns, small enough to cross from the worker in one message without being copied. */
export interface EventTable {
  /** Row number of each entry. */
  readonly rows: Uint32Array;
  readonly time: Float64Array;
  /** Per entry a number into `texts`. */
  readonly ids: Readonly<Record<Text, Uint32Array>>;
  readonly texts: Readonly<Record<Text, readonly string[]>>;
  readonly places?: readonly EventPlace[];
  /** By entry, of those that stand in several places. */
  readonly others?: ReadonlyMap<number, OtherDeliveries>;
}

/** The table of some rows of an index, in the order given. */
export function eventTable(reader: FacetReader, rows: Uint32Array): EventTable {
  const ids = {} as Record<Text, Uint32Array>;
  const texts = {} as Record<Text, string[]>;
  for (const name of TEXTS) {
    const column = new Uint32Array(rows.length);
    const numbers = new Map<string, number>();
    const facet = name === 'error' ? 'errorCode' : name;
    for (let n = 0; n < rows.length; n++) {
      const value = reader.value(facet, rows[n] as number) ?? '';
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = numbers.size));
      column[n] = number;
    }
    ids[name] = column;
    texts[name] = [...numbers.keys()];
  }
  return { rows, time: Float64Array.from(rows, (row) => reader.index.time(row)), ids, texts };
}

/** One entry of a table. */
export function summaryOf(table: EventTable, entry: number): EventSummary {
  const others = table.others?.get(entry);
  const text = (name: Text): string => table.texts[name][table.ids[name][entry] as number] ?? '';
  return {
    row: table.rows[entry] as number,
    time: table.time[entry] ?? NaN,
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    identity: text('identity'),
    region: text('region'),
    sourceIPAddress: text('sourceIPAddress'),
    outcome: outcomeOf(text('error')),
    ...(table.places === undefined ? {} : { place: table.places[entry] }),
    ...(others === undefined ? {} : { others }),
  };
}
