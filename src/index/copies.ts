import { grown } from './interner';

/**
 * What tells whether two rows are deliveries of the same event: its time, its id, and the hash of its own text, in which
 * the text's length counts. How long it is where it stands says nothing: inside a string it is escaped.
 */
export interface Fingerprints {
  readonly time: Float64Array;
  /** 0 when the record has no eventID: such rows have no copies. */
  readonly eventId: Uint32Array;
  readonly content: Uint32Array;
}

/** Copies in the order in which they came: the position of the kept one among the kept, and the row of the copy. */
export interface Copies {
  readonly of: Uint32Array;
  readonly rows: Uint32Array;
}

/** Rows without their copies. */
export interface Divided {
  readonly kept: Uint32Array;
  readonly copies: Copies;
  /** Positions among the kept of events that were delivered in several layouts: the same time and id, other bytes. */
  readonly twins: ReadonlySet<number>;
}

/** Rows of the same time, up to so many, are compared with one another; more are looked up in a table. */
const FEW = 8;

/**
 * Divides rows, in an order of time, into those kept and the copies of a kept one, which are told with the position of
 * the kept one among the kept, and finds the twins. Only rows of the same time are compared: most have one of their own.
 */
export function withoutCopies(order: Uint32Array, prints: Fingerprints): Divided {
  const division = new Division(order, prints);
  const { time } = prints;
  for (let first = 0, end = 0; first < order.length; first = end) {
    const at = time[order[first] as number] as number;
    // rows without a time, NaN, are all the same
    for (end = first + 1; end < order.length; end++) {
      const next = time[order[end] as number] as number;
      if (next !== at && !(Number.isNaN(next) && Number.isNaN(at))) break;
    }
    if (end - first === 1) division.keep(first);
    else if (end - first <= FEW) division.compare(first, end);
    else division.lookUp(first, end);
  }
  return division.result();
}

class Division {
  private readonly kept: Uint32Array;
  private count = 0;
  private of = new Uint32Array(16);
  private rows = new Uint32Array(16);
  private copyCount = 0;
  /** In each cell the position among the kept, plus one, and the hash of the id: most others are told apart by that alone. */
  private cells = new Uint32Array(0);
  /** In each cell the position of the first row of an id, plus one, and its hash. */
  private ids = new Uint32Array(0);
  private readonly twins = new Set<number>();

  constructor(
    private readonly order: Uint32Array,
    private readonly prints: Fingerprints,
  ) {
    this.kept = new Uint32Array(order.length);
  }

  keep(n: number): void {
    this.kept[this.count++] = this.order[n] as number;
  }

  compare(first: number, end: number): void {
    const { kept, prints, order } = this;
    const start = this.count;
    for (let n = first; n < end; n++) {
      const row = order[n] as number;
      const id = prints.eventId[row] as number;
      let found = id === 0 ? this.count : start;
      let twin = -1;
      for (; found < this.count; found++) {
        const other = kept[found] as number;
        if (prints.eventId[other] !== id) continue;
        if (same(prints, other, row)) break;
        twin = found;
      }
      if (found < this.count) {
        this.copy(found, row);
        continue;
      }
      if (twin >= 0) this.twins.add(twin).add(this.count);
      this.keep(n);
    }
  }

  lookUp(first: number, end: number): void {
    const { kept, prints, order } = this;
    let size = 4 * FEW;
    while (size < (end - first) * 2) size *= 2;
    const mask = size - 1;
    if (this.cells.length < 2 * size) {
      this.cells = new Uint32Array(2 * size);
      this.ids = new Uint32Array(2 * size);
    } else {
      this.cells.fill(0, 0, 2 * size);
      this.ids.fill(0, 0, 2 * size);
    }
    const { cells } = this;
    for (let n = first; n < end; n++) {
      const row = order[n] as number;
      const id = prints.eventId[row] as number;
      if (id !== 0) {
        let slot = (id ^ (prints.content[row] as number)) & mask;
        let found = cells[2 * slot] as number;
        while (found !== 0 && !(cells[2 * slot + 1] === id && same(prints, kept[found - 1] as number, row))) {
          slot = (slot + 1) & mask;
          found = cells[2 * slot] as number;
        }
        if (found !== 0) {
          this.copy(found - 1, row);
          continue;
        }
        cells[2 * slot] = this.count + 1;
        cells[2 * slot + 1] = id;
        this.noteTwin(id, mask);
      }
      this.keep(n);
    }
  }

  /** Whether the row that is kept next has the id of one before it, whose cells hold the first of each id alone. */
  private noteTwin(id: number, mask: number): void {
    const { ids } = this;
    // the lowest bit only says that there is an id
    let slot = (id >>> 1) & mask;
    while (ids[2 * slot] !== 0 && ids[2 * slot + 1] !== id) slot = (slot + 1) & mask;
    const first = ids[2 * slot] as number;
    if (first !== 0) this.twins.add(first - 1).add(this.count);
    else {
      ids[2 * slot] = this.count + 1;
      ids[2 * slot + 1] = id;
    }
  }

  result(): Divided {
    const { kept, count, of, rows, copyCount, twins } = this;
    return {
      kept: kept.subarray(0, count),
      copies: { of: of.subarray(0, copyCount), rows: rows.subarray(0, copyCount) },
      twins,
    };
  }

  private copy(of: number, row: number): void {
    if (this.copyCount === this.of.length) {
      this.of = grown(this.of);
      this.rows = grown(this.rows);
    }
    this.of[this.copyCount] = of;
    this.rows[this.copyCount++] = row;
  }
}

function same({ eventId, content }: Fingerprints, a: number, b: number): boolean {
  return eventId[a] === eventId[b] && content[a] === content[b];
}
