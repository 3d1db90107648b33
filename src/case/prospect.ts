import type { Correlation } from '../detection';
import type { LogIndex } from '../index/logIndex';
import { groupsIn, type Groups } from './entryGroups';
import { NONE, type Numbering, type Numberings, UNKNOWN } from './numbering';

/** What may come of one correlation. */
export class Prospect {
  /** Of the events that it may count, in order of time: their places among the candidates. */
  private places: number[] = [];
  /** Of each twice the rule's place in the correlation's list, and 1 more when it is counted for sure. */
  private rules: number[] = [];
  private readonly needed: Uint8Array;
  /** Of an event that was delivered in several layouts all that its rows say counts, which no row tells. */
  private hasTwins = false;
  /** By place in `rules` of the correlation: a numbering for each group-by field. */
  private readonly groups: readonly (readonly (Numbering | undefined)[])[];
  private readonly values: readonly (Numbering | undefined)[];
  /** Whether it counts all events that its rules are true of. */
  private readonly isCertain: boolean;

  /**
   * @param rows of the candidates, ascending
   * @param trusted whether an event that a rule is true of for sure will be counted: its record can be read
   */
  constructor(
    readonly correlation: Correlation,
    private readonly index: LogIndex,
    numberings: Numberings,
    private readonly rows: Uint32Array,
    trusted: boolean,
  ) {
    const { rules, groupBy, plan } = correlation;
    this.needed = new Uint8Array(rows.length);
    this.isCertain = trusted && plan.filters.length === 0;
    // an alias gives one group to the values of different fields, which are numbered apart: such a field is not used
    const own = (field: string, place: number): Numbering | undefined =>
      rules.every((_, other) => plan.aliases[other]?.get(field) === plan.aliases[place]?.get(field))
        ? numberings.of(plan.aliases[place]?.get(field) ?? field)
        : undefined;
    this.groups = rules.map((_, place) => groupBy.map((field) => own(field, place)));
    const [field, ...more] = plan.fields;
    this.values = rules.map((_, place) => (field === undefined || more.length > 0 ? undefined : own(field, place)));
  }

  /** Takes a candidate of which a rule may be true, or is for sure; they come in order of time. */
  add(place: number, rule: number, isSure: boolean): void {
    const row = this.rows[place] as number;
    if (!Number.isFinite(this.index.time(row))) return;
    if (this.index.twins.has(row)) {
      this.hasTwins = true;
      this.needed[place] = 1;
    }
    const numberings = this.groups[rule] ?? [];
    for (let n = 0; n < numberings.length; n++) if (numberings[n]?.at(row) === NONE) return;
    // what has no value is learned from all the same: the time to learn begins with the first event
    if (this.correlation.type !== 'first_seen' && this.values[rule]?.at(row) === NONE) return;
    this.places.push(place);
    this.rules.push(2 * rule + (isSure && this.isCertain ? 1 : 0));
  }

  /** Whether the event of a candidate may be part of what comes about. */
  needs(place: number): boolean {
    return this.needed[place] === 1;
  }

  /** To be called when all candidates were taken. */
  decide(): void {
    const { places, rules, correlation } = this;
    if (this.hasTwins) {
      for (const place of places) this.needed[place] = 1;
      return;
    }
    const count = places.length;
    const ofRule = new Uint32Array(count);
    const sure = new Uint8Array(count);
    const times = new Float64Array(count);
    for (let n = 0; n < count; n++) {
      const rule = rules[n] as number;
      ofRule[n] = rule >> 1;
      sure[n] = rule & 1;
      times[n] = this.index.time(this.rows[places[n] as number] as number);
    }
    const fields = correlation.groupBy.map((_, field) => {
      const byRule = this.groups.map((numberings) => numberings[field]);
      return this.numbersOf(byRule, ofRule);
    });
    const values = this.numbersOf(this.values, ofRule);
    const entries: Entries = { places, rules: ofRule, sure, times, values, groups: groupsIn(count, fields) };
    this.places = [];
    this.rules = [];
    new Decision(correlation, entries, this.needed).decide();
  }

  /** The number of the value that each event has in a field. @param byRule how they are numbered */
  private numbersOf(byRule: readonly (Numbering | undefined)[], ofRule: Uint32Array): Uint32Array {
    const { places, rows } = this;
    const numbers = new Uint32Array(ofRule.length);
    for (let n = 0; n < numbers.length; n++)
      numbers[n] = byRule[ofRule[n] as number]?.at(rows[places[n] as number] as number) ?? UNKNOWN;
    return numbers;
  }
}

