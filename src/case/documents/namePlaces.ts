import { IndexBuilder } from '../../index/indexBuilder';
import { FacetReader } from '../../query/facets';
import { positionsOf } from '../../reading/positions';
import { readRecords } from '../../reading/readRecords';
import { type EventTable, eventTable } from '../eventTable';
import { nameOffsets } from './nameOffsets';
import { rowsOfRecords } from './rowsOfRecords';

/** Where the names of some records stand in a text that nobody has open. */
export interface NamePlaces {
  /** Records in all of the text, and its length in UTF-8. */
  readonly records: number;
  readonly bytes: number;
  /** Those that were asked for and are there, from 0, in the order of the text. */
  readonly found: Uint32Array;
  /** Of each of them four 0-based numbers: line and character of the start and the end of its eventName's value. */
  readonly positions: Uint32Array;
  /** Of each of them what it says in a line. */
  readonly events: EventTable;
}

/** Finds records of a document's text (UTF-8) by their numbers, without what an open document is asked for. */
export function namePlaces(bytes: Uint8Array, asked: ReadonlySet<number>): NamePlaces {
  const builder = new IndexBuilder();
  const found: number[] = [];
  const offsets: number[] = [];
  let number = 0;
  const { records } = readRecords(bytes, (record) => {
    const isAsked = asked.has(number++);
    if (!isAsked) return;
    builder.add(0, found.length, record);
    found.push(number - 1);
    offsets.push(...nameOffsets(record));
  });
  const index = builder.build();
  return {
    records,
    bytes: bytes.length,
    found: Uint32Array.from(found),
    positions: positionsOf(bytes, offsets),
    events: eventTable(new FacetReader(index), rowsOfRecords(index, found.length)),
  };
}
