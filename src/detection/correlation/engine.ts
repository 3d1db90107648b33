import { type Correlation, fieldIn } from './correlation';
import { combinations, compareEntries, type Entry, type Snapshot, textsIn } from './entry';
import { newGroup } from './groupOf';
import { Groups } from './groups';
import { type CorrelationMatch, matchOf } from './match';
import type { Hit } from './window';

/** What reaches a correlation from one of its rules: an event, with the trigger when the rule is a correlation. */
export interface Arrival {
  readonly snapshot: Snapshot;
  readonly match: CorrelationMatch | undefined;
}

/** The same with the place of that rule. */
interface Arrived {
  readonly source: number;
  readonly arrival: Arrival;
}

/** A trigger with the event that completed it. */
export interface Triggered {
  readonly match: CorrelationMatch;
  readonly snapshot: Snapshot;
}

const nothing: readonly Triggered[] = [];
const noTexts: readonly string[] = [];

/** One correlation at work: its groups and what reaches them. */
export class Engine {
  private readonly groups: Groups;
  /** The first that arrived, mostly the only one. */
  private first: Arrival | undefined;
  private firstSource = 0;
  /** Those behind it. */
  private others: Arrived[] = [];
  /** By place in `rules`: the fields that tell the group of what comes from there, and those that are counted. */
  private readonly grouped: readonly (readonly string[])[];
  private readonly countedFields: readonly (readonly string[])[];

  constructor(readonly correlation: Correlation) {
    const { rules, groupBy, plan, type, timespan } = correlation;
    // first_seen learns since the first event of all
    this.groups = new Groups(() => newGroup(correlation), type === 'first_seen' ? Infinity : timespan);
    const named = (fields: readonly string[]): string[][] =>
      rules.map((_, source) => fields.map((field) => fieldIn(correlation, source, field)));
    this.grouped = named(groupBy);
    this.countedFields = named(plan.fields);
  }

  /** Takes note of what arrives. @param source the place of its rule or correlation in `rules` */
  receive(source: number, arrival: Arrival): void {
    if (this.first === undefined) {
      this.first = arrival;
      this.firstSource = source;
    } else this.others.push({ source, arrival });
  }

  /** Whether something arrived that was not taken yet. */
  get isDue(): boolean {
    return this.first !== undefined;
  }

  /** Takes what arrived, all of one time; returns the triggers in their order, each with its event. */
  take(): readonly Triggered[] {
    const { first, firstSource, others } = this;
    if (first === undefined) return nothing;
    this.first = undefined;
    if (others.length > 0) this.others = [];
    const found = others.length > 0 ? undefined : this.takeOne(firstSource, first);
    return found ?? this.takeAll([{ source: firstSource, arrival: first }, ...others]);
  }

  /** The usual case: one event, which is in one group at most. Undefined when it is in several. */
  private takeOne(source: number, arrival: Arrival): readonly Triggered[] | undefined {
    const { snapshot } = arrival;
    if (snapshot.excluded.size > 0 && snapshot.excluded.has(this.correlation)) return nothing;
    const names = this.grouped[source] ?? noTexts;
    const values: string[] = [];
    for (let n = 0; n < names.length; n++) {
      const text = groupedBy(names[n] as string, arrival) ?? textsIn(snapshot.texts, names[n] as string);
      if (text === undefined) return nothing;
      if (typeof text !== 'string') return undefined;
      values.push(text);
    }
    const hits = this.groups.take(keyOf(values), [this.entry(source, arrival)]);
    return hits.length === 0
      ? nothing
      : hits.map((hit) => ({ match: matchOf(this.correlation, hit, values), snapshot }));
  }

  private takeAll(arrived: readonly Arrived[]): readonly Triggered[] {
    const batches = new Map<string, { values: string[]; entries: Entry[] }>();
    const snapshots = new Map<number, Snapshot>();
    for (const { source, arrival } of arrived) {
      const { snapshot } = arrival;
      if (snapshot.excluded.has(this.correlation)) continue;
      snapshots.set(snapshot.row, snapshot);
      const names = this.grouped[source] ?? noTexts;
      let entry: Entry | undefined;
      for (const values of combinations(names.map((name) => differentIn(name, arrival)))) {
        const key = keyOf(values);
        const batch = batches.get(key) ?? { values, entries: [] };
        batch.entries.push((entry ??= this.entry(source, arrival)));
        batches.set(key, batch);
      }
    }
    const found: Triggered[] = [];
    const hits = this.hitsOf(batches);
    // The order of groups must not depend on which of the events of one time came first.
    for (const [key, { values }] of [...batches].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const hit of hits.get(key) ?? []) {
        const snapshot = snapshots.get(hit.entry.row);
        if (snapshot !== undefined) found.push({ match: matchOf(this.correlation, hit, values), snapshot });
      }
    }
    return found;
  }

  private hitsOf(batches: ReadonlyMap<string, { entries: Entry[] }>): ReadonlyMap<string, readonly Hit[]> {
    for (const { entries } of batches.values()) entries.sort(compareEntries);
    if (batches.size > 1)
      return this.groups.takeAll(new Map(Array.from(batches, ([key, { entries }]) => [key, entries])));
    return new Map(Array.from(batches, ([key, { entries }]) => [key, this.groups.take(key, entries)]));
  }

  private entry(source: number, arrival: Arrival): Entry {
    const { snapshot, match } = arrival;
    const { row, time, order } = snapshot;
    return { source, row, time, order, texts: this.counted(source, arrival), match };
  }

  /** What is counted of an event: the texts of the field, or combinations of those of several. */
  private counted(source: number, arrival: Arrival): readonly string[] {
    const names = this.countedFields[source] ?? noTexts;
    if (names.length === 0) return noTexts;
    if (names.length === 1) return textsOf(names[0] as string, arrival);
    return combinations(names.map((name) => differentIn(name, arrival))).map((parts) => JSON.stringify(parts));
  }
}

/** The values of a field or alias, each once. */
function differentIn(name: string, arrival: Arrival): readonly string[] {
  const texts = textsOf(name, arrival);
  return texts.length > 1 ? [...new Set(texts)] : texts;
}

/** The values of a field or alias: the group's of a correlation that grouped by it, else the event's. */
function textsOf(name: string, arrival: Arrival): readonly string[] {
  const texts = groupedBy(name, arrival) ?? textsIn(arrival.snapshot.texts, name) ?? noTexts;
  return typeof texts === 'string' ? [texts] : texts;
}

/** The value that the events of a trigger have in common in a field or alias, if they were grouped by it. */
function groupedBy(name: string, { match }: Arrival): string | undefined {
  return match?.group.find((part) => part.field === name)?.value;
}

/** A text that no other values have. */
function keyOf(values: readonly string[]): string {
  if (values.length === 1) return values[0] as string;
  let key = '';
  for (let n = 0; n < values.length; n++) {
    const value = values[n] as string;
    key += `${value.length}:${value}`;
  }
  return key;
}
