import type { Correlation } from './correlation';
import { compareEntries, type Entry } from './entry';
import type { Group, Hit } from './window';

/** temporal: the rules that had an event within the timespan, in any order. */
export class Temporal implements Group {
  private newest: (Entry | undefined)[];

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

  copy(): Temporal {
    const copy = new Temporal(this.correlation);
    copy.newest = [...this.newest];
    return copy;
  }
}
