import type { Findings } from '../../../case/engine';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import { byRule, type LevelPart } from './model';
import type { Node } from './nodes';

/** A name of a finding that it keeps when the rules run again. */
export function keyOf({ rules }: Findings, { rule, identity, network }: FindingGroup): string {
  return JSON.stringify([rules[rule]?.id, identity, network]);
}

/** The findings in the order of their rows. */
export function inOrder(levels: readonly LevelPart[], rules: Findings['rules']): FindingGroup[] {
  return levels.flatMap(({ parts }) =>
    parts.flatMap((part) => byRule(part, rules).flatMap(({ findings }) => findings)),
  );
}

/**
 * Where whoever does away with the findings of a row goes on: the findings behind it in order, then those before it, the
 * nearest first, by their names. Empty for a row that stands for none.
 */
export function nextTo(node: Node, all: readonly FindingGroup[]): string[] {
  const own = new Set(ofRow(node));
  const first = all.findIndex((group) => own.has(group));
  if (first < 0) return [];
  const behind = all.slice(all.findLastIndex((group) => own.has(group)) + 1);
  const before = all.slice(0, first).reverse();
  return [...behind, ...before].map((group) => keyOf(node.scope.findings, group));
}

function ofRow(node: Node): readonly FindingGroup[] {
  if (node.kind === 'finding' || node.kind === 'event') return [node.group];
  return node.kind === 'rule' ? node.part.findings : [];
}
