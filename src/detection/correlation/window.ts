import type { Entry } from './entry';

const nobody: readonly Entry[] = [];

/** What a group says when an entry triggers. */
export interface Hit {
  readonly entry: Entry;
  /** The count, sum or other number that the condition accepted. */
  readonly count: number;
  /** The text that was never seen before, for first_seen. */
  readonly value: string | undefined;
  /** The entries that are reported, in order of time: all, or where there are many at least the newest so many. */
  entries(newest?: number): readonly Entry[];
}

/** The state of one group of one correlation. */
export interface Group {
  /** Takes the entries of one time, in their order; returns what triggers. */
  take(batch: readonly Entry[]): readonly Hit[];
  /** Another group that took the same so far. */
  copy(): Group;
}

/**
 * The entries of a group within the timespan before the newest. Older ones stay in the list as long as a hit may still
 * be asked for them, and are let go of in groups that never hit.
 */
export class Window {
  private entries: Entry[] | undefined;
  private from = 0;
  private asked = false;

  constructor(private readonly timespan: number) {}

  /** Takes the newest entry; returns those that are no longer within the timespan before it. */
  add(entry: Entry): readonly Entry[] {
    // of most groups it is the only one: where the first is pushed V8 makes room for more
    if (this.entries === undefined) {
      this.entries = [entry];
      return nobody;
    }
    this.entries.push(entry);
    const before = this.from;
    while (entry.time - (this.entries[this.from] ?? entry).time > this.timespan) this.from += 1;
    const left = this.from === before ? nobody : this.entries.slice(before, this.from);
    if (!this.asked && this.from > 1024) {
      this.entries = this.entries.slice(this.from);
      this.from = 0;
    }
    return left;
  }

  /** Takes over what is in another window, of a group that is copied. */
  copyFrom({ entries, from }: Window): void {
    this.entries = entries?.slice(from);
  }

  get size(): number {
    return (this.entries?.length ?? 0) - this.from;
  }

  /** A hit of the newest entry over all that is in the window now. */
  hit(entry: Entry, count: number): Hit {
    this.asked = true;
    const { entries = [], from } = this;
    const to = entries.length;
    return {
      entry,
      count,
      value: undefined,
      entries: (newest = Infinity) => entries.slice(Math.max(from, to - newest), to),
    };
  }
}
