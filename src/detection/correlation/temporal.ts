import type { Correlation } from './correlation';
import { compareEntries, type Entry } from './entry';
import type { Group, Hit } from './window';

/** temporal: the rules that had an event within the timespan, in any order. */
export class Temporal implements Group {
  private readonly newest: (Entry | undefined)[];

  constructor(private readonly correlation: Correlation) {
    this.newest = correlation.rules.map(() => undefined);
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    const { plan, timespan } = this.correlation;
    for (const [i, entry] of batch.entries()) {
      this.newest[entry.source] = entry;
      // An event that several rules are true of comes once for each: it is asked about when all are in.
      const next = batch[i + 1];
      if (next !== undefined && next.row === entry.row) continue;
      const within = this.newest.map((other) =>
        other !== undefined && entry.time - other.time <= timespan ? other : undefined,
      );
      const present = within.map((other) => other !== undefined);
      const count = present.filter(Boolean).length;
      if (plan.expression === undefined ? !plan.accepts(count) : !plan.expression(present)) continue;
      const entries = within.filter((other) => other !== undefined).sort(compareEntries);
      hits.push({ entry, count, value: undefined, entries: () => entries });
    }
    return hits;
  }
}

/** Entries one after the other, each of a later rule than the one before; the newest first. */
interface Chain {
  readonly entry: Entry;
  readonly before: Chain | undefined;
  readonly start: number;
  readonly length: number;
}

/**
 * temporal_ordered: the most rules that had events in their order within the timespan. For each rule and length, the
 * chain that ends in an event of the rule and started last is kept: a later start never fits worse.
 */
export class TemporalOrdered implements Group {
  /** By rule, then by length - 1: the two best chains, of different last events. */
  private readonly best: (readonly Chain[])[][];

  constructor(private readonly correlation: Correlation) {
    this.best = correlation.rules.map(() => []);
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    // Events of one time have no order among each other, so earlier rules come first.
    for (const entry of [...batch].sort((a, b) => a.source - b.source || compareEntries(a, b))) {
      const chain = this.extend(entry);
      if (!this.correlation.plan.accepts(chain.length)) continue;
      const entries: Entry[] = [];
      for (let link: Chain | undefined = chain; link !== undefined; link = link.before) entries.unshift(link.entry);
      hits.push({ entry, count: chain.length, value: undefined, entries: () => entries });
    }
    return hits;
  }

  /** Takes an entry in; returns the longest chain within the timespan that ends in it. */
  private extend(entry: Entry): Chain {
    let longest: Chain = { entry, before: undefined, start: entry.time, length: 1 };
    this.keep(longest);
    for (let length = 2; length <= entry.source + 1; length++) {
      let found: Chain | undefined;
      for (let rule = 0; rule < entry.source; rule++) {
        for (const before of this.best[rule]?.[length - 2] ?? []) {
          if (holds(before, entry.row) || (found !== undefined && before.start <= found.start)) continue;
          found = { entry, before, start: before.start, length };
        }
      }
      if (found === undefined) continue;
      this.keep(found);
      if (entry.time - found.start <= this.correlation.timespan) longest = found;
    }
    return longest;
  }

  private keep(chain: Chain): void {
    const lengths = this.best[chain.entry.source];
    if (lengths === undefined) return;
    const others = (lengths[chain.length - 1] ?? []).filter((other) => other.entry.row !== chain.entry.row);
    lengths[chain.length - 1] = [chain, ...others].sort((a, b) => b.start - a.start).slice(0, 2);
  }
}

/** Whether an event is in a chain already: it is not before itself. */
function holds(chain: Chain, row: number): boolean {
  for (let link: Chain | undefined = chain; link !== undefined; link = link.before)
    if (link.entry.row === row) return true;
  return false;
}
