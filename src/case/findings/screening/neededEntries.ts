import type { Correlation } from '../../../detection';
import { at } from './entries';
import type { Groups } from './entryGroups';
import { UNKNOWN } from './numbering';
import { requiredRules } from './requiredRules';

/** The events that a correlation may count, in order of time, and what tells of each. */
export interface Counted {
  /** The row of each. */
  readonly rows: Uint32Array;
  /** By row: milliseconds since 1970, UTC. */
  readonly times: Float64Array;
  /** Which of the correlation's services put each here. */
  readonly services: Uint32Array;
  /** By service: the place of its rule among those of the correlation. */
  readonly ruleOf: Uint32Array;
  /** By service: 1 when what it puts here is counted for sure. */
  readonly sureOf: Uint8Array;
  /** The number of the value of each; undefined when there is no field or no column tells of it. */
  readonly values: Uint32Array | undefined;
  /** Where that is so: whether a row has one value at most; undefined when nothing tells. */
  readonly isSingle: ((row: number) => boolean) | undefined;
  readonly groups: Groups;
}

/** Events that have a value for sure. */
interface Seen {
  newest: number;
  /** The newest before the time of that one. */
  before: number;
  /** The time of the newest that is needed. */
  needed: number;
}

const NOBODY = -1;

/** 1 for each event that may be part of what comes about. */
export function neededOf(correlation: Correlation, counted: Counted): Uint8Array {
  const decision = new Decision(correlation, counted);
  const { starts } = counted.groups;
  for (let group = 0; group + 1 < starts.length; group++)
    decision.ofGroup(starts[group] as number, starts[group + 1] as number);
  return decision.needed;
}

class Decision {
  readonly needed: Uint8Array;
  /** Correlations among the rules: what they find is not known yet. */
  private readonly others: number;
  /** The place of each one's rule among those of the correlation, where it is what makes them different. */
  private readonly rules: Uint32Array | undefined;
  /** The rules that must have events wherever the condition is true. */
  private readonly required: readonly number[];
  /** The smallest count that the condition accepts; undefined when there is none that may come about. */
  private readonly fewest: number | undefined;

  constructor(
    private readonly correlation: Correlation,
    private readonly counted: Counted,
  ) {
    const { rules, plan, type } = correlation;
    const { length } = counted.rows;
    this.needed = new Uint8Array(length);
    this.others = rules.filter((rule) => rule.kind !== 'rule').length;
    const isTemporal = type.startsWith('temporal');
    this.required = isTemporal ? requiredRules(correlation) : [];
    this.rules = isTemporal ? at(counted.ruleOf, counted.services) : undefined;
    this.fewest = least(plan.accepts, isTemporal ? rules.length : length);
  }

  ofGroup(from: number, to: number): void {
    const { type, plan } = this.correlation;
    const { values, groups } = this.counted;
    const { fewest, others } = this;
    switch (type) {
      case 'event_count':
        return others > 0 ? this.needAll(from, to) : this.need(from, to, undefined, fewest);
      case 'value_count':
        if (others === 0 && this.areValued(from, to)) return this.need(from, to, values, fewest);
        // as many events as values are needed, whichever those are
        if (others === 0 && this.areSingle(from, to)) return this.need(from, to, undefined, fewest);
        return this.needAll(from, to);
      case 'temporal':
      case 'temporal_ordered': {
        const least = plan.expression === undefined ? fewest : 1;
        return this.need(from, to, this.rules, least === undefined ? undefined : least - others);
      }
      case 'first_seen': {
        const [first, last] = [groups.order[from] as number, groups.order[to - 1] as number];
        if (others === 0 && this.time(last) - this.time(first) < plan.learning) return;
        return others === 0 && groups.areExact && values !== undefined && this.canBeNews(from, to)
          ? this.needNews(from, to, values)
          : this.needAll(from, to);
      }
      default:
        return this.needAll(from, to);
    }
  }

  private time(n: number): number {
    const { times, rows } = this.counted;
    return times[rows[n] as number] as number;
  }

  private isSure(n: number): boolean {
    const { sureOf, services } = this.counted;
    return sureOf[services[n] as number] === 1;
  }

