import { contentHash } from '../reading/fast/contentHash';
import { SLOT, SUMMARY_SLOT } from '../reading/fields';
import type { FoundRecord } from '../reading/finds';
import { spanOf } from '../reading/readRecords';
import { COLUMN_FIELDS, COLUMNS, type Column, LOOSE_COLUMNS } from './columns';
import { OtherPlaces, withoutCopies } from './copies';
import { eventIdHash } from './eventIdHash';
import { timeAt } from './eventTime';
import { grown } from './interner';
import { Dictionaries, type DictionaryNews, type Renumbering } from './dictionaries';
import { type Cells, LogIndex, type RowArrays } from './logIndex';
import { RecentSlices } from './recentSlices';
import type { RowBlock } from './rowBlock';
import { isSorted, timeOrder } from './timeOrder';

/** The record's members behind each column, by slot. */
const COLUMN_SLOTS = COLUMNS.map((column) =>
  column === 'summary' ? [SUMMARY_SLOT] : COLUMN_FIELDS[column].map((field) => SLOT[field]),
);

/** Takes records as they are scanned, one by one or in blocks that another scan made, and makes the index of them. */
export class IndexBuilder {
  private count = 0;
  private capacity = 1024;
  private expected = 0;
  private readonly dictionaries = new Dictionaries();
  private readonly identities = new RecentSlices();
  private rows: GrowingRows = newRows(this.capacity);
  /** Those of the rows, in the order of COLUMNS. */
  private cells = cellsOf(this.rows);
  /** Hash of the eventID and hash of the whole record: equal pairs are copies of one event. */
  private eventId: Uint32Array = new Uint32Array(this.capacity);
  private content: Uint32Array = new Uint32Array(this.capacity);

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
    for (let n = 0; n < COLUMNS.length; n++) (this.cells[n] as Uint32Array)[row] = this.cell(n, bytes, spans);
    const id = spanOf(spans, 'eventID');
    this.eventId[row] = id === undefined || isAbsent(bytes, id[0], id[1]) ? 0 : eventIdHash(bytes, id[0], id[1]) | 1;
    this.content[row] = contentHash(bytes, text.start, text.end);
  }

  /**
   * Takes rows of a block from row `from` on: so many of each source as `counts` says, the first of which is `source`,
   * the next the one after it. `before`: so many rows of the first source were taken already.
   */
  append(source: number, counts: readonly number[], block: RowBlock, numbers: Renumbering, from = 0, before = 0): void {
    const count = counts.reduce((sum, one) => sum + one, 0);
    const sameNumbers = this.dictionaries.isOnlyTeacher(numbers);
    if (this.count === 0 && sameNumbers && count === block.count && isAlone(block.time)) this.adopt(block);
    else this.copy(block, from, count, sameNumbers ? undefined : numbers);
    const { rows } = this;
    let row = this.count;
    for (const [n, ofSource] of counts.entries()) {
      rows.source.fill(source + n, row, row + ofSource);
      const first = n === 0 ? before : 0;
      for (let index = 0; index < ofSource; index++) rows.index[row++] = first + index;
    }
    this.count += count;
  }

  /** Takes the memory of a block, which is not changed from now on, for the first rows. */
  private adopt({ count, time, start, end, ids, eventIdHash, contentHash }: RowBlock): void {
    this.capacity = count;
    this.rows = { time, start, end, source: new Uint32Array(count), index: new Uint32Array(count), columns: ids };
    this.cells = cellsOf(this.rows);
    this.eventId = eventIdHash;
    this.content = contentHash;
  }

  /** `numbers`: of its dictionaries' entries here, where they are others. */
  private copy(block: RowBlock, from: number, count: number, numbers: Renumbering | undefined): void {
    this.reserve(count);
    const { rows, count: at } = this;
    const to = from + count;
    rows.time.set(block.time.subarray(from, to), at);
    rows.start.set(block.start.subarray(from, to), at);
    rows.end.set(block.end.subarray(from, to), at);
    this.eventId.set(block.eventIdHash.subarray(from, to), at);
    this.content.set(block.contentHash.subarray(from, to), at);
    for (const column of COLUMNS) {
      const ids = block.ids[column].subarray(from, to);
      if (numbers === undefined) rows.columns[column].set(ids, at);
      // all are absent
      else if (numbers[column].length === 1) rows.columns[column].fill(0, at, at + count);
      else renumber(ids, numbers[column].numbers, rows.columns[column], at);
    }
  }

  /** Forgets all rows but the first `count`. An index that was built of them stays as it is. */
  truncate(count: number): void {
    this.count = count;
    this.resize(this.capacity);
  }

  /** Learns entries of other dictionaries: `numbers` grows by this builder's number for each. */
  learn(news: DictionaryNews, numbers: Renumbering): void {
    this.dictionaries.learn(news, numbers);
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
    return this.dictionaries.news();
  }

  /** The value behind a number of a column. */
  slice(column: Column, id: number): Uint8Array {
    return this.dictionaries.slice(column, id);
  }

  /** Column number `n` of a record. */
  private cell(n: number, bytes: Uint8Array, spans: Int32Array): number {
    const column = COLUMNS[n] as Column;
    for (const slot of COLUMN_SLOTS[n] as readonly number[]) {
      const start = spans[2 * slot] as number;
      const end = spans[2 * slot + 1] as number;
      if (start < 0 || (LOOSE_COLUMNS.has(column) && isAbsent(bytes, start, end))) continue;
      if (column === 'summary') return this.dictionaries.intern(column, TRUE, 0, TRUE.length);
      const number = (): number => this.dictionaries.intern(column, bytes, start, end);
      // nine of ten records have one that came before, and to divide it takes long
      return column === 'identity' ? this.identities.numberOf(bytes, start, end, number) : number();
    }
    return 0;
  }

  /** Sorts by time, then place, and folds copies of one event into one row. More rows may come; the index stays as it is. */
  build(): LogIndex {
    const { time, source, index, start, end } = this.rows;
    const order = timeOrder(time, this.count);
    const { kept, copies, twins } = withoutCopies(order, {
      time,
      eventId: this.eventId,
      content: this.content,
      start,
      end,
    });
    const otherPlaces = new OtherPlaces(copies, { source, index, start, end });
    const rows = permuted(this.rows, kept, copies.of.length === 0 && isSorted(time, this.count), this.dictionaries);
    return new LogIndex(kept.length, rows, this.dictionaries, otherPlaces, twins);
  }

  /** About so many records will come in all: room is made for them at once, instead of again and again. */
  expect(records: number): void {
    this.expected = Number.isFinite(records) ? records : 0;
  }

  private reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.capacity) return;
    // what is expected is a guess that a strange file may lead far off
    this.resize(Math.max(needed, Math.min(this.expected, needed * 8), this.capacity * 2));
  }

  /** Other memory, with room for so many rows: an index may share what there was. */
  private resize(capacity: number): void {
    this.capacity = capacity;
    const { time, source, index, start, end, columns } = this.rows;
    this.rows = {
      time: grown(time, capacity),
      source: grown(source, capacity),
      index: grown(index, capacity),
      start: grown(start, capacity),
      end: grown(end, capacity),
      columns: Object.fromEntries(COLUMNS.map((column) => [column, grown(columns[column], capacity)])) as Record<
        Column,
        Uint32Array
      >,
    };
    this.cells = cellsOf(this.rows);
    this.eventId = grown(this.eventId, capacity);
    this.content = grown(this.content, capacity);
  }
}

