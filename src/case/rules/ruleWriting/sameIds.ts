import type { Correlation, Rule, RuleProblem, RuleSet } from '../../../detection';
import { fileInWords } from '../../../detection/link/fileInWords';
import { LineMap, Report } from '../../../detection/problem';
import { withoutNumber } from '../numberedId';

/**
 * Ids of a file's rules that other rules in force have, too. All run, and whoever names the id means one of them: for
 * those in force that is no mistake of a file, as it depends on which others there are; it is for who writes one.
 */
export function sameIdProblems(path: string, text: string, own: RuleSet, inForce: RuleSet): readonly RuleProblem[] {
  const report = new Report(path, text, new LineMap(text));
  const others = new Map<string, (Rule | Correlation)[]>();
  for (const other of referable(inForce)) {
    if (other.path === path || other.idSpan === undefined) continue;
    const id = withoutNumber(other.id);
    others.set(id, [...(others.get(id) ?? []), other]);
  }
  for (const { id: known, idSpan, path: its, written } of referable(own)) {
    const id = withoutNumber(known);
    const other = others.get(id)?.find((one) => one.written === undefined || one.written !== written);
    if (its !== path || idSpan === undefined || other === undefined) continue;
    const where = `"${other.title}" in ${fileInWords(other.path, path)}`;
    report.warn(idSpan, `The id ${id} is also that of ${where}: an exception from it is from one of the two.`);
  }
  return report.problems;
}

function referable({ rules, correlations }: RuleSet): readonly (Rule | Correlation)[] {
  return [...rules, ...correlations];
}
