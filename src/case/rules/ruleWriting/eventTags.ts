import type { Rule } from '../../../detection';
import { type CloudTrailRecord, text } from '../../../record/types';
import type { LoadedRules } from '../ruleBook';
import { tacticNamed, TACTICS, tagKey, techniqueNamed } from '../tactics';

/** A call that many rules name, such as `RunInstances`, has a part in most of ATT&CK: the most usual do for a draft. */
const MAX_TACTICS = 2;
const MAX_TECHNIQUES = 3;

/** A tag, and how many of the rules in force have it. */
export interface TagSeen {
  readonly tag: string;
  readonly rules: number;
}

/** The tags of rules by their {@link tagKey}, the most usual first. */
export function tagsSeen(rules: readonly Pick<Rule, 'tags'>[]): TagSeen[] {
  const seen = mostUsual(rules, tagKey);
  return seen.sort(byNumber).map(({ name, count }) => ({ tag: name, rules: count }));
}

/**
 * How the rules in force are tagged that name an event: those that are true of it, or else all that name its call. Tactics
 * come first, in Sigma's words, then techniques, each the most usual first.
 */
export function tagsOfEvent({ detector }: LoadedRules, record: CloudTrailRecord): string[] {
  const eventName = text(record['eventName']);
  if (eventName === undefined) return [];
  const facts = { eventSource: text(record['eventSource']), eventName };
  const naming = detector.naming(facts).filter(({ tags }) => tags.length > 0);
  const matching = naming.filter((rule) => detector.matches(rule, record));
  const rules = matching.length > 0 ? matching : naming;
  const tactics = mostUsual(rules, (tag) => tacticNamed(tag));
  const order = (name: string): number => TACTICS.indexOf(name);
  tactics.sort((a, b) => b.count - a.count || order(a.name) - order(b.name));
  const techniques = mostUsual(rules, (tag) => (techniqueNamed(tag) === undefined ? undefined : tag.toLowerCase()));
  techniques.sort(byNumber);
  return [
    ...tactics.slice(0, MAX_TACTICS).map(({ name }) => `attack.${name}`),
    ...techniques.slice(0, MAX_TECHNIQUES).map(({ name }) => name),
  ];
}

interface Usual {
  readonly name: string;
  readonly count: number;
}

function byNumber(a: Usual, b: Usual): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1);
}

function mostUsual(rules: readonly Pick<Rule, 'tags'>[], nameOf: (tag: string) => string | undefined): Usual[] {
  const counts = new Map<string, number>();
  for (const { tags } of rules) {
    const names = new Set(tags.map(nameOf));
    for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}
