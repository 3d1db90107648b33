import type { Findings } from '../../../case/engine';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { tacticOf, TACTICS } from '../../../case/rules/tactics';
import type { RuleLevel } from '../../../detection';

/** What the findings of a level are divided by. */
export type Division = 'tactic' | 'identity';

/** Some findings of a level, under what they have in common. */
export interface Part {
  /** A tactic, or an identity as the log has it; empty when there is none. */
  readonly name: string;
  readonly findings: readonly FindingGroup[];
  /** Events, or for correlations triggers, in all of them; one that several of them are about counts once. */
  readonly events: number;
  /** Of those of one rule alone, its number into the findings' rules. */
  readonly rule?: number;
  /** Rules that keep a row of their own, though only one finding of theirs is left. */
  readonly opened?: ReadonlySet<number>;
}

/** The findings of a level. */
export interface LevelPart {
  readonly level: RuleLevel;
  readonly parts: readonly Part[];
  readonly findings: number;
  readonly events: number;
}

/** Findings by level, then by tactic or identity; levels without findings are left out. */
export function arrange(
  { rules, groups, hits }: Findings,
  levels: readonly RuleLevel[],
  division: Division,
): LevelPart[] {
  const ruleOf = ({ rule }: FindingGroup): RuleFacts => rules[rule] as RuleFacts;
  // of each rule once: it may have thousands of findings
  const tactics = rules.map(tacticOf);
  const eventsIn = counterOfEvents(hits);
  const nameOf = ({ rule, identity }: FindingGroup): string =>
    division === 'identity' ? identity : (tactics[rule] as string);
  return levels.flatMap((level) => {
    const parts = new Map<string, FindingGroup[]>();
    const here = groups.filter((group) => ruleOf(group).level === level);
    for (const group of here) {
      const name = nameOf(group);
      const part = parts.get(name);
      if (part === undefined) parts.set(name, [group]);
      else part.push(group);
    }
    if (here.length === 0) return [];
    const sorted = [...parts].map(([name, findings]): Part => ({ name, findings, events: eventsIn(findings) }));
    sorted.sort(division === 'identity' ? byNumber : byTactic);
    return [{ level, parts: sorted, findings: here.length, events: eventsIn(here) }];
  });
}

/** The findings of a part by rule, in the order in which they began. */
export function byRule({ name, findings }: Part, rules: Findings['rules']): Part[] {
  const parts = new Map<number, FindingGroup[]>();
  for (const group of findings) {
    const part = parts.get(group.rule);
    if (part === undefined) parts.set(group.rule, [group]);
    else part.push(group);
  }
  return [...parts].map(([rule, own]) => ({
    name: JSON.stringify([name, rules[rule]?.id]),
    findings: own,
    // each is another identity's, so none of its events is another finding's as well
    events: own.reduce((sum, { hits }) => sum + hits.length, 0),
    rule,
  }));
}

/** Counts the events of findings without a set for each count: there may be a million. */
function counterOfEvents(hits: Findings['hits']): (findings: readonly FindingGroup[]) => number {
  const countedIn = new Uint32Array(hits.reduce((most, { row }) => Math.max(most, row), -1) + 1);
  let turn = 0;
  return (findings) => {
    turn++;
    let count = 0;
    for (const { hits: own } of findings) {
      for (const number of own) {
        const row = hits[number]?.row;
        if (row === undefined || countedIn[row] === turn) continue;
        countedIn[row] = turn;
        count++;
      }
    }
    return count;
  };
}

function byTactic(a: Part, b: Part): number {
  const place = ({ name }: Part): number => (name === '' ? TACTICS.length : TACTICS.indexOf(name));
  return place(a) - place(b);
}

function byNumber(a: Part, b: Part): number {
  return b.findings.length - a.findings.length || b.events - a.events || (a.name < b.name ? -1 : 1);
}
