import { contentHash } from '../reading/fast/contentHash';
import { HAS_LISTS, LISTS_SLOT, SLOT, SUMMARY_SLOT } from '../reading/fields';
import type { FoundRecord } from '../reading/finds';
import { spanOf } from '../reading/readRecords';
import { columnsOf } from './cells';
import { COLUMN_FIELDS, COLUMNS, type Column, FLAG_COLUMNS, LOOSE_COLUMNS } from './columns';
import { withoutCopies } from './copies';
import { OtherPlaces } from './otherPlaces';
import { eventIdHash } from './eventIdHash';
import { idBeginning } from './idBeginning';
import { timeAt } from './eventTime';
import { Dictionaries } from './dictionaries';
import type { DictionaryNews, Renumbering } from './dictionaryNews';
import { GrowingRows, permuted } from './growingRows';
import { LogIndex } from './logIndex';
import { RecentSlices } from './recentSlices';
import type { RowBlock } from './rowBlock';
import { isSorted, timeOrder } from './timeOrder';

/** The record's members behind each column, by slot. */
const COLUMN_SLOTS = COLUMNS.map((column) => {
  const fields = COLUMN_FIELDS[column];
  if (fields === HAS_LISTS) return [LISTS_SLOT];
  return column === 'summary' ? [SUMMARY_SLOT] : fields.map((field) => SLOT[field]);
});

/** Takes records as they are scanned, one by one or in blocks that another scan made, and makes the index of them. */
export class IndexBuilder {
  private readonly dictionaries = new Dictionaries();
  private readonly identities = new RecentSlices();
  private readonly growing = new GrowingRows();

  /** Records taken so far, copies included. */
  get size(): number {
    return this.growing.count;
  }

  /** Takes a record as reading found it. */
  add(source: number, index: number, { start, end, text, spans }: FoundRecord): void {
    const { bytes } = text;
    const { growing } = this;
    const row = growing.take(1);
    const { rows } = growing;
    const time = spanOf(spans, 'eventTime');
    rows.time[row] = time === undefined ? NaN : timeAt(bytes, time[0], time[1]);
    rows.source[row] = source;
    rows.index[row] = index;
    rows.start[row] = start;
    rows.end[row] = end;
    for (let n = 0; n < COLUMNS.length; n++) growing.set(n, row, this.cell(n, bytes, spans));
    const id = spanOf(spans, 'eventID');
    const isNamed = id !== undefined && !isAbsent(bytes, id[0], id[1]);
    growing.eventId[row] = isNamed ? eventIdHash(bytes, id[0], id[1]) | 1 : 0;
    rows.idBeginning[row] = isNamed ? idBeginning(bytes, id[0], id[1]) : 0;
    growing.content[row] = contentHash(bytes, text.start, text.end);
  }

  /**
   * Takes rows of a block from row `from` on: so many of each source as `counts` says, the first of which is `source`,
   * the next the one after it. `before`: so many rows of the first source were taken already. Returns whether the block's
   * memory is kept: then it is not to be changed.
   */
  append(
    source: number,
    counts: readonly number[],
    block: RowBlock,
    numbers: Renumbering,
    from = 0,
    before = 0,
  ): boolean {
    const { growing, dictionaries } = this;
    const count = counts.reduce((sum, one) => sum + one, 0);
    const sameNumbers = dictionaries.isOnlyTeacher(numbers);
    let row = growing.count;
    const isKept = row === 0 && sameNumbers && count === block.count && isAlone(block.time);
    if (isKept) growing.adopt(block);
    else growing.copy(block, from, count, sameNumbers ? undefined : numbers, (column) => dictionaries.size(column));
    const { rows } = growing;
    for (const [n, ofSource] of counts.entries()) {
      rows.source.fill(source + n, row, row + ofSource);
      const first = n === 0 ? before : 0;
      for (let index = 0; index < ofSource; index++) rows.index[row++] = first + index;
    }
    return isKept;
  }

  /** Forgets all rows but the first `count`. An index that was built of them stays as it is. */
  truncate(count: number): void {
    this.growing.truncate(count);
  }

  /** Learns entries of other dictionaries: `numbers` grows by this builder's number for each. */
  learn(news: DictionaryNews, numbers: Renumbering): void {
    this.dictionaries.learn(news, numbers);
  }

  /** All rows as a block, which this builder then forgets; its dictionaries stay. */
  drain(): RowBlock {
    const rows = this.rowsSoFar();
    this.growing.count = 0;
    return {
      ...rows,
      start: rows.start.slice(),
      end: rows.end.slice(),
      time: rows.time.slice(),
      ids: columnsOf((column) => rows.ids[column].slice()),
      eventIdHash: rows.eventIdHash.slice(),
      contentHash: rows.contentHash.slice(),
      idBeginning: rows.idBeginning.slice(),
    };
  }

  /** All rows in the order in which they came, sharing memory with this builder. */
  rowsSoFar(): RowBlock {
    return this.growing.soFar();
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
      if (FLAG_COLUMNS.has(column)) return this.dictionaries.intern(column, TRUE, 0, TRUE.length);
      const number = (): number => this.dictionaries.intern(column, bytes, start, end);
      // nine of ten records have one that came before, and to divide it takes long
      return column === 'identity' ? this.identities.numberOf(bytes, start, end, number) : number();
    }
    return 0;
  }

  /** Sorts by time, then place, and folds copies of one event into one row. More rows may come; the index stays as it is. */
  build(): LogIndex {
    const { rows: all, count, eventId, content } = this.growing;
    const { time, source, index, start, end } = all;
    const inTime = isSorted(time, count);
    const order = timeOrder(time, count, inTime);
    const { kept, copies, twins } = withoutCopies(order, { time, eventId, content });
    const otherPlaces = new OtherPlaces(copies, { source, index, start, end });
    const rows = permuted(all, kept, copies.of.length === 0 && inTime, this.dictionaries);
    return new LogIndex(kept.length, rows, this.dictionaries, otherPlaces, twins);
  }

  /** About so many records will come in all: room is made for them at once, instead of again and again. */
  expect(records: number): void {
    this.growing.expected = Number.isFinite(records) ? records : 0;
  }
}

/** Whether an array has its memory for itself. */
function isAlone(array: Float64Array): boolean {
  return array.byteLength === array.buffer.byteLength;
}

const TRUE = new TextEncoder().encode('true');

/** null, or a string with nothing in it. */
function isAbsent(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === 0x6e || (end - start === 2 && bytes[start] === 0x22);
}
