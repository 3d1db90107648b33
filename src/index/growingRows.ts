import { type Cells, bytesFor, cellsFor, columnsOf, limitOf } from './cells';
import { COLUMNS, type Column } from './columns';
import type { Dictionaries } from './dictionaries';
import type { Renumbering } from './dictionaryNews';
import { grown } from './interner';
import type { RowArrays } from './logIndex';
import type { RowBlock } from './rowBlock';

/** The arrays of rows while there come more: room for more rows, and for larger numbers, is made as it is needed. */
export class GrowingRows {
  count = 0;
  /** So many rows may come in all. */
  expected = 0;
  private capacity = 1024;
  rows = newRows(this.capacity);
  /** Hash of the eventID and hash of the whole record: equal pairs are copies of one event. */
  eventId: Uint32Array = new Uint32Array(this.capacity);
  content: Uint32Array = new Uint32Array(this.capacity);
  /** The columns of the rows, in the order of COLUMNS. */
  private cells = COLUMNS.map((column) => this.rows.columns[column]);
  /** The first number that each has no room for. */
  private limits = this.cells.map(limitOf);

  /** Sets a cell of column number `n`. */
  set(n: number, row: number, id: number): void {
    if (id >= (this.limits[n] as number)) this.widen(n, id + 1);
    (this.cells[n] as Cells)[row] = id;
  }

  /** Takes the memory of a block, which is not changed from now on, for the first rows. */
  adopt({ count, time, start, end, ids, eventIdHash, contentHash, idBeginning }: RowBlock): void {
    this.count = this.capacity = count;
    const [source, index] = [new Uint32Array(count), new Uint32Array(count)];
    this.rows = { time, start, end, source, index, idBeginning, columns: ids };
    this.useCells();
    this.eventId = eventIdHash;
    this.content = contentHash;
  }

  /**
   * Takes `count` rows of a block from row `from` on. `numbers`: of its dictionaries' entries here, where they are
   * others; `size`: how many numbers of a column there are.
   */
  copy(
    block: RowBlock,
    from: number,
    count: number,
    numbers: Renumbering | undefined,
    size: (column: Column) => number,
  ): void {
    const at = this.take(count);
    const { rows } = this;
    const to = from + count;
    rows.time.set(block.time.subarray(from, to), at);
    rows.start.set(block.start.subarray(from, to), at);
    rows.end.set(block.end.subarray(from, to), at);
    rows.idBeginning.set(block.idBeginning.subarray(from, to), at);
    this.eventId.set(block.eventIdHash.subarray(from, to), at);
    this.content.set(block.contentHash.subarray(from, to), at);
    for (const [n, column] of COLUMNS.entries()) {
      this.widen(n, size(column));
      const ids = block.ids[column].subarray(from, to);
      const cells = this.cells[n] as Cells;
      if (numbers === undefined) cells.set(ids, at);
      // all are absent
      else if (numbers[column].length === 1) cells.fill(0, at, at + count);
      else renumber(ids, numbers[column].numbers, cells, at);
    }
  }

  /** Forgets all rows but the first `count`. An index that was built of them stays as it is. */
  truncate(count: number): void {
    this.count = count;
    this.resize(this.capacity);
  }

  /** All rows in the order in which they came, sharing memory with this builder. */
  soFar(): RowBlock {
    const { count, rows } = this;
    return {
      count,
      start: rows.start.subarray(0, count),
      end: rows.end.subarray(0, count),
      time: rows.time.subarray(0, count),
      ids: columnsOf((column) => rows.columns[column].subarray(0, count)),
      eventIdHash: this.eventId.subarray(0, count),
      contentHash: this.content.subarray(0, count),
      idBeginning: rows.idBeginning.subarray(0, count),
    };
  }

  /** Makes room for so many rows more, and says where the first of them is. */
  take(more: number): number {
    const at = this.count;
    const needed = (this.count = at + more);
    // what is expected is a guess that a strange file may lead far off
    if (needed > this.capacity) this.resize(Math.max(needed, Math.min(this.expected, needed * 8), this.capacity * 2));
    return at;
  }

  /** Other memory, with room for so many rows: an index may share what there was. */
  private resize(capacity: number): void {
    this.capacity = capacity;
    const { time, source, index, start, end, idBeginning, columns } = this.rows;
    this.rows = {
      time: grown(time, capacity),
      source: grown(source, capacity),
      index: grown(index, capacity),
      start: grown(start, capacity),
      end: grown(end, capacity),
      idBeginning: grown(idBeginning, capacity),
      columns: columnsOf((column) => grown(columns[column], capacity)),
    };
    this.useCells();
    this.eventId = grown(this.eventId, capacity);
    this.content = grown(this.content, capacity);
  }

  /** Gives column number `n` room for so many numbers. What an index shares of it stays as it is. */
  private widen(n: number, numbers: number): void {
    if (numbers <= (this.limits[n] as number)) return;
    const column = COLUMNS[n] as Column;
    const wider = cellsFor(numbers, this.capacity);
    wider.set((this.cells[n] as Cells).subarray(0, this.count));
    this.rows = { ...this.rows, columns: { ...this.rows.columns, [column]: wider } };
    this.useCells();
  }

  private useCells(): void {
    this.cells = COLUMNS.map((column) => this.rows.columns[column]);
    this.limits = this.cells.map(limitOf);
  }
}

function renumber(ids: Cells, numbers: Uint32Array, to: Cells, at: number): void {
  for (let n = 0; n < ids.length; n++) to[at + n] = numbers[ids[n] as number] as number;
}

function newRows(length: number): RowArrays {
  const numbers = (): Uint32Array => new Uint32Array(length);
  return {
    time: new Float64Array(length),
    source: numbers(),
    index: numbers(),
    start: numbers(),
    end: numbers(),
    idBeginning: numbers(),
    columns: columnsOf(() => cellsFor(1, length)),
  };
}

/** The rows in this order (`inOrder`: their own), each column in as few bytes as its dictionary's numbers need. */
export function permuted(rows: RowArrays, order: Uint32Array, inOrder: boolean, dictionaries: Dictionaries): RowArrays {
  const { length } = order;
  const pick = <T extends Cells | Float64Array>(picked: T, array: Cells | Float64Array): T => {
    if (inOrder) picked.set(array.subarray(0, length));
    else for (let n = 0; n < length; n++) picked[n] = array[order[n] as number] as number;
    return picked;
  };
  /** Rows that came are never changed: where they are in order and little room is left, their memory is shared. */
  const shared = inOrder && rows.time.length <= length * 1.1;
  const numbers = (array: Uint32Array): Uint32Array =>
    shared ? array.subarray(0, length) : pick(new Uint32Array(length), array);
  const cells = (column: Column): Cells => {
    const all = rows.columns[column];
    const size = dictionaries.size(column);
    return shared && all.BYTES_PER_ELEMENT <= bytesFor(size)
      ? all.subarray(0, length)
      : pick(cellsFor(size, length), all);
  };
  return {
    time: shared ? rows.time.subarray(0, length) : pick(new Float64Array(length), rows.time),
    source: numbers(rows.source),
    index: numbers(rows.index),
    start: numbers(rows.start),
    end: numbers(rows.end),
    idBeginning: numbers(rows.idBeginning),
    columns: columnsOf(cells),
  };
}
