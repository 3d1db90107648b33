import type { Rule } from '../rule/rule';
import type { Correlation } from './correlation';
import { EventCount, ValueCount } from './counting';
import { combinations, compareEntries, type Entry, type Snapshot } from './entry';
import { FirstSeen } from './first-seen';
import { NumericValue } from './numeric';
import { Temporal } from './temporal';
import { TemporalOrdered } from './temporal-ordered';
import type { Group, Hit } from './window';

/** A trigger of a correlation. */
export interface CorrelationMatch {
  readonly correlation: Correlation;
  /** The group: each group-by field (or alias) with the value its events share. Log text: never trust it. */
  readonly group: readonly { readonly field: string; readonly value: string }[];
  /** The event that completed it. */
  readonly row: number;
  /** That event's time, milliseconds since 1970, UTC. */
  readonly time: number;
  /** The count, sum or other number that the condition accepted; for first_seen, how many values are known. */
  readonly count: number;
  /** The value that was never seen before, for first_seen. */
  readonly value: string | undefined;
  /**
   * The events behind it in order of time, the newest `limit` of them; for temporal_ordered the chain in its order.
   * Computed when asked.
   */
  rows(limit?: number): readonly number[];
}

/** What reaches a correlation from one of its rules: an event, with the trigger when the rule is a correlation. */
export interface Arrival {
  readonly snapshot: Snapshot;
  readonly match: CorrelationMatch | undefined;
}

const defaultLimit = 1000;

/** One correlation at work: its groups and what reaches them. */
export class Engine {
  private readonly groups = new Map<string, Group>();

  constructor(readonly correlation: Correlation) {}

  /** Takes what arrived at one time, by rule; returns the triggers in their order, each with its event. */
  take(
    arrivals: ReadonlyMap<Rule | Correlation, readonly Arrival[]>,
  ): { match: CorrelationMatch; snapshot: Snapshot }[] {
    const batches = new Map<string, { values: string[]; entries: Entry[] }>();
    const snapshots = new Map<number, Snapshot>();
    for (const [source, rule] of this.correlation.rules.entries()) {
      for (const arrival of arrivals.get(rule) ?? []) {
        const { snapshot } = arrival;
        if (snapshot.excluded.has(this.correlation)) continue;
        snapshots.set(snapshot.row, snapshot);
        for (const values of combinations(
          this.correlation.groupBy.map((field) => this.texts(field, source, arrival)),
        )) {
          const key = JSON.stringify(values);
          const batch = batches.get(key) ?? { values, entries: [] };
          batch.entries.push(this.entry(source, arrival));
          batches.set(key, batch);
        }
      }
    }
    const found: { match: CorrelationMatch; snapshot: Snapshot }[] = [];
    // The order of groups must not depend on which of the events of one time came first.
    for (const [key, batch] of [...batches].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const group = this.groups.get(key) ?? newGroup(this.correlation);
      this.groups.set(key, group);
      for (const hit of group.take(batch.entries.sort(compareEntries))) {
        const snapshot = snapshots.get(hit.entry.row);
        if (snapshot !== undefined) found.push({ match: this.match(hit, batch.values), snapshot });
      }
    }
    return found;
  }

  /** The values of a field or alias: the group's of a correlation that grouped by it, else the event's. */
  private texts(field: string, source: number, { snapshot, match }: Arrival): readonly string[] {
    const alias = this.correlation.plan.aliases[source]?.get(field);
    const name = alias ?? field;
    const grouped = match?.group.find((part) => part.field === name);
    return grouped !== undefined ? [grouped.value] : (snapshot.texts.get(name) ?? []);
  }

  private entry(source: number, arrival: Arrival): Entry {
    const { snapshot, match } = arrival;
    const { fields } = this.correlation.plan;
    const lists = fields.map((field) => this.texts(field, source, arrival));
    const [only] = lists;
    const texts =
      lists.length === 1 && only !== undefined ? only : combinations(lists).map((parts) => JSON.stringify(parts));
    return {
      source,
      row: snapshot.row,
      time: snapshot.time,
      order: snapshot.order,
      texts: fields.length === 0 ? [] : texts,
      rows: () => match?.rows() ?? [snapshot.row],
    };
  }

  private match(hit: Hit, values: readonly string[]): CorrelationMatch {
    const { correlation } = this;
    return {
      correlation,
      group: correlation.groupBy.map((field, i) => ({ field, value: values[i] ?? '' })),
      row: hit.entry.row,
      time: hit.entry.time,
      count: hit.count,
      value: hit.value,
      rows: (limit = defaultLimit) => [...new Set(hit.entries().flatMap((entry) => entry.rows()))].slice(-limit),
    };
  }
}

function newGroup(correlation: Correlation): Group {
  switch (correlation.type) {
    case 'event_count':
      return new EventCount(correlation);
    case 'value_count':
      return new ValueCount(correlation);
    case 'temporal':
      return new Temporal(correlation);
    case 'temporal_ordered':
      return new TemporalOrdered(correlation);
    case 'first_seen':
      return new FirstSeen(correlation);
    case 'value_sum':
    case 'value_avg':
    case 'value_percentile':
    case 'value_median':
      return new NumericValue(correlation);
  }
}
