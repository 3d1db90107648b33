import type { Correlation } from './correlation';
import type { Entry } from './entry';
import { NumberByText } from './numberByText';
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
  private counts = new NumberByText();
  private readonly window: Window;

  constructor(private readonly correlation: Correlation) {
    this.window = new Window(correlation.timespan);
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    let counted: Entry | undefined;
    for (const [i, entry] of batch.entries()) {
      if (entry.texts.length > 0) {
        for (const text of entry.texts) this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
        for (const left of this.window.add(entry)) this.remove(left);
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
    copy.counts = this.counts.copy();
    copy.window.copyFrom(this.window);
    return copy;
  }

  private remove({ texts }: Entry): void {
    for (const text of texts) {
      const count = (this.counts.get(text) ?? 0) - 1;
      if (count > 0) this.counts.set(text, count);
      else this.counts.delete(text);
    }
  }
}
