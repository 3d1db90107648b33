import type { Entry } from './entry';

/** What stands behind a trigger: entries, of which each is an event or a trigger with entries of its own. */
export interface Behind {
  /** The entries in order, or where there are many at least as many of the newest as hold `limit` events. */
  entries(limit: number): readonly Entry[];
}

/**
 * The rows behind entries of which some are triggers, each once: in their order, or the newest `limit` of more. A
 * trigger is gone through once, in however many others it was counted: over several correlations, one over the other,
 * the ways to an event are as many as the events of a timespan to the power of those correlations.
 */
export function rowsBehind(entries: readonly Entry[], limit: number): number[] {
  const newest = newestBehind(entries, limit, new Set());
  const rows = newest.size < limit ? allBehind(entries, limit, new Set(), new Set()) : newest;
  // those of several triggers are mixed, and callers number events in order of time
  const isMixed = newest.size >= limit || entries.some(({ match }) => match !== undefined);
  return (isMixed ? [...rows].sort((a, b) => a - b) : [...rows]).slice(-limit);
}

/** Goes back from the newest entry until there are enough rows, because each of thousands may stand for thousands. */
function newestBehind(entries: readonly Entry[], limit: number, seen: Set<Behind>): Set<number> {
  const rows = new Set<number>();
  for (let n = entries.length - 1; n >= 0 && rows.size < limit; n--) {
    const { match, row } = entries[n] as Entry;
    if (match === undefined) rows.add(row);
    else if (!seen.has(match)) {
      for (const one of newestBehind(match.entries(limit), limit, seen.add(match))) rows.add(one);
    }
  }
  return rows;
}

function allBehind(entries: readonly Entry[], limit: number, rows: Set<number>, seen: Set<Behind>): Set<number> {
  for (const { match, row } of entries) {
    if (match === undefined) rows.add(row);
    else if (!seen.has(match)) allBehind(match.entries(limit), limit, rows, seen.add(match));
  }
  return rows;
}