/** Whether an array has its memory for itself. */
function isAlone(array: Float64Array): boolean {
  return array.byteLength === array.buffer.byteLength;
}

function renumber(ids: Uint32Array, numbers: Uint32Array, to: Uint32Array, at: number): void {
  for (let n = 0; n < ids.length; n++) to[at + n] = numbers[ids[n] as number] as number;
}

/** While it is built: each column may yet need all the bytes of a number. */
interface GrowingRows extends RowArrays {
  readonly columns: Readonly<Record<Column, Uint32Array>>;
}

function cellsOf({ columns }: GrowingRows): readonly Uint32Array[] {
  return COLUMNS.map((column) => columns[column]);
}

function newRows(length: number): GrowingRows {
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

/** The rows in this order (`inOrder`: their own), each column in as few bytes as its dictionary's numbers need. */
function permuted(rows: GrowingRows, order: Uint32Array, inOrder: boolean, dictionaries: Dictionaries): RowArrays {
  const { length } = order;
  const pick = <T extends Cells | Float64Array>(picked: T, array: Uint32Array | Float64Array): T => {
    if (inOrder) picked.set(array.subarray(0, length));
    else for (let n = 0; n < length; n++) picked[n] = array[order[n] as number] as number;
    return picked;
  };
  /** Rows that came are never changed: where they are in order and little room is left, their memory is shared. */
  const shared = inOrder && rows.time.length <= length * 1.1;
  const numbers = (array: Uint32Array): Uint32Array =>
    shared ? array.subarray(0, length) : pick(new Uint32Array(length), array);
  return {
    time: shared ? rows.time.subarray(0, length) : pick(new Float64Array(length), rows.time),
    source: numbers(rows.source),
    index: numbers(rows.index),
    start: numbers(rows.start),
    end: numbers(rows.end),
    columns: Object.fromEntries(
      COLUMNS.map((column) => [column, pick(cellsFor(dictionaries.size(column), length), rows.columns[column])]),
    ) as Record<Column, Cells>,
  };
}

function cellsFor(numbers: number, length: number): Cells {
  if (numbers <= 1 << 8) return new Uint8Array(length);
  return numbers <= 1 << 16 ? new Uint16Array(length) : new Uint32Array(length);
}

const TRUE = new TextEncoder().encode('true');

/** null, or a string with nothing in it. */
function isAbsent(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === 0x6e || (end - start === 2 && bytes[start] === 0x22);
}
