import { spanOf } from '../reading/readRecords';
import { COLUMN_FIELDS, COLUMNS, type Column } from './columns';
import { timeAt } from './eventTime';
import { grown } from './interner';
import { LogIndex, type Place, type RowArrays, emptyDictionaries } from './logIndex';

/** Takes records as they are scanned and makes the index of them. */
export class IndexBuilder {
  private count = 0;
  private capacity = 1024;
  private readonly dictionaries = emptyDictionaries();
  private rows = newRows(this.capacity);
  /** Hash of the eventID and hash of the whole record: equal pairs are copies of one event. */
  private eventId = new Uint32Array(this.capacity);
  private content = new Uint32Array(this.capacity);

  /** Records taken so far, copies included. */
  get size(): number {
    return this.count;
  }

  /** Takes the record at `bytes[start..end)`; `spans` as the scan filled them. */
  add(source: number, index: number, bytes: Uint8Array, start: number, end: number, spans: Int32Array): void {
    if (this.count === this.capacity) this.grow();
    const row = this.count++;
    const { rows } = this;
    const time = spanOf(spans, 'eventTime');
    rows.time[row] = time === undefined ? NaN : timeAt(bytes, time[0], time[1]);
    rows.source[row] = source;
    rows.index[row] = index;
    rows.start[row] = start;
    rows.end[row] = end;
    for (const column of COLUMNS) rows.columns[column][row] = this.cell(column, bytes, spans);
    const id = spanOf(spans, 'eventID');
    this.eventId[row] = id === undefined ? 0 : hashOf(bytes, id[0], id[1]) | 1;
    this.content[row] = hashOf(bytes, start, end);
  }

  private cell(column: Column, bytes: Uint8Array, spans: Int32Array): number {
    for (const field of COLUMN_FIELDS[column]) {
      const span = spanOf(spans, field);
      if (span !== undefined && bytes[span[0]] !== 0x6e && !isEmptyString(bytes, span)) {
        return this.dictionaries[column].intern(bytes, span[0], span[1]);
      }
    }
    return 0;
  }

  /** Sorts by time, then place, and folds copies of one event into one row. */
  build(): LogIndex {
    const { time, source, index, start, end } = this.rows;
    const order = Uint32Array.from({ length: this.count }, (_, row) => row);
    // rows arrive in the order of their places, and the sort is stable
    order.sort((a, b) => {
      const x = time[a] as number;
      const y = time[b] as number;
      return x === y ? a - b : Number.isNaN(x) ? (Number.isNaN(y) ? a - b : 1) : Number.isNaN(y) ? -1 : x - y;
    });
    const seen = new Map<string, number>();
    const kept: number[] = [];
    const otherPlaces = new Map<number, Place[]>();
    for (const row of order) {
      const event = this.eventId[row] as number;
      const key = `${event} ${this.content[row]} ${(end[row] as number) - (start[row] as number)}`;
      const first = event === 0 ? undefined : seen.get(key);
      if (first === undefined) {
        seen.set(key, kept.length);
        kept.push(row);
      } else {
        const places = otherPlaces.get(first) ?? [];
        places.push({
          source: source[row] as number,
          index: index[row] as number,
          start: start[row] as number,
          end: end[row] as number,
        });
        otherPlaces.set(first, places);
      }
    }
    return new LogIndex(kept.length, permuted(this.rows, kept), this.dictionaries, otherPlaces);
  }

  private grow(): void {
    const { time, source, index, start, end, columns } = this.rows;
    this.capacity *= 2;
    this.rows = {
      time: grown(time),
      source: grown(source),
      index: grown(index),
      start: grown(start),
      end: grown(end),
      columns: Object.fromEntries(COLUMNS.map((column) => [column, grown(columns[column])])) as Record<
        Column,
        Uint32Array
      >,
    };
    this.eventId = grown(this.eventId);
    this.content = grown(this.content);
  }
}

function newRows(length: number): RowArrays {
  const numbers = (): Uint32Array => new Uint32Array(length);
  return {
    time: new Float64Array(length),
    source: numbers(),
    index: numbers(),
    start: numbers(),
    end: numbers(),
    columns: Object.fromEntries(COLUMNS.map((column) => [column, numbers()])) as Record<Column, Uint32Array>,
  };
}

function permuted(rows: RowArrays, order: readonly number[]): RowArrays {
  const pick = (array: Uint32Array): Uint32Array => Uint32Array.from(order, (row) => array[row] as number);
  return {
    time: Float64Array.from(order, (row) => rows.time[row] as number),
    source: pick(rows.source),
    index: pick(rows.index),
    start: pick(rows.start),
    end: pick(rows.end),
    columns: Object.fromEntries(COLUMNS.map((column) => [column, pick(rows.columns[column])])) as Record<
      Column,
      Uint32Array
    >,
  };
}

function isEmptyString(bytes: Uint8Array, [start, end]: readonly [number, number]): boolean {
  return end - start === 2 && bytes[start] === 0x22;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
