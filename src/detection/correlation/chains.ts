import { compareEntries, type Entry } from './entry';
import { takenBelow } from './taken';

/** Entries one after the other, each of a later rule than the one before. */
export interface Chain {
  readonly entry: Entry;
  readonly before: Chain | undefined;
  readonly start: number;
  readonly length: number;
}

/**
 * The longest chains of events of rules in their order within a timespan, each its own event. For each rule and length
 * the chain that ends in the rule and started last is kept: a later start never fits worse. Events of one time have no
 * order among each other.
 */
export class Chains {
  /** @param best by rule, then by length - 1, of the events so far */
  constructor(
    private readonly rules: number,
    private readonly timespan: number,
    private readonly best: (Chain | undefined)[][] = Array.from({ length: rules }, () => []),
  ) {}

  /** The same of the events so far. */
  copy(): Chains {
    const best = this.best.map((lengths) => [...lengths]);
    return new Chains(this.rules, this.timespan, best);
  }

  /** Takes an event that is the only one of its time, true of one rule; returns the longest chain that ends in it. */
  takeOne(entry: Entry): Chain | undefined {
    return this.fitting(this.keptChains(entry));
  }

  /** Takes the entries of one time; returns for each event the longest chain that ends in it. */
  take(batch: readonly Entry[]): Chain[] {
    const longest = new Map<number, Chain>();
    for (const chain of sharesEvents(batch) ? this.takeShared(batch) : this.takeApart(batch)) {
      const { row } = chain.entry;
      if (chain.length > (longest.get(row)?.length ?? 0)) longest.set(row, chain);
    }
    return [...longest.values()];
  }

  /** Events that are each true of one rule: earlier rules come first, so a chain may go on at its own time. */
  private takeApart(batch: readonly Entry[]): Chain[] {
    const sorted = [...batch].sort((a, b) => a.source - b.source || compareEntries(a, b));
    return sorted.map((entry) => this.fitting(this.keptChains(entry))).filter((chain) => chain !== undefined);
  }

  /** The chains that end in an event, from the shortest on; later ones may go on from them. */
  private keptChains(entry: Entry): Chain[] {
    const chains: Chain[] = [{ entry, before: undefined, start: entry.time, length: 1 }];
    for (let length = 2; length <= entry.source + 1; length++) {
      const before = this.latest(entry.source, length - 1);
      if (before !== undefined) chains.push({ entry, before, start: before.start, length });
    }
    for (const chain of chains) this.keep(chain);
    return chains;
  }

  /** Events of which some are true of several rules: no chain may have one of them twice. */
  private takeShared(batch: readonly Entry[]): Chain[] {
    const few = enoughFor(batch, this.rules);
    const found = batch.map((entry) => this.endingIn(entry, few));
    for (const chain of found.flat()) this.keep(chain);
    return found.map((chains) => this.fitting(chains)).filter((chain) => chain !== undefined);
  }

  /**
   * For each length the chain that ends in an entry and started last: some at the entry's time, the rest before it.
   * @param others by rule: the entries of the time
   */
  private endingIn(entry: Entry, others: readonly (readonly Entry[])[]): Chain[] {
    const chains: (Chain | undefined)[] = [];
    // what is taken from the highest rule down leaves the most rules to what was before
    for (const taken of takenBelow(entry, others)) {
      const first = taken[0]?.source ?? entry.source;
      for (let earlier = 0; earlier <= first; earlier++) {
        let chain = earlier === 0 ? undefined : this.latest(first, earlier);
        if (earlier > 0 && chain === undefined) continue;
        const start = chain?.start ?? entry.time;
        const length = earlier + taken.length + 1;
        if (start <= (chains[length]?.start ?? -Infinity)) continue;
        for (const one of taken) chain = { entry: one, before: chain, start, length: (chain?.length ?? 0) + 1 };
        chains[length] = { entry, before: chain, start, length };
      }
    }
    return chains.filter((chain) => chain !== undefined);
  }

  /** The longest of an entry's chains that are within the timespan. */
  private fitting(chains: readonly Chain[]): Chain | undefined {
    return chains.findLast(({ entry, start }) => entry.time - start <= this.timespan);
  }

  /** The chain of a length that ends in a rule before this one and started last. */
  private latest(rule: number, length: number): Chain | undefined {
    let found: Chain | undefined;
    for (let before = 0; before < rule; before++) {
      const chain = this.best[before]?.[length - 1];
      if (chain !== undefined && (found === undefined || chain.start > found.start)) found = chain;
    }
    return found;
  }

  private keep(chain: Chain): void {
    const lengths = this.best[chain.entry.source];
    const known = lengths?.[chain.length - 1];
    if (lengths !== undefined && (known === undefined || chain.start >= known.start)) lengths[chain.length - 1] = chain;
  }
}

/** The entries of a chain, the first one first. */
export function entriesOf(chain: Chain): Entry[] {
  const entries: Entry[] = [];
  for (let link: Chain | undefined = chain; link !== undefined; link = link.before) entries.push(link.entry);
  return entries.reverse();
}

/** Whether an event is there more than once. */
function sharesEvents(batch: readonly Entry[]): boolean {
  return batch.length > 1 && new Set(batch.map((entry) => entry.row)).size < batch.length;
}

/** For each rule so many different events that one is always left when each other rule has taken one. */
function enoughFor(batch: readonly Entry[], rules: number): Entry[][] {
  const few = Array.from({ length: rules }, (): Entry[] => []);
  for (const entry of batch) {
    const known = few[entry.source] ?? [];
    if (known.length <= rules && !known.some(({ row }) => row === entry.row)) known.push(entry);
  }
  return few;
}
