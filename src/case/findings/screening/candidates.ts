import type { OpenRule } from '../../../detection';

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

  /** What is open at a candidate, by its place among them. */
  openAt(place: number): Open {
    return this.lists[this.numbers[place] as number] ?? NOTHING;
  }
}
