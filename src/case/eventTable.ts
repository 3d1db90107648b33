import type { LogIndex } from '../index/logIndex';
import { FacetReader } from '../query/facets';
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
}

const TEXTS = ['eventName', 'eventSource', 'identity', 'region', 'sourceIPAddress', 'error'] as const;
type Text = (typeof TEXTS)[number];

/** Summaries of all rows as columns, small enough to cross from the worker in one message without being copied. */
export interface EventTable {
  readonly time: Float64Array;
  /** Per row a number into `texts`. */
  readonly ids: Readonly<Record<Text, Uint32Array>>;
  readonly texts: Readonly<Record<Text, readonly string[]>>;
}

/** The table of every row of an index. */
export function eventTable(index: LogIndex, reader: FacetReader): EventTable {
  const ids = {} as Record<Text, Uint32Array>;
  const texts = {} as Record<Text, string[]>;
  for (const name of TEXTS) {
    const column = new Uint32Array(index.count);
    const numbers = new Map<string, number>();
    const facet = name === 'error' ? 'errorCode' : name;
    for (let row = 0; row < index.count; row++) {
      const value = reader.value(facet, row) ?? '';
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = numbers.size));
      column[row] = number;
    }
    ids[name] = column;
    texts[name] = [...numbers.keys()];
  }
  return { time: index.rows.time.slice(0, index.count), ids, texts };
}

/** One row of a table. */
export function summaryOf(table: EventTable, row: number): EventSummary {
  const text = (name: Text): string => table.texts[name][table.ids[name][row] as number] ?? '';
  return {
    row,
    time: table.time[row] ?? NaN,
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    identity: text('identity'),
    region: text('region'),
    sourceIPAddress: text('sourceIPAddress'),
    outcome: outcomeOf(text('error')),
  };
}