/** The events that a correlation may count, in order of time. */
interface Entries {
  readonly places: readonly number[];
  readonly rules: Uint32Array;
  readonly sure: Uint8Array;
  readonly times: Float64Array;
  readonly values: Uint32Array;
  readonly groups: Groups;
}

/** Which events of a correlation are needed. */
class Decision {
  /** Correlations among the rules: what they find is not known yet. */
  private readonly others: number;
  /** The smallest count that the condition accepts; undefined when there is none that may come about. */
  private readonly fewest: number | undefined;

  constructor(
    private readonly correlation: Correlation,
    private readonly entries: Entries,
    private readonly needed: Uint8Array,
  ) {
    const { rules, plan, type } = correlation;
    this.others = rules.filter((rule) => rule.kind !== 'rule').length;
    const most = type.startsWith('temporal') ? rules.length : entries.places.length;
    this.fewest = least(plan.accepts, most);
  }

  decide(): void {
    const { starts } = this.entries.groups;
    for (let group = 0; group + 1 < starts.length; group++)
      this.decideGroup(starts[group] as number, starts[group + 1] as number);
  }

  private decideGroup(from: number, to: number): void {
    const { type, timespan, plan } = this.correlation;
    const { values, rules, times, groups } = this.entries;
    const { order } = groups;
    const { fewest, others } = this;
    if (others > 0 && !type.startsWith('temporal')) return this.markAll(from, to);
    let isValued = true;
    for (let at = from; at < to; at++) if (values[order[at] as number] === UNKNOWN) isValued = false;
    switch (type) {
      case 'event_count':
        return this.mark(from, to, undefined, fewest);
      case 'value_count':
        return isValued ? this.mark(from, to, values, fewest) : this.markAll(from, to);
      case 'temporal':
      case 'temporal_ordered': {
        const least = plan.expression === undefined ? fewest : 1;
        return this.mark(from, to, rules, least === undefined ? undefined : least - others);
      }
      case 'first_seen': {
        const [first, last] = [times[order[from] as number] as number, times[order[to - 1] as number] as number];
        if (last - first < plan.learning) return;
        return groups.areExact && isValued && timespan === Infinity && plan.learning > 0
          ? this.markNews(from, to)
          : this.markAll(from, to);
      }
      default:
        return this.markAll(from, to);
    }
  }

  /** Marks the events of every window that holds `fewest` different ones. @param of what makes them different, if not all are */
  private mark(from: number, to: number, of: Uint32Array | undefined, fewest: number | undefined): void {
    if (fewest === undefined || to - from < fewest) return;
    const { times, groups } = this.entries;
    const { order } = groups;
    const { timespan } = this.correlation;
    const counts = new Map<number, number>();
    let first = from;
    let marked = from;
    for (let at = from; at < to; at++) {
      const n = order[at] as number;
      const time = times[n] as number;
      if (of !== undefined) counts.set(of[n] as number, (counts.get(of[n] as number) ?? 0) + 1);
      for (; time - (times[order[first] as number] as number) > timespan; first++) {
        if (of === undefined) continue;
        const left = of[order[first] as number] as number;
        const count = (counts.get(left) ?? 0) - 1;
        if (count > 0) counts.set(left, count);
        else counts.delete(left);
      }
      if ((of === undefined ? at + 1 - first : counts.size) < fewest) continue;
      this.markAll(Math.max(first, marked), at + 1);
      marked = at + 1;
    }
  }

  /** Marks the events with values that no event before them has for sure. The first value of a group is never news. */
  private markNews(from: number, to: number): void {
    const { places, times, values, sure, groups } = this.entries;
    const { order } = groups;
    let at = from;
    while (at < to && values[order[at] as number] === values[order[from] as number]) at++;
    if (at === to) return;
    const since = new Map<number, number>();
    for (at = from; at < to; at++) {
      const n = order[at] as number;
      const time = times[n] as number;
      const value = values[n] as number;
      const known = since.get(value);
      // which one of a time comes first is not known here
      if (known !== undefined && known < time) continue;
      this.needed[places[n] as number] = 1;
      if (sure[n] === 1 && known === undefined) since.set(value, time);
    }
  }

  private markAll(from: number, to: number): void {
    const { places, groups } = this.entries;
    for (let at = from; at < to; at++) this.needed[places[groups.order[at] as number] as number] = 1;
  }
}

/** The smallest count up to `most` that a condition accepts; undefined when there is none. */
function least(accepts: (count: number) => boolean, most: number): number | undefined {
  for (let count = 1; count <= most; count++) if (accepts(count)) return count;
  return undefined;
}
