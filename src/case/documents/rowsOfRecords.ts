import type { LogIndex } from '../../index/logIndex';

/** The row of each record of an index over one source, whose records are numbered from 0; copies have that of the first. */
export function rowsOfRecords(index: LogIndex, records: number): Uint32Array {
  const rows = new Uint32Array(records);
  for (let row = 0; row < index.count; row++) {
    rows[index.place(row).index] = row;
    for (const place of index.otherPlaces.at(row)) rows[place.index] = row;
  }
  return rows;
}