  private areValued(from: number, to: number): boolean {
    const { values, groups } = this.counted;
    if (values === undefined) return false;
    for (let at = from; at < to; at++) if (values[groups.order[at] as number] === UNKNOWN) return false;
    return true;
  }

  private areSingle(from: number, to: number): boolean {
    const { isSingle, groups, rows } = this.counted;
    if (isSingle === undefined) return false;
    for (let at = from; at < to; at++) if (!isSingle(rows[groups.order[at] as number] as number)) return false;
    return true;
  }

  /**
   * The events of every window that holds `fewest` different ones, and all that are required.
   * @param of what makes them different, if not all are
   */
  private need(from: number, to: number, of: Uint32Array | undefined, fewest: number | undefined): void {
    if (fewest === undefined || to - from < fewest) return;
    const { times, rows, groups } = this.counted;
    const { order } = groups;
    const { required } = this;
    const { timespan } = this.correlation;
    const counts = new Map<number, number>();
    let first = from;
    let marked = from;
    for (let at = from; at < to; at++) {
      const n = order[at] as number;
      const time = times[rows[n] as number] as number;
      if (of !== undefined) counts.set(of[n] as number, (counts.get(of[n] as number) ?? 0) + 1);
      for (; time - (times[rows[order[first] as number] as number] as number) > timespan; first++) {
        if (of === undefined) continue;
        const left = of[order[first] as number] as number;
        const count = (counts.get(left) ?? 0) - 1;
        if (count > 0) counts.set(left, count);
        else counts.delete(left);
      }
      if ((of === undefined ? at + 1 - first : counts.size) < fewest) continue;
      if (required.some((rule) => !counts.has(rule))) continue;
      this.needAll(Math.max(first, marked), at + 1);
      marked = at + 1;
    }
  }

  /** Whether it can be told which values are news: all are known, and of values that are forgotten all events count. */
  private canBeNews(from: number, to: number): boolean {
    if (!this.areValued(from, to)) return false;
    if (this.correlation.timespan === Infinity) return true;
    const { order } = this.counted.groups;
    for (let at = from; at < to; at++) if (!this.isSure(order[at] as number)) return false;
    return true;
  }

  /**
   * The events with values that no event within the timespan before them has for sure, and of the others so many that
   * each has one within the timespan before it: it may be counted after all, where another correlation needs it.
   */
  private needNews(from: number, to: number, values: Uint32Array): void {
    const { order } = this.counted.groups;
    const { timespan, plan } = this.correlation;
    // the first value of a group is no news where it has to learn
    if (timespan === Infinity && plan.learning > 0 && this.haveOneValue(from, to, values)) return;
    const timeOf = (n: number): number => (n === NOBODY ? -Infinity : this.time(n));
    const seen = new Map<number, Seen>();
    for (let at = from; at < to; at++) {
      const n = order[at] as number;
      const time = this.time(n);
      const value = values[n] as number;
      let known = seen.get(value);
      if (known === undefined) seen.set(value, (known = { newest: NOBODY, before: NOBODY, needed: -Infinity }));
      // which one of a time comes first is not known here
      if (timeOf(known.newest) < time) known.before = known.newest;
      if (known.before === NOBODY || time - timeOf(known.before) > timespan) {
        this.needed[n] = 1;
        known.needed = time;
      } else if (time - known.needed > timespan) {
        this.needed[known.before] = 1;
        known.needed = timeOf(known.before);
      }
      if (this.isSure(n)) known.newest = n;
    }
  }

  private haveOneValue(from: number, to: number, values: Uint32Array): boolean {
    const { order } = this.counted.groups;
    const first = values[order[from] as number];
    for (let at = from + 1; at < to; at++) if (values[order[at] as number] !== first) return false;
    return true;
  }

  private needAll(from: number, to: number): void {
    const { order } = this.counted.groups;
    for (let at = from; at < to; at++) this.needed[order[at] as number] = 1;
  }
}

/** The smallest count up to `most` that a condition accepts; undefined when there is none. */
function least(accepts: (count: number) => boolean, most: number): number | undefined {
  for (let count = 1; count <= most; count++) if (accepts(count)) return count;
  return undefined;
}
