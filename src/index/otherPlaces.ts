import type { Copies } from './copies';
import type { Place } from './logIndex';

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

  /** The places of a row but for its own, in the order of time and place, the first `most`; none for most rows. */
  at(row: number, most = Infinity): Place[] {
    const first = this.firstOf(row);
    return Array.from({ length: Math.min(most, this.countAt(row)) }, (_, n) => placeAt(this.places, first + n));
  }

  /** How many places a row has but for its own. */
  countAt(row: number): number {
    return this.firstOf(row + 1) - this.firstOf(row);
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
