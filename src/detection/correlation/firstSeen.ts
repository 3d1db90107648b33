import type { Correlation } from './correlation';
import type { Entry } from './entry';
import { NumberByText } from './numberByText';
import type { Group, Hit } from './window';

/**
 * first_seen: a text of the field that the group never had before. Nothing triggers before `learning` has passed since
 * the group's first entry: until then everything is new. Where `learning` is `0s` the first entry triggers, too. With a
 * timespan, a text is forgotten that long after it was last there.
 *
 * ```yaml
 * title: First use of a region by a role
 * correlation:
 *   type: first_seen
 *   rules: [any_write]
 *   group-by: userIdentity.sessionContext.sessionIssuer.arn
 *   condition:
 *     field: awsRegion
 *     learning: 7d
 * ```
 */
export class FirstSeen implements Group {
  private started: number | undefined;
  private lastSeen = new NumberByText();

  constructor(private readonly correlation: Correlation) {}

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    const { plan, timespan } = this.correlation;
    for (const entry of batch) {
      this.started ??= entry.time;
      const news: string[] = [];
      for (const text of entry.texts) {
        const last = this.lastSeen.get(text);
        if (last === undefined || entry.time - last > timespan) news.push(text);
        this.lastSeen.set(text, entry.time);
      }
      if (entry.time - this.started < plan.learning) continue;
      for (const value of news) hits.push({ entry, count: this.lastSeen.size, value, entries: () => [entry] });
    }
    return hits;
  }

  copy(): FirstSeen {
    const copy = new FirstSeen(this.correlation);
    copy.started = this.started;
    copy.lastSeen = this.lastSeen.copy();
    return copy;
  }
}
