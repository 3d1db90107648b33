import { foldCase, possibleNames, type RuleSet } from '../../detection';
import type { FacetReader } from '../../query/facets';
import type { Excused } from './exceptions';
import { rulesBehind } from './exceptionsUsed';

/** Calls of one service. Texts are the log's. */
export interface Calls {
  /** Undefined where the record names no service. */
  readonly eventSource: string | undefined;
  /** In the order in which they were met, each once. */
  readonly eventNames: readonly string[];
}

/** What an exception may be narrowed to: the calls of a finding's events. */
export interface FindingCalls {
  readonly calls: readonly Calls[];
  /** Whether the rule can be true of calls of other names, too; a correlation whether it can count some. */
  readonly hasOthers: boolean;
}

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

/** Of what an identity does only some calls. */
export function onlyCalls(whom: Excused, calls: readonly Calls[]): Excused {
  const { said, isPlural } = inWords(calls);
  return { ...whom, label: `${said} by ${whom.label}`, isPlural, calls };
}

/** What a person reads of some calls: the names of a few. */
export function callsInWords(calls: readonly Calls[]): string {
  return inWords(calls).said;
}

const FEW = 3;

function inWords(calls: readonly Calls[]): { readonly said: string; readonly isPlural: boolean } {
  const names = [...new Set(calls.flatMap(({ eventNames }) => eventNames))];
  const isPlural = names.length > 1;
  const last = names.length > FEW ? `${names.length - FEW + 1} other calls` : names[names.length - 1];
  const first = names.slice(0, Math.min(names.length, FEW) - 1);
  return { said: isPlural ? `${first.join(', ')} and ${last ?? ''}` : (last ?? ''), isPlural };
}
