import type { Entry } from './entry';
import type { Group, Hit } from './window';

/** A state, and how many groups are in it. */
interface Held {
  readonly group: Group;
  members: number;
}

/**
 * The groups of a correlation by key. Those that took the same entries so far are in the same state, which is held once
 * and takes entries once for all of them: an event whose group-by field is a list of hundreds is in as many groups, and
 * may have as many values in each. Where only some of them take more, they get a copy.
 */
export class Groups {
  private readonly held = new Map<string, Held>();

  constructor(private readonly empty: () => Group) {}

  /** Entries of one time for one group. */
  take(key: string, entries: readonly Entry[]): readonly Hit[] {
    let held = this.held.get(key);
    if (held === undefined || held.members > 1) this.held.set(key, (held = this.apart(held, 1)));
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
    for (const keys of all) {
      const [first = ''] = keys;
      let held = this.held.get(first);
      if (held?.members !== keys.length) held = this.apart(held, keys.length);
      const hits = held.group.take(batches.get(first) ?? []);
      for (const key of keys) {
        this.held.set(key, held);
        found.set(key, hits);
      }
    }
    return found;
  }

  /** So many groups that leave a state, in which others stay or none was. */
  private apart(held: Held | undefined, members: number): Held {
    if (held === undefined) return { group: this.empty(), members };
    held.members -= members;
    return { group: held.group.copy(), members };
  }
}
