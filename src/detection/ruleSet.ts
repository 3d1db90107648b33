import type { Correlation } from './correlation/correlation';
import type { FieldTable } from './match/view';
import type { RuleProblem } from './problem';
import type { Filter } from './rule/filter';
import type { Rule } from './rule/rule';
import type { RuleDirectory } from './ruleDirectory';

/** Everything that rule files gave. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** Those that are referred to come before those that refer to them. */
  readonly correlations: readonly Correlation[];
  readonly filters: readonly Filter[];
  readonly problems: readonly RuleProblem[];
  /** Documents that are not for CloudTrail, by log (or `not Sigma`): how many there were. */
  readonly skipped: ReadonlyMap<string, number>;
  /** For the engine only: the fields that the rules read. */
  readonly fields: FieldTable;
  /** For the engine only: where the rules are looked up. */
  readonly directory: RuleDirectory;
}
