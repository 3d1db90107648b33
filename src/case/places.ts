/** Where the events of a case stand in its files, and which of its rows the records of a file are. */
import type { LogIndex, Place } from '../index/logIndex';
import type { OpenedCase } from './generations';
import type { EventPlace } from './eventTable';
import { type RowBeside, rowAt, rowBeside } from './rowBeside';

/** The place of a row. */
export function placeIn(opened: OpenedCase, row: number): EventPlace {
  return named(opened, opened.index.place(row));
}

/** A place by the address of its file. */
export function named({ sources }: OpenedCase, { source, index: record }: Place): EventPlace {
  return { uri: sources[source]?.uri ?? '', record };
}

/** The row of a record; undefined where the case does not hold it, or as a copy of another. */
export function rowOf(opened: OpenedCase, { uri, record }: EventPlace): number | undefined {
  const source = numberOf(opened, uri);
  return source === undefined ? undefined : rowAt(opened.index, { source, index: record });
}

/** Of some rows the one beside a record: see {@link rowBeside}. Undefined where the case does not hold its file. */
export function besideIn(
  opened: OpenedCase,
  rows: Iterable<number>,
  place: EventPlace | undefined,
  direction: 1 | -1,
): RowBeside | undefined {
  if (place === undefined) return rowBeside(opened.index, rows, undefined, direction);
  const source = numberOf(opened, place.uri);
  return source === undefined ? undefined : rowBeside(opened.index, rows, { source, index: place.record }, direction);
}

/** Which record of a file each row is, counted from 0; -1 for rows of other files, and for those that are not there. */
export function recordsIn(opened: OpenedCase | undefined, rows: Uint32Array, uri: string): Int32Array {
  const source = opened && numberOf(opened, uri);
  if (opened === undefined || source === undefined) return new Int32Array(rows.length).fill(-1);
  return Int32Array.from(rows, (row) => {
    if (row >= opened.index.count) return -1;
    const place = opened.index.place(row);
    return place.source === source ? place.index : -1;
  });
}

/** The places of the records `first` to `last` of a source, in the order of the source. */
export function recordsBetween(index: LogIndex, source: number, first: number, last: number): Place[] {
  const places: Place[] = [];
  const take = (place: Place): void => {
    if (place.source === source && place.index >= first && place.index <= last) places.push(place);
  };
  for (let row = 0; row < index.count; row++) {
    if (index.rows.source[row] === source) take(index.place(row));
  }
  for (const place of index.otherPlaces) take(place);
  return places.sort((a, b) => a.index - b.index);
}

function numberOf({ sources }: OpenedCase, uri: string): number | undefined {
  const source = sources.findIndex((one) => one.uri === uri);
  return source < 0 ? undefined : source;
}
