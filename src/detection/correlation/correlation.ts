import type { EventTest, Expression } from '../match/expression';
import type { Span } from '../problem';
import type { Metadata } from '../rule/metadata';
import type { Rule } from '../rule/rule';

/**
 * Correlations: what several events say together.
 *
 * Every event that a referenced rule is true of (or every trigger of a referenced correlation) is an entry. Entries
 * with the same values of the `group-by` fields form a group; an event with no value for one of them (absent or null)
 * is left out, one with several values (an array) is in several groups, and without `group-by` all are one group. For
 * each entry the correlation looks back over `timespan` from it, both ends included; when the condition holds for
 * what is there, the entry is a trigger. The windows slide: they have no fixed borders.
 *
 * - event_count: how many events there are; one that several of the rules are true of counts once.
 * - value_count: how many different texts the `field` has; several fields: how many different combinations.
 * - value_sum, value_avg, value_median, value_percentile: over the numbers in `field` (numbers, or texts that are
 *   numbers), each as often as an event has it; of one that several of the rules are true of each field counts once.
 *   The percentile is `percentile` (0 to 100) by linear interpolation, so that 50 is the median.
 * - temporal: how many of the rules had an event; all of them unless a condition says otherwise. The condition may
 *   also be a text that joins the rules' names by and, or, not.
 * - temporal_ordered: how many of the rules had an event in the order of `rules`, one not before the other (events of
 *   one second have no order among each other) and each a different event. All of them unless a condition says
 *   otherwise. A text as condition is true of the events that lead in this order to the one that is looked at, itself
 *   among them; a rule after `not` has no event within the timespan at all.
 * - first_seen (ours, not Sigma's): the `field` has a text that its group never had before, at least `learning` after
 *   the group's first entry. With a `timespan`, a text that was not there for that long counts as never seen.
 *
 * Entries without the `field` are left out. The order of entries of one time is that of their eventIDs, so the order
 * in which files are read changes nothing. Conditions with only lt or lte hold from the first entry on, as they read.
 *
 * Referenced rules give no findings of their own unless a correlation that refers to them says `generate: true`.
 */
export interface Correlation extends Metadata {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  readonly rules: readonly (Rule | Correlation)[];
  readonly groupBy: readonly string[];
  /** Milliseconds; Infinity for first_seen without one. */
  readonly timespan: number;
  /** Whether matches are findings of their own, as for rules. */
  readonly standalone: boolean;
  /** For the engine only. */
  readonly plan: CorrelationPlan;
}

/** The field that a name of a correlation, an alias perhaps, stands for in one of its rules, given by its place among them. */
export function fieldIn({ plan }: Correlation, place: number, name: string): string {
  return plan.aliases[place]?.get(name) ?? name;
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'first_seen',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

/** Those that look at numbers. */
export const measuringTypes: ReadonlySet<CorrelationType> = new Set([
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
]);

/** Alias → reference (as written) → field. */
export type Aliases = ReadonlyMap<string, Alias>;

/** What an alias stands for: by rule a field, and where the file says so. */
export interface Alias extends Span {
  readonly fields: ReadonlyMap<string, Span & { readonly field: string }>;
}

export interface CorrelationPlan {
  /** The numbers that the count, sum and so on must satisfy. */
  readonly accepts: (count: number) => boolean;
  /** A text as condition: whether these of the rules, by place in `rules`, satisfy it. */
  readonly expression: ((present: readonly boolean[]) => boolean) | undefined;
  /** temporal_ordered with a text as condition: the ways in which it is true. */
  readonly ways: readonly OrderedWay[] | undefined;
  readonly fields: readonly string[];
  readonly percentile: number;
  /** Milliseconds. */
  readonly learning: number;
  /** For each of `rules`: alias → field. */
  readonly aliases: readonly ReadonlyMap<string, string>[];
  /** Filters: an event counts only when all are true. */
  readonly filters: readonly { readonly expression: Expression; readonly test: EventTest }[];
}

/** Rules that have events in their order, ascending, and rules that have none, by place in `rules`. */
export interface OrderedWay {
  readonly present: readonly number[];
  readonly absent: readonly number[];
}

/** Those of some correlations that count what others find, or whose finds others count. */
export function chainedOf(correlations: readonly Correlation[]): Set<Correlation> {
  const chained = new Set<Correlation>();
  for (const correlation of correlations) {
    const inner = correlation.rules.filter((rule) => rule.kind === 'correlation');
    if (inner.length > 0) chained.add(correlation);
    for (const one of inner) chained.add(one);
  }
  return chained;
}
