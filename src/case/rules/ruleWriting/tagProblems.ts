import type { ReadRules, RuleProblem } from '../../../detection';
import { nearest } from '../../../detection/near';
import { LineMap, Report } from '../../../detection/problem';
import { child, nodesIn, type ScalarNode, textOf, type TreeNode } from '../../../detection/yaml/tree';
import { tacticNamed, TACTICS } from '../tactics';

const TACTIC_TAGS = TACTICS.map((name) => `attack.${name}`);

/**
 * Tags that name no tactic but are near to one: the findings of such a rule stand under none. What is near to none may be
 * of another matrix, or of a team's own.
 */
export function tagProblems(path: string, text: string, { documents }: ReadRules): readonly RuleProblem[] {
  const report = new Report(path, text, new LineMap(text));
  for (const { root } of documents) {
    const tags = root?.kind === 'map' ? child(root, 'tags') : undefined;
    for (const tag of scalarsOf(tags)) {
      const written = textOf(tag) ?? '';
      if (!/^attack\.[a-z]/i.test(written) || tacticNamed(written) !== undefined) continue;
      const meant = nearest(written.replaceAll('_', '-'), TACTIC_TAGS);
      if (meant !== undefined) report.mistake(tag, `There is no tactic "${written}".`, meant, 'warning');
    }
  }
  return report.problems;
}

function scalarsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  return nodesIn(node).filter((one) => one.kind === 'scalar');
}
