/** What the rules in force say of the events of a log or a case, in numbers and short texts that cross to the editor. */
import type { MatchReason, RuleProblem } from '../detection';
import type { FinderOf } from '../reading/json/memberSpans';
import { rulesBehind } from './exceptions/exceptionsUsed';
import { type FindingGroup, groupFindings } from './findings/findingGroups';
import type { KnownHits } from './findings/again/knownHits';
import { type Hit, matchesOf } from './findings/findings';
import { factsOfRule, type LoadedRules, type RuleFacts } from './rules/ruleBook';
import type { Scope } from './scope';
import type { Turns } from './turns';

/** One finding: which rule, on which event, and for a correlation the events it is about. */
export interface FindingHit {
  /** Number into {@link Findings.rules}. */
  readonly rule: number;
  readonly row: number;
  /** Rows of a correlation in order of time; empty for a rule about one event. */
  readonly chain: readonly number[];
  readonly isCut: Hit['isCut'];
  readonly group: Hit['group'];
  readonly count: Hit['count'];
  readonly value: Hit['value'];
}

/** Findings of a document or a case. */
export interface Findings {
  readonly rules: readonly RuleFacts[];
  readonly hits: readonly FindingHit[];
  readonly groups: readonly FindingGroup[];
  readonly problems: readonly RuleProblem[];
  /** Events that a rule may be true of and that could not be looked at: their source was changed or can no longer be read. */
  readonly unread: number;
}

/** Why a rule is true of an event. */
export interface Reason {
  readonly rule: RuleFacts;
  readonly reasons: readonly MatchReason[];
  /** Ids of the correlations that count its events. */
  readonly countedBy: readonly string[];
}

/** What the rules find in all events of a scope. Those that ran over them before, and did not change, are not run again. */
export async function findingsIn(
  scope: Scope,
  rules: LoadedRules,
  known: KnownHits,
  finderOf: FinderOf | undefined,
  turns: Turns,
): Promise<Findings> {
  const { problems } = rules.set;
  const { reader } = scope;
  const unread: number[] = [];
  const found = await known.find(scope, rules, turns, unread, finderOf);
  const numbers = new Map<Hit['rule'], number>();
  for (const { rule } of found) if (!numbers.has(rule)) numbers.set(rule, numbers.size);
  const numberOf = ({ rule }: Hit): number => numbers.get(rule) as number;
  return {
    rules: [...numbers.keys()].map(factsOfRule),
    hits: found.map((hit) => ({ ...hit, rule: numberOf(hit) })),
    groups: groupFindings(found, numberOf, reader),
    problems,
    unread: unread.length,
  };
}

/** Why rules are true of an event: the selections and the values that made them so. */
export async function reasonsFor(
  { reader: { index }, sourceOf }: Scope,
  row: number,
  { detector, set }: LoadedRules,
): Promise<Reason[]> {
  if (row >= index.count) return [];
  const source = await sourceOf(index.place(row).source);
  const matches = source === undefined ? [] : matchesOf(detector, index, row, source);
  return matches.map((match) => ({
    rule: factsOfRule(match.rule),
    reasons: match.explain(),
    countedBy: set.correlations.filter((one) => rulesBehind(one).includes(match.rule)).map(({ id }) => id),
  }));
}
