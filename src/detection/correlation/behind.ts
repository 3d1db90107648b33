import { compareEntries, type Entry } from './entry';

/** What stands behind a trigger: entries, of which each is an event or a trigger with entries of its own. */
export interface Behind {
  /** The entries in order, or where there are many at least as many of the newest as hold `limit` events. */
  entries(limit: number): readonly Entry[];
}

/**
 * The rows behind entries of which some are triggers, each once, in their order; the newest `limit` of more. A trigger is
 * gone through once, in however many others it was counted: over several correlations, one over the other, the ways to
 * an event are as many as the events of a timespan to the power of those correlations.
 */
export function rowsBehind(entries: readonly Entry[], limit: number): number[] {
  // those of several triggers are mixed
  const behind = [...newestBehind(entries, limit, new Set()).values()].sort(compareEntries);
  return behind.slice(-limit).map(({ row }) => row);
}

/**
 * Events by their rows. Goes back from the newest entry until there are enough, because each of thousands may stand for
 * thousands; where there are fewer they are all.
 */
function newestBehind(entries: readonly Entry[], limit: number, seen: Set<Behind>): Map<number, Entry> {
  const events = new Map<number, Entry>();
  for (let n = entries.length - 1; n >= 0 && events.size < limit; n--) {
    const entry = entries[n] as Entry;
    const { match, row } = entry;
    if (match === undefined) events.set(row, entry);
    else if (!seen.has(match)) {
      for (const [at, one] of newestBehind(match.entries(limit), limit, seen.add(match))) events.set(at, one);
    }
  }
  return events;
}
