import { contentHash } from '../reading/fast/contentHash';
import type { FoundRecord } from '../reading/finds';
import { spanOf } from '../reading/readRecords';
import { COLUMN_FIELDS, COLUMNS, type Column } from './columns';
import { withoutCopies } from './copies';
import { timeAt } from './eventTime';
import { grown } from './interner';
import { LogIndex, type Place, type RowArrays, emptyDictionaries } from './logIndex';
import type { DictionaryNews, RowBlock } from './rowBlock';
import { timeOrder } from './timeOrder';

/** Per column: this builder's number for each number of another dictionary. */
export type Renumbering = Record<Column, number[]>;

/** Takes records as they are scanned, one by one or in blocks that another scan made, and makes the index of them. */
export class IndexBuilder {
  private count = 0;
  private capacity = 1024;
  private readonly dictionaries = emptyDictionaries();
  private rows = newRows(this.capacity);
  /** Hash of the eventID and hash of the whole record: equal pairs are copies of one event. */
  private eventId = new Uint32Array(this.capacity);
  private content = new Uint32Array(this.capacity);
  /** How many entries of each dictionary were told by {@link news}. */
  private readonly told = Object.fromEntries(COLUMNS.map((column) => [column, 1])) as Record<Column, number>;

  /** Records taken so far, copies included. */
  get size(): number {
    return this.count;
  }

  /** Takes a record as reading found it. */
  add(source: number, index: number, { start, end, text, spans }: FoundRecord): void {
    const { bytes } = text;
    this.reserve(1);
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
    this.eventId[row] = id === undefined || isAbsent(bytes, id) ? 0 : contentHash(bytes, id[0], id[1]) | 1;
    this.content[row] = contentHash(bytes, text.start, text.end);
  }

  /** Takes the rows of a block, whose first is record `firstIndex` of `source`. */
  append(source: number, firstIndex: number, block: RowBlock, numbers: Readonly<Renumbering>): void {
    this.reserve(block.count);
    const { rows, count } = this;
    rows.time.set(block.time.subarray(0, block.count), count);
    rows.start.set(block.start.subarray(0, block.count), count);
    rows.end.set(block.end.subarray(0, block.count), count);
    rows.source.fill(source, count, count + block.count);
    this.eventId.set(block.eventIdHash.subarray(0, block.count), count);
    this.content.set(block.contentHash.subarray(0, block.count), count);
    for (let n = 0; n < block.count; n++) rows.index[count + n] = firstIndex + n;
    for (const column of COLUMNS) {
      const [from, to, own] = [block.ids[column], rows.columns[column], numbers[column]];
      for (let n = 0; n < block.count; n++) to[count + n] = own[from[n] as number] as number;
    }
    this.count += block.count;
  }

  /** Learns entries of another dictionary: `numbers` grows by this builder's number for each. */
  learn(news: DictionaryNews, numbers: Renumbering): void {
    for (const column of COLUMNS) {
      for (const slice of news[column]) numbers[column].push(this.dictionaries[column].intern(slice, 0, slice.length));
    }
  }

  /** All rows as a block, which this builder then forgets; its dictionaries stay. */
  drain(): RowBlock {
    const rows = this.rowsSoFar();
    this.count = 0;
    return {
      ...rows,
      start: rows.start.slice(),
      end: rows.end.slice(),
      time: rows.time.slice(),
      ids: Object.fromEntries(COLUMNS.map((column) => [column, rows.ids[column].slice()])) as Record<
        Column,
        Uint32Array
      >,
      eventIdHash: rows.eventIdHash.slice(),
      contentHash: rows.contentHash.slice(),
    };
  }

  /** All rows in the order in which they came, sharing memory with this builder. */
  rowsSoFar(): RowBlock {
    const { count, rows } = this;
    return {
      count,
      start: rows.start.subarray(0, count),
      end: rows.end.subarray(0, count),
      time: rows.time.subarray(0, count),
      ids: Object.fromEntries(COLUMNS.map((column) => [column, rows.columns[column].subarray(0, count)])) as Record<
        Column,
        Uint32Array
      >,
      eventIdHash: this.eventId.subarray(0, count),
      contentHash: this.content.subarray(0, count),
    };
  }

  /** Entries that came to the dictionaries since this was last asked. */
  news(): DictionaryNews {
    const news = {} as Record<Column, Uint8Array[]>;
    for (const column of COLUMNS) {
      const dictionary = this.dictionaries[column];
      news[column] = [];
      for (let id = this.told[column]; id < dictionary.size; id++) news[column].push(dictionary.slice(id).slice());
      this.told[column] = dictionary.size;
    }
    return news;
  }

  private cell(column: Column, bytes: Uint8Array, spans: Int32Array): number {
    for (const field of COLUMN_FIELDS[column]) {
      const span = spanOf(spans, field);
      if (span !== undefined && !isAbsent(bytes, span)) {
        return this.dictionaries[column].intern(bytes, span[0], span[1]);
      }
    }
    return 0;
  }

  /** Sorts by time, then place, and folds copies of one event into one row. More rows may come; the index stays as it is. */
  build(): LogIndex {
    const { source, index, start, end } = this.rows;
    const order = timeOrder(this.rows.time, this.count);
    const { kept, copies } = withoutCopies(order, { eventId: this.eventId, content: this.content, start, end });
    const otherPlaces = new Map<number, Place[]>();
    for (const [of, row] of copies) {
      const places = otherPlaces.get(of) ?? [];
      places.push({
        source: source[row] as number,
        index: index[row] as number,
        start: start[row] as number,
        end: end[row] as number,
      });
      otherPlaces.set(of, places);
    }
    return new LogIndex(kept.length, permuted(this.rows, kept), this.dictionaries, otherPlaces);
  }

  private reserve(more: number): void {
    while (this.count + more > this.capacity) {
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
}

/** Numbers for a dictionary of which nothing is known yet but that 0 is "absent". */
export function noNumbers(): Renumbering {
  return Object.fromEntries(COLUMNS.map((column) => [column, [0]])) as Renumbering;
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

function permuted(rows: RowArrays, order: Uint32Array): RowArrays {
  const pick = (array: Uint32Array): Uint32Array => {
    const picked = new Uint32Array(order.length);
    for (let n = 0; n < order.length; n++) picked[n] = array[order[n] as number] as number;
    return picked;
  };
  const time = new Float64Array(order.length);
  for (let n = 0; n < order.length; n++) time[n] = rows.time[order[n] as number] as number;
  return {
    time,
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

/** null, or a string with nothing in it. */
function isAbsent(bytes: Uint8Array, [start, end]: readonly [number, number]): boolean {
  return bytes[start] === 0x6e || (end - start === 2 && bytes[start] === 0x22);
}
