import type { Correlation, Rule, RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import { type FieldColumn, FieldColumns } from './ruleScreen';

/**
 * Leaves out of `candidates` the rules that only serve correlations, at rows where none of those correlations can
 * come about: too few events in the group within the timespan, or one of the rules has none there. What `candidates`
 * holds is all that may match, so what cannot come about with all of it cannot come about at all.
 */
export function leaveOutLoneEvents(set: RuleSet, candidates: Map<number, readonly Rule[]>, index: LogIndex): void {
  const columns = new FieldColumns(index);
  const plans = set.correlations.map((correlation) => new Prospect(correlation, index, columns));
  const serving = new Map<Rule, { plan: Prospect; place: number }[]>();
  for (const plan of plans) {
    for (const [place, rule] of plan.correlation.rules.entries()) {
      if (rule.kind !== 'rule') continue;
      const list = serving.get(rule) ?? [];
      list.push({ plan, place });
      serving.set(rule, list);
    }
  }
  if (serving.size === 0) return;
  const rows = [...candidates.keys()].sort((a, b) => a - b);
  for (const row of rows) {
    for (const rule of candidates.get(row) ?? []) {
      for (const { plan, place } of serving.get(rule) ?? []) plan.add(row, place);
    }
  }
  for (const plan of plans) plan.decide();
  const needed = (row: number, rule: Rule): boolean =>
    rule.standalone || (serving.get(rule) ?? []).some(({ plan }) => plan.needs(row));
  for (const [row, rules] of candidates) {
    const left = rules.filter((rule) => needed(row, rule));
    if (left.length === 0) candidates.delete(row);
    else if (left.length < rules.length) candidates.set(row, left);
  }
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
    index: LogIndex,
    private readonly ids = index.rows.columns[column.column],
  ) {
    this.byId = new Uint32Array(index.dictionaries.size(column.column));
  }

  /** The value's number, or NONE, or UNKNOWN when the column does not tell. */
  at(row: number): number {
    const id = this.ids[row] ?? 0;
    const known = this.byId[id] ?? UNASKED;
    if (known !== UNASKED) return known;
    const value = this.column.value(id);
    const number = typeof value === 'string' ? this.number(value) : value === null ? NONE : UNKNOWN;
    this.byId[id] = number;
    return number;
  }

  private number(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size + 3;
    this.numbers.set(text, known);
    return known;
  }
}

interface Entry {
  readonly row: number;
  readonly place: number;
  readonly time: number;
  /** For each group-by field the value's number. */
  readonly group: readonly number[];
  readonly value: number;
}

/** What may come of one correlation. */
class Prospect {
  private readonly entries: Entry[] = [];
  private readonly needed = new Set<number>();
  /** By place in `rules`: a numbering for each group-by field. */
  private readonly groups: readonly (readonly (Numbering | undefined)[])[];
  private readonly values: readonly (Numbering | undefined)[];

  constructor(
    readonly correlation: Correlation,
    private readonly index: LogIndex,
    columns: FieldColumns,
  ) {
    const { rules, groupBy, plan } = correlation;
    const known = new Map<string, Numbering | undefined>();
    const numberings = new Map<string, Numbering>();
    const numbering = (field: string): Numbering | undefined => {
      if (known.has(field)) return known.get(field);
      const column = columns.of(field);
      const made = column && new Numbering(column, index);
      known.set(field, made);
      if (made !== undefined) numberings.set(field, made);
      return made;
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

  /** Takes a row of which the rule at a place may be true; rows come in order of time. */
  add(row: number, place: number): void {
    const time = this.index.time(row);
    if (!Number.isFinite(time)) return;
    const group: number[] = [];
    for (const numbering of this.groups[place] ?? []) {
      const number = numbering?.at(row) ?? UNKNOWN;
      if (number === NONE) return;
      group.push(number);
    }
    const value = this.values[place]?.at(row) ?? UNKNOWN;
    if (value !== NONE) this.entries.push({ row, place, time, group, value });
  }

  needs(row: number): boolean {
    return this.needed.has(row);
  }

  decide(): void {
    // a field that is not known of one row could put it into any group
    const usable = this.correlation.groupBy.map((_, n) => this.entries.every(({ group }) => group[n] !== UNKNOWN));
    const groups = new Map<number, Entry[]>();
    for (const entry of this.entries) {
      let key = 0;
      // should numbers ever be too large to be told apart, two groups are taken for one: more is read than need be
      for (let n = 0; n < usable.length; n++) if (usable[n] === true) key = key * 2 ** 20 + (entry.group[n] ?? 0);
      const list = groups.get(key);
      if (list === undefined) groups.set(key, [entry]);
      else list.push(entry);
    }
    for (const group of groups.values()) this.decideGroup(group);
    this.entries.length = 0;
  }

  private decideGroup(group: readonly Entry[]): void {
    const { type, timespan, plan, rules } = this.correlation;
    const valued = group.every(({ value }) => value !== UNKNOWN);
    const value = ({ value: number }: Entry): number => number;
    switch (type) {
      case 'event_count':
        return this.mark(group, timespan, ({ row }) => row, least(plan.accepts, group.length));
      case 'value_count':
        return valued ? this.mark(group, timespan, value, least(plan.accepts, group.length)) : this.markAll(group);
      case 'temporal':
      case 'temporal_ordered': {
        const others = rules.filter((rule) => rule.kind !== 'rule').length;
        const fewest = plan.expression === undefined ? least(plan.accepts, rules.length) : 1;
        return this.mark(group, timespan, ({ place }) => place, fewest === undefined ? undefined : fewest - others);
      }
      case 'first_seen':
        if ((group.at(-1)?.time ?? 0) - (group[0]?.time ?? 0) < plan.learning) return;
        // the first value of a group is never news
        return valued && timespan === Infinity && plan.learning > 0
          ? this.mark(group, timespan, value, 2)
          : this.markAll(group);
      default:
        return this.markAll(group);
    }
  }

  /** Marks the rows of every window that holds `fewest` different ones. */
  private mark(
    group: readonly Entry[],
    timespan: number,
    of: (entry: Entry) => number,
    fewest: number | undefined,
  ): void {
    if (fewest === undefined) return;
    const counts = new Map<number, number>();
    let from = 0;
    let marked = 0;
    for (const [to, entry] of group.entries()) {
      counts.set(of(entry), (counts.get(of(entry)) ?? 0) + 1);
      for (let first = group[from]; first !== undefined && entry.time - first.time > timespan; first = group[++from]) {
        const count = (counts.get(of(first)) ?? 0) - 1;
        if (count > 0) counts.set(of(first), count);
        else counts.delete(of(first));
      }
      if (counts.size < fewest) continue;
      for (let n = Math.max(from, marked); n <= to; n++) this.needed.add(group[n]?.row ?? -1);
      marked = to + 1;
    }
  }

  private markAll(group: readonly Entry[]): void {
    for (const { row } of group) this.needed.add(row);
  }
}

/** The smallest count up to `most` that a condition accepts; undefined when there is none. */
function least(accepts: (count: number) => boolean, most: number): number | undefined {
  for (let count = 1; count <= most; count++) if (accepts(count)) return count;
  return undefined;
}
