import type { Entry } from './entry';
import type { Group, Hit } from './window';

/** A state, and how many groups are in it. */
interface Held {
  readonly group: Group;
  members: number;
  /** The time of the newest entry that it took. */
  newest: number;
}

/**
 * The groups of a correlation by key. Those that took the same entries so far are in the same state, which is held once
 * and takes entries once for all of them: an event whose group-by field is a list of hundreds is in as many groups, and
 * may have as many values in each. Where only some of them take more, they get a copy.
 *
 * A group of which all is older than the timespan is as if it had taken nothing, and is let go of: sessions come and go,
 * so that a log of days has ten thousand times as many groups as are at work at a time.
 */
export class Groups {
  private readonly held = new Map<string, Held>();
  /** So many make it worth looking for old ones. */
  private most = FEW;

  /** @param timespan in milliseconds; `Infinity` where nothing is ever too old */
  constructor(
    private readonly empty: () => Group,
    private readonly timespan: number,
  ) {}

  /** Entries of one time for one group. */
  take(key: string, entries: readonly Entry[]): readonly Hit[] {
    let held = this.held.get(key);
    if (held === undefined || held.members > 1) this.held.set(key, (held = this.apart(held, 1)));
    const time = this.took(held, entries);
    if (this.held.size > this.most) this.letGo(time);
    return held.group.take(entries);
  }

  /** Entries of one time for several groups, given by key; what each group says, by key. */
  takeAll(batches: ReadonlyMap<string, readonly Entry[]>): ReadonlyMap<string, readonly Hit[]> {
    const numbers = new Map<Entry, number>();
    const numbered = (entry: Entry): number => {
      const number = numbers.get(entry) ?? numbers.size;
      numbers.set(entry, number);
      return number;
    };
    /** Keys of groups that are in one state and take the same. */
    const alike = new Map<Held | undefined, Map<string, string[]>>();
    const all: string[][] = [];
    for (const [key, entries] of batches) {
      const held = this.held.get(key);
      const taken = entries.map(numbered).join();
      let same = alike.get(held);
      if (same === undefined) alike.set(held, (same = new Map<string, string[]>()));
      const known = same.get(taken);
      if (known !== undefined) {
        known.push(key);
        continue;
      }
      const keys = [key];
      same.set(taken, keys);
      all.push(keys);
    }
    const found = new Map<string, readonly Hit[]>();
    let now = -Infinity;
    for (const keys of all) {
      const [first = ''] = keys;
      let held = this.held.get(first);
      if (held?.members !== keys.length) held = this.apart(held, keys.length);
      const entries = batches.get(first) ?? [];
      now = this.took(held, entries);
      const hits = held.group.take(entries);
      for (const key of keys) {
        this.held.set(key, held);
        found.set(key, hits);
      }
    }
    if (this.held.size > this.most) this.letGo(now);
    return found;
  }

  private took(held: Held, entries: readonly Entry[]): number {
    return (held.newest = entries.at(-1)?.time ?? held.newest);
  }

  /** Lets go of what is too old to count; looks again when there are twice as many. */
  private letGo(now: number): void {
    for (const [key, { newest }] of this.held) if (now - newest > this.timespan) this.held.delete(key);
    this.most = Math.max(FEW, 2 * this.held.size);
  }

  /** So many groups that leave a state, in which others stay or none was. */
  private apart(held: Held | undefined, members: number): Held {
    if (held === undefined) return { group: this.empty(), members, newest: -Infinity };
    held.members -= members;
    return { group: held.group.copy(), members, newest: held.newest };
  }
}

const FEW = 256;
