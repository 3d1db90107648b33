import { foldCase, possibleNames, type RuleSet } from '../../detection';
import type { FacetReader } from '../../query/facets';
import type { FindingCalls } from './calls';
import { rulesBehind } from './exceptionsUsed';

/** So many calls are named one by one; an exception of more says no longer what it is about. */
const MAX_NAMES = 100;

/**
 * The calls of some rows that a rule was true of or a correlation counted; undefined where the rule is not in force any
 * more, or where they cannot be named: an event has no name, or there are too many.
 */
export function callsOf(
  { rules, correlations }: RuleSet,
  ruleId: string,
  reader: FacetReader,
  rows: Iterable<number>,
): FindingCalls | undefined {
  const rule = [...rules, ...correlations].find(({ id }) => id === ruleId);
  if (rule === undefined) return undefined;
  const services = new Map<string | undefined, Set<string>>();
  let count = 0;
  for (const row of rows) {
    if (row >= reader.index.count) continue;
    const name = reader.value('eventName', row);
    if (name === undefined || name === '') return undefined;
    const source = reader.value('eventSource', row);
    const names = services.get(source) ?? new Set();
    services.set(source, names);
    if (names.has(name)) continue;
    names.add(name);
    count += 1;
    if (count > MAX_NAMES) return undefined;
  }
  if (count === 0) return undefined;
  const named = new Set([...services.values()].flatMap((names) => [...names].map(foldCase)));
  const behind = rule.kind === 'rule' ? [rule] : rulesBehind(rule);
  const hasOthers = behind.some(({ logic }) => possibleNames(logic.own)?.every((name) => named.has(name)) !== true);
  const calls = [...services].map(([eventSource, names]) => ({ eventSource, eventNames: [...names] }));
  return { calls, hasOthers };
}
