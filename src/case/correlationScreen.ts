import { type Correlation, FieldValues, type Rule, type RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import type { FieldColumn, FieldColumns } from './fieldColumns';

/** What a rule serves: a correlation, as the rule at a place of its list. */
export interface Serving {
  readonly prospect: Prospect;
  readonly of: number;
}

/** What may come of the correlations of a set, and which rules serve them. @param rows of the candidates, ascending */
export function prospectsOf(
  set: RuleSet,
  index: LogIndex,
  columns: FieldColumns,
  rows: readonly number[],
): { readonly prospects: readonly Prospect[]; readonly serving: ReadonlyMap<Rule, readonly Serving[]> } {
  const prospects = set.correlations.map((correlation) => new Prospect(correlation, index, columns, rows));
  const serving = new Map<Rule, Serving[]>();
  for (const prospect of prospects) {
    for (const [of, rule] of prospect.correlation.rules.entries()) {
      if (rule.kind !== 'rule') continue;
      const list = serving.get(rule);
      if (list === undefined) serving.set(rule, [{ prospect, of }]);
      else list.push({ prospect, of });
    }
  }
  return { prospects, serving };
}

/** Numbers of values that are smaller make keys of two of them that are all different. */
const LARGE = 2 ** 20;
const MAX_EXACT = 2;

function areSmall(numbers: readonly number[]): boolean {
  return numbers.every((number) => number < LARGE);
}

const UNASKED = 0;
const NONE = 1;
const UNKNOWN = 2;

/** A field whose values within a correlation are numbered as they come, from 3. */
class Numbering {
  private readonly numbers = new Map<string, number>();
  private readonly byId: Uint32Array;

  constructor(
    private readonly column: FieldColumn,
    private readonly columns: FieldColumns,
    index: LogIndex,
  ) {
    this.byId = new Uint32Array(index.dictionaries.size(column.column));
  }

  /** The value's number, or NONE, or UNKNOWN when the column does not tell. */
  at(row: number): number {
    const id = this.columns.id(this.column.column, row);
    const known = this.byId[id] ?? UNASKED;
    if (known !== UNASKED) return known;
    const value = this.column.value(id);
    const number = typeof value === 'string' ? this.number(value) : isNone(value) ? NONE : UNKNOWN;
    this.byId[id] = number;
    return number;
  }

  private number(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size + 3;
    this.numbers.set(text, known);
    return known;
  }
}

/** Nothing there, or null, which is no group and no value either. */
function isNone(value: ReturnType<FieldColumn['value']>): boolean {
  return value === null || (value instanceof FieldValues && value.values.length === 0);
}

/** Events that a correlation may count, in order of time: an entry of each list an event. */
class Entries {
  /** Places among the candidates. */
  readonly places: number[] = [];
  /** Which rule of the correlation may be true of it. */
  readonly rules: number[] = [];
  readonly times: number[] = [];
  readonly values: number[] = [];
  /** Whether it is known already that the rule is true of it, and that the correlation counts it. */
  readonly sure: boolean[] = [];
  /** For each group-by field the value's number. */
  readonly groups: readonly number[][];

  constructor(fields: number) {
    this.groups = Array.from({ length: fields }, () => []);
  }
}

/** What may come of one correlation. */
export class Prospect {
  private entries: Entries;
  private readonly needed: Uint8Array;
  /** By place in `rules`: a numbering for each group-by field. */
  private readonly groups: readonly (readonly (Numbering | undefined)[])[];
  private readonly values: readonly (Numbering | undefined)[];

  constructor(
    readonly correlation: Correlation,
    private readonly index: LogIndex,
    columns: FieldColumns,
    private readonly rows: readonly number[],
  ) {
    const { rules, groupBy, plan } = correlation;
    this.entries = new Entries(groupBy.length);
    this.needed = new Uint8Array(rows.length);
    const known = new Map<string, Numbering | undefined>();
    const numbering = (field: string): Numbering | undefined => {
      if (!known.has(field)) {
        const column = columns.of(field);
        known.set(field, column && new Numbering(column, columns, index));
      }
      return known.get(field);
    };
    // an alias gives one group to the values of different fields, which are numbered apart: such a field is not used
    const own = (field: string, place: number): Numbering | undefined =>
      rules.every((_, other) => plan.aliases[other]?.get(field) === plan.aliases[place]?.get(field))
        ? numbering(plan.aliases[place]?.get(field) ?? field)
        : undefined;
    this.groups = rules.map((_, place) => groupBy.map((field) => own(field, place)));
    const [field, ...more] = plan.fields;
    this.values = rules.map((_, place) => (field === undefined || more.length > 0 ? undefined : own(field, place)));
  }

  /** Takes a candidate of which a rule may be true, or is for sure; they come in order of time. */
  add(place: number, rule: number, isSure: boolean): void {
    const row = this.rows[place] ?? 0;
    const time = this.index.time(row);
    if (!Number.isFinite(time)) return;
    const numberings = this.groups[rule] ?? [];
    for (let n = 0; n < numberings.length; n++) if (numberings[n]?.at(row) === NONE) return;
    const value = this.values[rule]?.at(row) ?? UNKNOWN;
    // what has no value is learned from all the same: the time to learn begins with the first event
    if (value === NONE && this.correlation.type !== 'first_seen') return;
    const { entries } = this;
    entries.places.push(place);
    entries.rules.push(rule);
    entries.times.push(time);
    entries.values.push(value);
    entries.sure.push(isSure && this.correlation.plan.filters.length === 0);
    for (let n = 0; n < numberings.length; n++) entries.groups[n]?.push(numberings[n]?.at(row) ?? UNKNOWN);
  }

  /** Whether the event of a candidate may be part of what comes about. */
  needs(place: number): boolean {
    return this.needed[place] === 1;
  }

  /** To be called when all candidates were taken. */
  decide(): void {
    const { groups } = this.entries;
    // a field that is not known of one row could put it into any group
    const usable = groups.filter((numbers) => !numbers.includes(UNKNOWN));
    const isExact = usable.length === groups.length && usable.length <= MAX_EXACT && usable.every(areSmall);
    for (const group of this.grouped(usable)) this.decideGroup(group, isExact);
    this.entries = new Entries(0);
  }

  /** The entries of each group, by their numbers. */
  private grouped(usable: readonly (readonly number[])[]): Iterable<readonly number[]> {
    const { places } = this.entries;
    const found = new Map<number, number[]>();
    for (let n = 0; n < places.length; n++) {
      let key = 0;
      // should numbers ever be too large to be told apart, two groups are taken for one: more is read than need be
      for (const numbers of usable) key = key * LARGE + (numbers[n] ?? 0);
      const group = found.get(key);
      if (group === undefined) found.set(key, [n]);
      else group.push(n);
    }
    return found.values();
  }

  /** @param isExact whether it is one group for sure, not several that cannot be told apart here */
  private decideGroup(group: readonly number[], isExact: boolean): void {
    const { type, timespan, plan, rules } = this.correlation;
    const { places, rules: ofRule, times, values } = this.entries;
    const valued = group.every((n) => values[n] !== UNKNOWN);
    const others = rules.filter((rule) => rule.kind !== 'rule').length;
    // what other correlations find is not known yet
    if (others > 0 && !type.startsWith('temporal')) return this.markAll(group);
    switch (type) {
      case 'event_count':
        return this.mark(group, timespan, places, least(plan.accepts, group.length));
      case 'value_count':
        return valued ? this.mark(group, timespan, values, least(plan.accepts, group.length)) : this.markAll(group);
      case 'temporal':
      case 'temporal_ordered': {
        const fewest = plan.expression === undefined ? least(plan.accepts, rules.length) : 1;
        return this.mark(group, timespan, ofRule, fewest === undefined ? undefined : fewest - others);
      }
      case 'first_seen':
        if ((times[group.at(-1) ?? 0] ?? 0) - (times[group[0] ?? 0] ?? 0) < plan.learning) return;
        return isExact && valued && timespan === Infinity && plan.learning > 0
          ? this.markNews(group)
          : this.markAll(group);
      default:
        return this.markAll(group);
    }
  }

  /** Marks the events of every window that holds `fewest` different ones. @param of what makes each entry different */
  private mark(group: readonly number[], timespan: number, of: readonly number[], fewest: number | undefined): void {
    if (fewest === undefined || group.length < fewest) return;
    const { places, times } = this.entries;
    const counts = new Map<number, number>();
    let from = 0;
    let marked = 0;
    for (let to = 0; to < group.length; to++) {
      const n = group[to] ?? 0;
      const time = times[n] ?? 0;
      counts.set(of[n] ?? 0, (counts.get(of[n] ?? 0) ?? 0) + 1);
      for (
        let first = group[from];
        first !== undefined && time - (times[first] ?? 0) > timespan;
        first = group[++from]
      ) {
        const count = (counts.get(of[first] ?? 0) ?? 0) - 1;
        if (count > 0) counts.set(of[first] ?? 0, count);
        else counts.delete(of[first] ?? 0);
      }
      if (counts.size < fewest) continue;
      for (let at = Math.max(from, marked); at <= to; at++) this.needed[places[group[at] ?? 0] ?? 0] = 1;
      marked = to + 1;
    }
  }

  /** Marks the events with values that no event before them has for sure. The first value of a group is never news. */
  private markNews(group: readonly number[]): void {
    const { places, times, values, sure } = this.entries;
    if (group.every((n) => values[n] === values[group[0] ?? 0])) return;
    const since = new Map<number | undefined, number>();
    for (const n of group) {
      const time = times[n] ?? 0;
      const known = since.get(values[n]);
      // which one of a time comes first is not known here
      if (known !== undefined && known < time) continue;
      this.needed[places[n] ?? 0] = 1;
      if (sure[n] === true && known === undefined) since.set(values[n], time);
    }
  }

  private markAll(group: readonly number[]): void {
    for (const n of group) this.needed[this.entries.places[n] ?? 0] = 1;
  }
}

/** The smallest count up to `most` that a condition accepts; undefined when there is none. */
function least(accepts: (count: number) => boolean, most: number): number | undefined {
  for (let count = 1; count <= most; count++) if (accepts(count)) return count;
  return undefined;
}
