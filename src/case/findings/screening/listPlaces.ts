import { stableOrder } from '../../../index/stableOrder';
import type { Candidates } from './candidates';

/** Where among candidates those with each list of open rules are: most correlations are served by few of the lists. */
export class ListPlaces {
  /** By list: where in `places` those with it begin, and behind the last one where they end. */
  private readonly starts: Uint32Array;
  private readonly places: Uint32Array;
  private readonly all: Uint32Array;

  /** @param end the candidates before it are told of */
  constructor(
    { numbers, lists }: Candidates,
    private readonly end: number,
  ) {
    this.all = new Uint32Array(end);
    for (let place = 0; place < end; place++) this.all[place] = place;
    this.places = stableOrder(this.all, numbers, lists.length);
    this.starts = startsOf(numbers.subarray(0, end), lists.length);
  }

  /** How many have a list. */
  count(list: number): number {
    return (this.starts[list + 1] as number) - (this.starts[list] as number);
  }

  /** Those that have one of some lists, each named once, in ascending order; others may be among them where they are many. */
  ofSome(lists: readonly number[]): Uint32Array {
    let count = 0;
    for (const list of lists) count += this.count(list);
    if (count > this.end / WORTH_SORTING) return this.all;
    const places = new Uint32Array(count);
    let at = 0;
    for (const list of lists) {
      places.set(this.places.subarray(this.starts[list], this.starts[list + 1]), at);
      at += this.count(list);
    }
    return lists.length > 1 ? places.sort() : places;
  }
}

/** Where those with each list begin when they are in the order of the lists, and behind the last one where they end. */
export function startsOf(lists: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const list of lists) starts[list + 1] = (starts[list + 1] as number) + 1;
  for (let list = 0; list < count; list++) starts[list + 1] = (starts[list + 1] as number) + (starts[list] as number);
  return starts;
}

/** To put a place into order takes as long as to pass over so many of others. */
const WORTH_SORTING = 8;
