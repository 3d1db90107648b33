import type { Correlation } from './correlation';
import { compareEntries, type Entry } from './entry';
import type { Group, Hit } from './window';

/** Entries one after the other, each of a later rule than the one before. */
interface Chain {
  readonly entry: Entry;
  readonly before: Chain | undefined;
  readonly start: number;
  readonly length: number;
}

/** The entries of one time that take the rules of a set, each of another event; the set is a number of one bit a rule. */
type Covers = ReadonlyMap<number, readonly Entry[]>;

// Sets of rules are tried out where events of one time are each true of several: no more of them than this makes.
const maxExactRules = 10;

/**
 * temporal_ordered: the most rules that had events in their order within the timespan, each its own event. For each
 * rule and length the chain that ends in the rule and started last is kept: a later start never fits worse. Events of
 * one time have no order among each other.
 */
export class TemporalOrdered implements Group {
  /** By rule, then by length - 1, of the events so far. */
  private readonly best: (Chain | undefined)[][];

  constructor(private readonly correlation: Correlation) {
    this.best = correlation.rules.map(() => []);
  }

  take(batch: readonly Entry[]): Hit[] {
    const [only] = batch;
    if (only !== undefined && batch.length === 1) {
      const chain = this.fitting(this.keptChains(only));
      return chain !== undefined && this.correlation.plan.accepts(chain.length) ? [hitOf(chain)] : [];
    }
    const longest = new Map<number, Chain>();
    for (const chain of sharesEvents(batch) ? this.takeShared(batch) : this.takeApart(batch)) {
      const { row } = chain.entry;
      if (this.correlation.plan.accepts(chain.length) && chain.length > (longest.get(row)?.length ?? 0))
        longest.set(row, chain);
    }
    return [...longest.values()].map(hitOf);
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
    // more events for a rule than there are rules are never missed
    const few = enoughFor(batch, this.correlation.rules.length);
    const rows = new Set(few.map((entry) => entry.row));
    const all = coversOf(few, undefined);
    const without = new Map<number, Covers>();
    const found = batch.map((entry) => {
      if (!rows.has(entry.row)) return this.endingIn(entry, all);
      const covers = without.get(entry.row) ?? coversOf(few, entry.row);
      without.set(entry.row, covers);
      return this.endingIn(entry, covers);
    });
    for (const chain of found.flat()) this.keep(chain);
    return found.map((chains) => this.fitting(chains)).filter((chain) => chain !== undefined);
  }

  /** For each length the chain that ends in an entry and started last: some at the entry's time, the rest before it. */
  private endingIn(entry: Entry, covers: Covers): Chain[] {
    const chains: (Chain | undefined)[] = [];
    for (const [set, entries] of covers) {
      if (set >= 2 ** entry.source) continue;
      const first = Math.min(entry.source, ...entries.map(({ source }) => source));
      for (let earlier = 0; earlier <= first; earlier++) {
        let chain = earlier === 0 ? undefined : this.latest(first, earlier);
        if (earlier > 0 && chain === undefined) continue;
        const start = chain?.start ?? entry.time;
        const length = earlier + entries.length + 1;
        if (start <= (chains[length]?.start ?? -Infinity)) continue;
        for (const one of [...entries].sort((a, b) => a.source - b.source))
          chain = { entry: one, before: chain, start, length: (chain?.length ?? 0) + 1 };
        chains[length] = { entry, before: chain, start, length };
      }
    }
    return chains.filter((chain) => chain !== undefined);
  }

  /** The longest of an entry's chains that are within the timespan. */
  private fitting(chains: readonly Chain[]): Chain | undefined {
    const { timespan } = this.correlation;
    return chains.findLast(({ entry, start }) => entry.time - start <= timespan);
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

function hitOf(chain: Chain): Hit {
  return { entry: chain.entry, count: chain.length, value: undefined, entries: () => entriesOf(chain) };
}

function entriesOf(chain: Chain): Entry[] {
  const entries: Entry[] = [];
  for (let link: Chain | undefined = chain; link !== undefined; link = link.before) entries.unshift(link.entry);
  return entries;
}

/** Whether an event is there more than once. */
function sharesEvents(batch: readonly Entry[]): boolean {
  return batch.length > 1 && new Set(batch.map((entry) => entry.row)).size < batch.length;
}

/** For each rule so many different events that one is always left when each other rule has taken one. */
function enoughFor(batch: readonly Entry[], rules: number): Entry[] {
  const rows = Array.from({ length: Math.min(rules, maxExactRules) }, () => new Set<number>());
  return batch.filter(({ source, row }) => {
    const known = rows[source];
    if (known === undefined || known.has(row) || known.size > rules) return false;
    known.add(row);
    return true;
  });
}

/** Every set of rules that entries of different events take, without those of one event. */
function coversOf(entries: readonly Entry[], withoutRow: number | undefined): Covers {
  const byRow = new Map<number, Entry[]>();
  for (const entry of entries) {
    if (entry.row !== withoutRow) byRow.set(entry.row, [...(byRow.get(entry.row) ?? []), entry]);
  }
  const covers = new Map<number, readonly Entry[]>([[0, []]]);
  for (const own of byRow.values()) {
    for (const [set, taken] of [...covers]) {
      for (const entry of own) {
        const larger = set | (2 ** entry.source);
        if (!covers.has(larger)) covers.set(larger, [...taken, entry]);
      }
    }
  }
  return covers;
}
