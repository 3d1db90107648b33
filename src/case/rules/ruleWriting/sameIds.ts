import type { Correlation, Rule, RuleProblem, RuleSet } from '../../../detection';
import { fileInWords } from '../../../detection/link/fileInWords';
import { LineMap, Report } from '../../../detection/problem';

/**
 * Ids of a file's rules that other rules in force have, too. All run, and whoever names the id means one of them: for
 * those in force that is no mistake of a file, as it depends on which others there are; it is for who writes one.
 */
export function sameIdProblems(path: string, text: string, own: RuleSet, inForce: RuleSet): readonly RuleProblem[] {
  const report = new Report(path, text, new LineMap(text));
  const others = new Map<string, (Rule | Correlation)[]>();
  for (const other of referable(inForce)) {
    if (other.path === path || other.writtenId === undefined) continue;
    const same = others.get(other.writtenId.text);
    if (same === undefined) others.set(other.writtenId.text, [other]);
    else same.push(other);
  }
  for (const { writtenId, path: its, written } of referable(own)) {
    if (its !== path || writtenId === undefined) continue;
    const other = others.get(writtenId.text)?.find((one) => one.written === undefined || one.written !== written);
    if (other === undefined) continue;
    const where = `"${other.title}" in ${fileInWords(other.path, path)}`;
    report.warn(writtenId, `The id ${writtenId.text} is also that of ${where}: an exception from it is from one of the two.`);
  }
  return report.problems;
}

function referable({ rules, correlations }: RuleSet): readonly (Rule | Correlation)[] {
  return [...rules, ...correlations];
}
