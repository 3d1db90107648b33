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
  /** With what the call was signed, where that is known. */
  readonly credentials?: Credentials;
  /** Of an event of a case: where it stands, whatever its row is by now. */
  readonly place?: EventPlace;
  /** Of an event of a case that was delivered more than once. */
  readonly others?: OtherDeliveries;
}

/** With what a call was signed. */
export interface Credentials {
  /** Empty where the record has none, as of a sign-in. */
  readonly accessKey: string;
  /** Whether the session was begun with a second factor; undefined where the record does not say so. */
  readonly secondFactor: boolean | undefined;
  readonly isFromConsole: boolean;
}

/** All that a summary says, but for the credentials, as one text. Calls in a row may say the same: it does not prove that two events are one. */
export function likenessOf(event: EventSummary): string {
  return JSON.stringify([event.time, ...LINE.map((name) => (name === 'error' ? event.outcome.error : event[name]))]);
}

/** Where an event of a case stands: the address of its file, and which record in it, counted from 0. */
export interface EventPlace {
  readonly uri: string;
  readonly record: number;
}

const LINE = ['eventName', 'eventSource', 'identity', 'region', 'sourceIPAddress', 'error'] as const;
const TEXTS = [...LINE, 'accessKey', 'session'] as const;
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
    const valueIn = (row: number): string | undefined =>
      facet === 'session' ? sessionOf(reader, row) : reader.value(facet, row);
    for (let n = 0; n < rows.length; n++) {
      const value = valueIn(rows[n] as number) ?? '';
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = numbers.size));
      column[n] = number;
    }
    ids[name] = column;
    texts[name] = [...numbers.keys()];
  }
  return { rows, time: Float64Array.from(rows, (row) => reader.index.time(row)), ids, texts };
}

const [WITH_FACTOR, WITHOUT_FACTOR, OF_CONSOLE] = ['f', 'n', 'c'];

/** What the record says of the session that made a call, a letter each. */
function sessionOf({ index }: FacetReader, row: number): string {
  const factor = index.secondFactorOf(index.id('identity', row));
  const isFromConsole = /^true$/i.test(index.text('sessionCredentialFromConsole', row) ?? '');
  return `${factor === undefined ? '' : factor ? WITH_FACTOR : WITHOUT_FACTOR}${isFromConsole ? OF_CONSOLE : ''}`;
}

function credentialsOf(accessKey: string, session: string): Credentials | undefined {
  if (accessKey === '' && session === '') return undefined;
  const secondFactor = session.includes(WITH_FACTOR) ? true : session.includes(WITHOUT_FACTOR) ? false : undefined;
  return { accessKey, secondFactor, isFromConsole: session.includes(OF_CONSOLE) };
}

/** One entry of a table. */
export function summaryOf(table: EventTable, entry: number): EventSummary {
  const others = table.others?.get(entry);
  const text = (name: Text): string => table.texts[name][table.ids[name][entry] as number] ?? '';
  const credentials = credentialsOf(text('accessKey'), text('session'));
  return {
    row: table.rows[entry] as number,
    time: table.time[entry] ?? NaN,
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    identity: text('identity'),
    region: text('region'),
    sourceIPAddress: text('sourceIPAddress'),
    outcome: outcomeOf(text('error')),
    ...(credentials === undefined ? {} : { credentials }),
    ...(table.places === undefined ? {} : { place: table.places[entry] }),
    ...(others === undefined ? {} : { others }),
  };
}
