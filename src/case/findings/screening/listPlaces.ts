import type { Candidates } from './candidates';

/** Where among candidates those with each list of open rules are: most correlations are served by few of the lists. */
export class ListPlaces {
  /** By list: where in `places` those with it begin, and behind the last one where they end. */
  private readonly starts: Uint32Array;
  private readonly places: Uint32Array;
  private every: Uint32Array | undefined;

  /** @param end the candidates before it are told of */
  constructor(
    { numbers, lists }: Candidates,
    private readonly end: number,
  ) {
    const starts = new Uint32Array(lists.length + 1);
    for (let place = 0; place < end; place++) {
      const after = (numbers[place] as number) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
    for (let list = 0; list < lists.length; list++)
      starts[list + 1] = (starts[list + 1] as number) + (starts[list] as number);
    const next = starts.slice();
    this.places = new Uint32Array(end);
    for (let place = 0; place < end; place++) {
      const list = numbers[place] as number;
      const at = next[list] as number;
      this.places[at] = place;
      next[list] = at + 1;
    }
    this.starts = starts;
  }

  /** How many have a list. */
  count(list: number): number {
    return (this.starts[list + 1] as number) - (this.starts[list] as number);
  }

  /** Those that have one of some lists, each named once, in ascending order; others may be among them where they are many. */
  ofSome(lists: readonly number[]): Uint32Array {
    let count = 0;
    for (const list of lists) count += this.count(list);
    if (count > this.end / WORTH_SORTING) return this.all();
    const places = new Uint32Array(count);
    let at = 0;
    for (const list of lists) {
      places.set(this.places.subarray(this.starts[list], this.starts[list + 1]), at);
      at += this.count(list);
    }
    return lists.length > 1 ? places.sort() : places;
  }

  private all(): Uint32Array {
    if (this.every === undefined) {
      this.every = new Uint32Array(this.end);
      for (let place = 0; place < this.end; place++) this.every[place] = place;
    }
    return this.every;
  }
}

/** To put a place into order takes as long as to pass over so many of others. */
const WORTH_SORTING = 8;
