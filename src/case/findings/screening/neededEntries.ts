import type { Correlation } from '../../../detection';
import type { Groups } from './entryGroups';
import { UNKNOWN } from './numbering';

/** The events that a correlation may count, in order of time, and what tells of each. */
export interface Counted {
  /** Milliseconds since 1970, UTC. */
  readonly times: Float64Array;
  /** The place of its rule among those of the correlation. */
  readonly rules: Uint32Array;
  /** 1 when it is counted for sure. */
  readonly sure: Uint32Array;
  /** The number of its value; undefined when there is no field or no column tells of it. */
  readonly values: Uint32Array | undefined;
  readonly groups: Groups;
}

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
  /** The smallest count that the condition accepts; undefined when there is none that may come about. */
  private readonly fewest: number | undefined;

  constructor(
    private readonly correlation: Correlation,
    private readonly counted: Counted,
  ) {
    const { rules, plan, type } = correlation;
    const { length } = counted.times;
    this.needed = new Uint8Array(length);
    this.others = rules.filter((rule) => rule.kind !== 'rule').length;
    this.fewest = least(plan.accepts, type.startsWith('temporal') ? rules.length : length);
  }

  ofGroup(from: number, to: number): void {
    const { type, timespan, plan } = this.correlation;
    const { values, rules, times, groups } = this.counted;
    const { fewest, others } = this;
    switch (type) {
      case 'event_count':
        return others > 0 ? this.needAll(from, to) : this.need(from, to, undefined, fewest);
      case 'value_count':
        return others > 0 || !this.areValued(from, to) ? this.needAll(from, to) : this.need(from, to, values, fewest);
      case 'temporal':
      case 'temporal_ordered': {
        const least = plan.expression === undefined ? fewest : 1;
        return this.need(from, to, rules, least === undefined ? undefined : least - others);
      }
      case 'first_seen': {
        const [first, last] = [groups.order[from] as number, groups.order[to - 1] as number];
        if (others === 0 && (times[last] as number) - (times[first] as number) < plan.learning) return;
        const canTell = groups.areExact && timespan === Infinity && plan.learning > 0;
        return others === 0 && canTell && values !== undefined && this.areValued(from, to)
          ? this.needNews(from, to, values)
          : this.needAll(from, to);
      }
      default:
        return this.needAll(from, to);
    }
  }

  private areValued(from: number, to: number): boolean {
    const { values, groups } = this.counted;
    if (values === undefined) return false;
    for (let at = from; at < to; at++) if (values[groups.order[at] as number] === UNKNOWN) return false;
    return true;
  }

  /** The events of every window that holds `fewest` different ones. @param of what makes them different, if not all are */
  private need(from: number, to: number, of: Uint32Array | undefined, fewest: number | undefined): void {
    if (fewest === undefined || to - from < fewest) return;
    const { times, groups } = this.counted;
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
      this.needAll(Math.max(first, marked), at + 1);
      marked = at + 1;
    }
  }

  /** The events with values that no event before them has for sure. The first value of a group is never news. */
  private needNews(from: number, to: number, values: Uint32Array): void {
    const { times, sure, groups } = this.counted;
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
      this.needed[n] = 1;
      if (sure[n] === 1 && known === undefined) since.set(value, time);
    }
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
