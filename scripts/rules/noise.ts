import type { RecordObject, RuleSet } from '../../src/detection';
import { findingsIn } from './findings';

/** How much of a log in which nothing is wrong the rules flag. */
export interface Noise {
  readonly events: number;
  /** Distinct events that a rule of level medium or higher flags. */
  readonly flagged: number;
  /** Distinct events that a rule of level low flags, and none of a higher level. */
  readonly low: number;
  /** `level path` → events, the most first; all levels. */
  readonly byRule: readonly (readonly [rule: string, events: number])[];
}

export function noiseOf(set: RuleSet, log: readonly RecordObject[]): Noise {
  const flagged = new Set<number>();
  const low = new Set<number>();
  const byRule = new Map<string, Set<number>>();
  for (const { rule, event } of findingsIn(set, log)) {
    const key = `${rule.level.padEnd(13)} ${rule.path.replace(/\.yml$/, '')}`;
    byRule.set(key, (byRule.get(key) ?? new Set()).add(event));
    if (['medium', 'high', 'critical'].includes(rule.level)) flagged.add(event);
    else if (rule.level === 'low') low.add(event);
  }
  return {
    events: log.length,
    flagged: flagged.size,
    low: [...low].filter((event) => !flagged.has(event)).length,
    byRule: [...byRule].map(([rule, events]) => [rule, events.size] as const).sort((a, b) => b[1] - a[1]),
  };
}

/** The noise as lines of a table. */
export function noiseTable({ events, flagged, low, byRule }: Noise): string {
  const lines = byRule.map(([rule, count]) => `${String(count).padStart(6)} ${rule}`);
  const share = (count: number): string => `${count} of ${events} events (${((100 * count) / events).toFixed(3)} %)`;
  return [...lines, `${share(flagged)} flagged at medium or higher`, `${share(low)} flagged at low alone`].join('\n');
}
