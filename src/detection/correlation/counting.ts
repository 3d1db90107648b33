import type { Correlation } from './correlation';
import type { Entry } from './entry';
import { Window, type Group, type Hit } from './window';

/** event_count: an event that several rules are true of counts once. */
export class EventCount implements Group {
  private readonly window: Window;

  constructor(private readonly correlation: Correlation) {
    this.window = new Window(correlation.timespan);
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    const rows = batch.length > 1 ? new Set<number>() : undefined;
    for (const entry of batch) {
      if (rows?.has(entry.row) === true) continue;
      rows?.add(entry.row);
      this.window.add(entry);
      const count = this.window.size;
      if (this.correlation.plan.accepts(count)) hits.push(this.window.hit(entry, count));
    }
    return hits;
  }

  copy(): EventCount {
    const copy = new EventCount(this.correlation);
    copy.window.copyFrom(this.window);
    return copy;
  }
}

/** value_count: different texts, or combinations of texts, within the window. */
export class ValueCount implements Group {
  private readonly counts = new Map<string, number>();
  private readonly window: Window;

  constructor(private readonly correlation: Correlation) {
    this.window = new Window(correlation.timespan, (entry) => {
      for (const text of entry.texts) {
        const count = (this.counts.get(text) ?? 0) - 1;
        if (count > 0) this.counts.set(text, count);
        else this.counts.delete(text);
      }
    });
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    let counted: Entry | undefined;
    for (const [i, entry] of batch.entries()) {
      if (entry.texts.length > 0) {
        for (const text of entry.texts) this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
        this.window.add(entry);
        counted = entry;
      }
      // An event that several rules are true of comes once for each, perhaps with the texts of different fields.
      if (counted?.row !== entry.row || batch[i + 1]?.row === entry.row) continue;
      const count = this.counts.size;
      if (this.correlation.plan.accepts(count)) hits.push(this.window.hit(counted, count));
    }
    return hits;
  }

  copy(): ValueCount {
    const copy = new ValueCount(this.correlation);
    for (const [text, count] of this.counts) copy.counts.set(text, count);
    copy.window.copyFrom(this.window);
    return copy;
  }
}
