import { Detector, type Filter, type Rule, type RuleSet } from '../../../detection';
import { rulesBehind, tellsOf } from '../../exceptions/exceptionsUsed';
import type { Turns } from '../../turns';
import type { Scope } from '../../scope';
import { screened, visitRecords } from './scopeRecords';

/** Rows that a filter is about. */
export interface FilterRows {
  /** Events that it leaves out. */
  readonly out: ReadonlySet<number>;
  /** Events that its rules are true of but for filters. */
  readonly matched: ReadonlySet<number>;
}

/** What filters leave out of the events of a scope. */
export async function tryFilters(
  set: RuleSet,
  filters: readonly Filter[],
  scope: Scope,
  turns: Turns,
): Promise<{ readonly filters: ReadonlyMap<Filter, FilterRows>; readonly unread: readonly number[] }> {
  const found = new Map(filters.map((filter) => [filter, { out: new Set<number>(), matched: new Set<number>() }]));
  const probes = filters.length === 0 ? new Map<Rule, readonly Filter[]>() : probesOf(set, filters);
  if (probes.size === 0) return { filters: found, unread: [] };
  const detector = new Detector({ ...set, rules: [...probes.keys()], correlations: [] });
  const candidates = await screened(detector, scope, turns);
  const unread = await visitRecords(scope, candidates.keys(), turns, (row, record) => {
    const suppressed = detector.suppressed(record);
    // a filter that leaves an event out hides that the rule itself is true of it
    for (const { rule } of [...detector.matchAmong(candidates.get(row) ?? [], record), ...suppressed])
      for (const filter of probes.get(rule) ?? []) found.get(filter)?.matched.add(row);
    for (const { filter } of suppressed) found.get(filter)?.out.add(row);
  });
  return { filters: found, unread };
}

/**
 * The rules to ask, each with the filters of the file that concern it. They are looked up as if they had no filters:
 * with them it may be clear that a rule is true of no event at all.
 */
function probesOf(set: RuleSet, filters: readonly Filter[]): Map<Rule, readonly Filter[]> {
  const { rules, correlations } = set;
  const tells = tellsOf(set);
  const probes = new Map<Rule, readonly Filter[]>();
  const concerning = (id: string): Filter[] => filters.filter(({ ruleIds }) => ruleIds.includes(id));
  for (const rule of rules) {
    const its = concerning(rule.id).filter((filter) => tells(filter, rule));
    if (its.length > 0) probes.set({ ...rule, logic: { ...rule.logic, expression: rule.logic.own } }, its);
  }
  for (const correlation of correlations) {
    const its = concerning(correlation.id);
    if (its.length === 0) continue;
    // what a rule's own filters leave out does not reach the correlation
    for (const rule of rulesBehind(correlation))
      probes.set({ ...rule, logic: { ...rule.logic, own: rule.logic.expression, filters: its } }, its);
  }
  return probes;
}
