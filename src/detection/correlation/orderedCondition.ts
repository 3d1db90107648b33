import { type Chain, Chains } from './chains';
import type { Correlation, OrderedWay } from './correlation';
import type { Entry } from './entry';
import { hitOf } from './temporalOrdered';
import type { Group, Hit } from './window';

/**
 * temporal_ordered with a text as condition: the events that lead to one in the order of the rules, and the absence of
 * others within the timespan, make the condition true.
 */
export class OrderedCondition implements Group {
  /** @param newest by rule: when it had its newest event */
  constructor(
    private readonly correlation: Correlation,
    private readonly ways = (correlation.plan.ways ?? []).map((way) => new WayTaken(way, correlation.timespan)),
    private readonly newest: number[] = [],
  ) {}

  take(batch: readonly Entry[]): Hit[] {
    const { timespan } = this.correlation;
    const longest = new Map<number, Chain>();
    for (const { source, time } of batch) this.newest[source] = time;
    const isThere = (rule: number, now: number): boolean => now - (this.newest[rule] ?? -Infinity) <= timespan;
    for (const way of this.ways) {
      for (const chain of way.take(batch)) {
        const { row, time } = chain.entry;
        if (way.absent.some((rule) => isThere(rule, time))) continue;
        if (chain.length > (longest.get(row)?.length ?? 0)) longest.set(row, chain);
      }
    }
    return [...longest.values()].map(hitOf);
  }

  copy(): OrderedCondition {
    const ways = this.ways.map((way) => way.copy());
    return new OrderedCondition(this.correlation, ways, [...this.newest]);
  }
}

/** The chains over the rules that one way needs, and one rule more: it stays true at events of later rules. */
class WayTaken {
  readonly absent: readonly number[];
  /** The place of the last of those rules; that of later ones is the one after it. */
  private readonly last: number;

  constructor(
    private readonly way: OrderedWay,
    private readonly timespan: number,
    private readonly chains = new Chains(way.present.length + 1, timespan),
  ) {
    this.absent = way.absent;
    this.last = way.present.length - 1;
  }

  copy(): WayTaken {
    return new WayTaken(this.way, this.timespan, this.chains.copy());
  }

  /** The chains that end in entries of one time and have all that the way needs. */
  take(batch: readonly Entry[]): Chain[] {
    const entries: Entry[] = [];
    for (const entry of batch) {
      const place = this.placeOf(entry.source);
      if (place >= 0) entries.push({ ...entry, source: place });
    }
    return this.chains.take(entries).filter(({ entry, length }) => entry.source >= this.last && length > entry.source);
  }

  private placeOf(rule: number): number {
    const { present } = this.way;
    return rule > (present[this.last] ?? -1) ? present.length : present.indexOf(rule);
  }
}
