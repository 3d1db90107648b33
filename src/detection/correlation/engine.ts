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

/** A trigger with the event that completed it. */
export interface Triggered {
  readonly match: CorrelationMatch;
  readonly snapshot: Snapshot;
}

const nothing: readonly Triggered[] = [];
const noTexts: readonly string[] = [];
const defaultLimit = 1000;

/** One correlation at work: its groups and what reaches them. */
export class Engine {
  private readonly groups = new Map<string, Group>();
  /** Whether each entry is one event. */
  private readonly isOfEvents: boolean;

  constructor(readonly correlation: Correlation) {
    this.isOfEvents = correlation.rules.every((rule) => rule.kind === 'rule');
  }

  /** Takes what arrived at one time, by rule; returns the triggers in their order, each with its event. */
  take(arrivals: ReadonlyMap<Rule | Correlation, readonly Arrival[]>): readonly Triggered[] {
    return this.takeOne(arrivals) ?? this.takeAll(arrivals);
  }

  /** The usual case: one event, which is in one group at most. Undefined when it is not that. */
  private takeOne(arrivals: ReadonlyMap<Rule | Correlation, readonly Arrival[]>): readonly Triggered[] | undefined {
    const { rules } = this.correlation;
    let source = -1;
    let arrival: Arrival | undefined;
    for (let n = 0; n < rules.length; n++) {
      const here = arrivals.get(rules[n] as Rule);
      if (here === undefined) continue;
      if (arrival !== undefined || here.length > 1) return undefined;
      source = n;
      arrival = here[0];
    }
    if (arrival === undefined || arrival.snapshot.excluded.has(this.correlation)) return nothing;
    const values: string[] = [];
    for (const field of this.correlation.groupBy) {
      const [text, another] = this.texts(field, source, arrival);
      if (text === undefined) return nothing;
      if (another !== undefined) return undefined;
      values.push(text);
    }
    const hits = this.group(values).take([this.entry(source, arrival)]);
    const { snapshot } = arrival;
    return hits.length === 0 ? nothing : hits.map((hit) => ({ match: this.match(hit, values), snapshot }));
  }

  private takeAll(arrivals: ReadonlyMap<Rule | Correlation, readonly Arrival[]>): readonly Triggered[] {
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
    const found: Triggered[] = [];
    // The order of groups must not depend on which of the events of one time came first.
    for (const [, { values, entries }] of [...batches].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const hit of this.group(values).take(entries.sort(compareEntries))) {
        const snapshot = snapshots.get(hit.entry.row);
        if (snapshot !== undefined) found.push({ match: this.match(hit, values), snapshot });
      }
    }
    return found;
  }

  private group(values: readonly string[]): Group {
    const [only = ''] = values;
    const key = values.length < 2 ? only : JSON.stringify(values);
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = newGroup(this.correlation)));
    return group;
  }

  /** The values of a field or alias: the group's of a correlation that grouped by it, else the event's. */
  private texts(field: string, source: number, { snapshot, match }: Arrival): readonly string[] {
    const alias = this.correlation.plan.aliases[source]?.get(field);
    const name = alias ?? field;
    const grouped = match?.group.find((part) => part.field === name);
    return grouped !== undefined ? [grouped.value] : (snapshot.texts.get(name) ?? noTexts);
  }

  private entry(source: number, arrival: Arrival): Entry {
    const { snapshot, match } = arrival;
    return {
      source,
      row: snapshot.row,
      time: snapshot.time,
      order: snapshot.order,
      texts: this.counted(source, arrival),
      rows: () => match?.rows() ?? [snapshot.row],
    };
  }

  /** What is counted of an event: the texts of the field, or combinations of those of several. */
  private counted(source: number, arrival: Arrival): readonly string[] {
    const { fields } = this.correlation.plan;
    const [only] = fields;
    if (only === undefined) return noTexts;
    if (fields.length === 1) return this.texts(only, source, arrival);
    const lists = fields.map((field) => this.texts(field, source, arrival));
    return combinations(lists).map((parts) => JSON.stringify(parts));
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
      rows: (limit = defaultLimit) => {
        // an event that several rules are true of comes once for each
        const entries = hit.entries(this.isOfEvents ? (limit + 1) * correlation.rules.length : undefined);
        return [...new Set(entries.flatMap((entry) => entry.rows()))].slice(-limit);
      },
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
