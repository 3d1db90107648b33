import type { Rule } from '../rule/rule';
import type { Correlation } from './correlation';

/** Where what a rule or correlation finds goes: which correlation, by its place, and as which of its rules. */
export interface Receiver {
  readonly place: number;
  readonly source: number;
}

/** By rule or correlation: the correlations over it. */
export type Receivers = ReadonlyMap<Rule | Correlation, readonly Receiver[]>;

const nobody: readonly Receiver[] = [];

/** Who counts what others find. */
export function receiversAmong(correlations: readonly Correlation[]): Receivers {
  const receivers = new Map<Rule | Correlation, Receiver[]>();
  for (const [place, { rules }] of correlations.entries()) {
    for (const [source, rule] of rules.entries()) {
      const list = receivers.get(rule);
      if (list === undefined) receivers.set(rule, [{ place, source }]);
      else list.push({ place, source });
    }
  }
  return receivers;
}

/** Those over one of them. */
export function receiversOf(receivers: Receivers, from: Rule | Correlation): readonly Receiver[] {
  return receivers.get(from) ?? nobody;
}
