import type { RuleLevel, RuleSet } from '../../../detection';

/** A rule that others can refer to. */
export interface RuleName {
  readonly id: string;
  readonly name: string | undefined;
  readonly title: string;
  readonly level: RuleLevel;
  /** The file that it is written in, and the line, from 1, of its title. */
  readonly path: string;
  readonly line: number;
}

/** The rules and correlations of a set, by title. */
export function ruleNames({ rules, correlations }: RuleSet): RuleName[] {
  const names = [...rules, ...correlations].map(({ id, name, title, level, path, line }) => {
    return { id, name, title, level, path, line };
  });
  return names.sort((a, b) => (a.title < b.title ? -1 : 1));
}
