import type { OpenRule } from '../detection';

export type Open = readonly OpenRule[];

const NOTHING: Open = [];

/** The rows that rules may be true of, in ascending order, with what is open at each. Many rows have the same list. */
export class Candidates {
  /**
   * @param numbers of the list of each row, by its place among the rows
   * @param lists of open rules, the first one empty
   */
  constructor(
    readonly rows: Uint32Array,
    readonly numbers: Uint32Array,
    readonly lists: readonly Open[],
  ) {}

  /** @param numbers of the list of every row of an index, 0 where nothing is open */
  static among(numbers: Uint32Array, lists: readonly Open[]): Candidates {
    const rows = new Uint32Array(numbers.length);
    for (let row = 0; row < rows.length; row++) rows[row] = row;
    return new Candidates(rows, numbers, lists).withLists(numbers, lists);
  }

  /** The same rows with other lists; those where nothing is open are left out. */
  withLists(numbers: Uint32Array, lists: readonly Open[]): Candidates {
    let count = 0;
    for (let place = 0; place < numbers.length; place++) if (numbers[place] !== 0) count++;
    const rows = new Uint32Array(count);
    const kept = new Uint32Array(count);
    let n = 0;
    for (let place = 0; place < numbers.length; place++) {
      const number = numbers[place] as number;
      if (number === 0) continue;
      rows[n] = this.rows[place] as number;
      kept[n++] = number;
    }
    return new Candidates(rows, kept, lists);
  }

  /** What is open at a candidate, by its place among them. */
  openAt(place: number): Open {
    return this.lists[this.numbers[place] as number] ?? NOTHING;
  }

  /** How many candidates have each list. */
  sizes(): Uint32Array {
    const sizes = new Uint32Array(this.lists.length);
    for (let place = 0; place < this.numbers.length; place++) {
      const number = this.numbers[place] as number;
      sizes[number] = (sizes[number] as number) + 1;
    }
    return sizes;
  }
}
