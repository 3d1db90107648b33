import { rowsBehind, type Behind } from './behind';
import type { Correlation } from './correlation';
import type { Entry } from './entry';
import type { Hit } from './window';

/** A trigger of a correlation. */
export interface CorrelationMatch extends Behind {
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
   * The events behind it in order of time, the newest `limit` of them; for temporal_ordered the chain in its order; of
   * too many behind a correlation over correlations the newest by their numbers. Computed when asked.
   */
  rows(limit?: number): readonly number[];
}

const defaultLimit = 1000;

/** The trigger that a hit of a group is; `values`: what its events have in common, in the order of `groupBy`. */
export function matchOf(correlation: Correlation, hit: Hit, values: readonly string[]): CorrelationMatch {
  const isOfEvents = correlation.rules.every((rule) => rule.kind === 'rule');
  // an event that several rules are true of comes once for each
  const entriesFor = correlation.rules.length * (isOfEvents ? 1 : MOST_GROUPS);
  const entries = (limit: number): readonly Entry[] => hit.entries((limit + 1) * entriesFor);
  return {
    correlation,
    group: correlation.groupBy.map((field, i) => ({ field, value: values[i] ?? '' })),
    row: hit.entry.row,
    time: hit.entry.time,
    count: hit.count,
    value: hit.value,
    entries,
    rows: (limit = defaultLimit) => {
      if (!isOfEvents) return rowsBehind(entries(limit), limit);
      return correlation.rules.length === 1
        ? rowsOf(entries(limit), limit)
        : [...new Set(entries(limit).map(({ row }) => row))].slice(-limit);
    },
  };
}

/** The rows of the newest entries, each of one event of its own. */
function rowsOf(entries: readonly Entry[], limit: number): number[] {
  const rows: number[] = [];
  for (let n = Math.max(0, entries.length - limit); n < entries.length; n++) rows.push((entries[n] as Entry).row);
  return rows;
}

/** An event is seldom in more groups of a correlation that another one counts. */
const MOST_GROUPS = 16;
