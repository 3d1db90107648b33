import type { Rule, RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import type { FieldColumns } from './fieldColumns';
import { Numberings } from './numbering';
import { Prospect } from './prospect';

/** What a rule serves: a correlation, as the rule at a place of its list. */
export interface Serving {
  readonly prospect: Prospect;
  readonly of: number;
}

/** What may come of the correlations of a set, and which rules serve them. @param rows of the candidates, ascending */
export function prospectsOf(
  set: RuleSet,
  index: LogIndex,
  columns: FieldColumns,
  rows: Uint32Array,
  trusted: boolean,
): { readonly prospects: readonly Prospect[]; readonly serving: ReadonlyMap<Rule, readonly Serving[]> } {
  const numberings = new Numberings(index, columns);
  const prospects = set.correlations.map((correlation) => new Prospect(correlation, index, numberings, rows, trusted));
  const serving = new Map<Rule, Serving[]>();
  for (const prospect of prospects) {
    for (const [of, rule] of prospect.correlation.rules.entries()) {
      if (rule.kind !== 'rule') continue;
      const list = serving.get(rule);
      if (list === undefined) serving.set(rule, [{ prospect, of }]);
      else list.push({ prospect, of });
    }
  }
  return { prospects, serving };
}
