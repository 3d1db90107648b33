import type { Entry } from './entry';

/**
 * What the rules below an entry's take of the other events of its time, each an event of its own: of every number of
 * rules that can, from none on, those that stand highest; each time in the order of the rules.
 *
 * Rule after rule takes an event, the highest first; one whose event another one took gives way where there is another
 * event for it (augmenting paths). A rule that finds none so never will, and what has one keeps one: so the rules that
 * have one are at all times as many, and as high, as there can be.
 *
 * @param others by rule: the entries of the time
 */
export function takenBelow(entry: Entry, others: readonly (readonly Entry[])[]): readonly (readonly Entry[])[] {
  /** By event: the entry with which a rule took it. */
  const holders = new Map<number, Entry>();
  const steps: (readonly Entry[])[] = [[]];
  for (let rule = entry.source - 1; rule >= 0; rule--) {
    if (!take(rule, others, holders, new Set([entry.row]))) continue;
    steps.push([...holders.values()].sort((a, b) => a.source - b.source));
  }
  return steps;
}

/** @param asked events that need not be asked about again: whoever has them cannot give way */
function take(
  rule: number,
  others: readonly (readonly Entry[])[],
  holders: Map<number, Entry>,
  asked: Set<number>,
): boolean {
  for (const entry of others[rule] ?? []) {
    if (asked.has(entry.row)) continue;
    asked.add(entry.row);
    const holder = holders.get(entry.row);
    if (holder !== undefined && !take(holder.source, others, holders, asked)) continue;
    holders.set(entry.row, entry);
    return true;
  }
  return false;
}
