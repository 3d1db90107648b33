import { grown } from './interner';
import type { Place } from './logIndex';

/** What tells whether two rows are deliveries of the same event: its id, its bytes' hash and its length. */
export interface Fingerprints {
  /** 0 when the record has no eventID: such rows have no copies. */
  readonly eventId: Uint32Array;
  readonly content: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** Copies in the order in which they came: the position of the kept one among the kept, and the row of the copy. */
export interface Copies {
  readonly of: Uint32Array;
  readonly rows: Uint32Array;
}

/**
 * Divides rows, in the order given, into those kept and the copies of a kept one, which are told with the position of
 * the kept one among the kept.
 */
export function withoutCopies(order: Uint32Array, prints: Fingerprints): { kept: Uint32Array; copies: Copies } {
  let size = 1024;
  while (size < order.length * 2) size *= 2;
  const mask = size - 1;
  // in each cell the position among the kept, plus one, and the hash of the id: most others are told apart by that alone
  const cells = new Uint32Array(2 * size);
  const kept = new Uint32Array(order.length);
  const copies = { of: new Uint32Array(16), rows: new Uint32Array(16) };
  let copyCount = 0;
  let count = 0;
  const { eventId, content } = prints;
  for (let n = 0; n < order.length; n++) {
    const row = order[n] as number;
    const id = eventId[row] as number;
    if (id !== 0) {
      let slot = (id ^ (content[row] as number)) & mask;
      let found = cells[2 * slot] as number;
      while (found !== 0 && !(cells[2 * slot + 1] === id && same(prints, kept[found - 1] as number, row))) {
        slot = (slot + 1) & mask;
        found = cells[2 * slot] as number;
      }
      if (found !== 0) {
        if (copyCount === copies.of.length) {
          copies.of = grown(copies.of);
          copies.rows = grown(copies.rows);
        }
        copies.of[copyCount] = found - 1;
        copies.rows[copyCount++] = row;
        continue;
      }
      cells[2 * slot] = count + 1;
      cells[2 * slot + 1] = id;
    }
    kept[count++] = row;
  }
  return {
    kept: kept.subarray(0, count),
    copies: { of: copies.of.subarray(0, copyCount), rows: copies.rows.subarray(0, copyCount) },
  };
}

function same({ eventId, content, start, end }: Fingerprints, a: number, b: number): boolean {
  return (
    eventId[a] === eventId[b] &&
    content[a] === content[b] &&
    (end[a] as number) - (start[a] as number) === (end[b] as number) - (start[b] as number)
  );
}

/** The arrays of rows that tell their places. */
interface Places {
  readonly source: Uint32Array;
  readonly index: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** One of many places. */
export function placeAt({ source, index, start, end }: Places, n: number): Place {
  return {
    source: source[n] as number,
    index: index[n] as number,
    start: start[n] as number,
    end: end[n] as number,
  };
}

/** Further places of rows whose event was delivered more than once, in 20 bytes each. */
export class OtherPlaces {
  private readonly of: Uint32Array;
  private readonly places: Places;

  /** `places`: of the rows that {@link Copies} speaks of. */
  constructor({ of, rows }: Copies, places: Places) {
    const order = byRow(of);
    const pick = (array: Uint32Array, at = rows): Uint32Array =>
      Uint32Array.from(order, (n) => array[at[n] as number] as number);
    this.of = Uint32Array.from(order, (n) => of[n] as number);
    this.places = {
      source: pick(places.source),
      index: pick(places.index),
      start: pick(places.start),
      end: pick(places.end),
    };
  }

  /** How many there are. */
  get size(): number {
    return this.of.length;
  }

  /** Bytes of memory that they take. */
  get memory(): number {
    return this.size * 20;
  }

  /** The places of a row but for its own, in the order of time and place; none for most rows. */
  at(row: number): Place[] {
    const places: Place[] = [];
    for (let n = this.firstOf(row); n < this.size && this.of[n] === row; n++) places.push(placeAt(this.places, n));
    return places;
  }

  *[Symbol.iterator](): Iterator<Place> {
    for (let n = 0; n < this.size; n++) yield placeAt(this.places, n);
  }

  private firstOf(row: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.of[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The numbers of entries in the order of their rows; those of one row stay as they are. */
function byRow(of: Uint32Array): Uint32Array {
  const keys = Float64Array.from(of, (row, n) => row * of.length + n).sort();
  return Uint32Array.from(keys, (key) => key % of.length);
}
