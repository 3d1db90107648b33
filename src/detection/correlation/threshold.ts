import type { Report } from '../problem';
import { numberOf } from '../rule/value';
import { textOf, type MapNode, type TreeNode } from '../yaml/tree';

const operators: Readonly<Record<string, (limit: number) => (count: number) => boolean>> = {
  gt: (limit) => (count) => count > limit,
  gte: (limit) => (count) => count >= limit,
  lt: (limit) => (count) => count < limit,
  lte: (limit) => (count) => count <= limit,
  eq: (limit) => (count) => count === limit,
  neq: (limit) => (count) => count !== limit,
};

export const operatorNames: readonly string[] = Object.keys(operators);

/**
 * The comparisons of a correlation's condition, all of which must hold; undefined when it has none.
 * @param most of what counts something: how many there may be. Sums and means may be any number.
 */
export function readThreshold(
  condition: MapNode,
  most: number | undefined,
  report: Report,
): ((count: number) => boolean) | undefined {
  const tests: ((count: number) => boolean)[] = [];
  const limits: number[] = [];
  for (const entry of condition.entries) {
    const operator = Object.hasOwn(operators, entry.key) ? operators[entry.key] : undefined;
    if (operator === undefined) continue;
    const limit = numberIn(entry.value);
    if (limit === undefined) report.error(entry.value, `"${entry.key}" needs a number.`);
    else if (most !== undefined && !Number.isInteger(limit))
      report.error(entry.value, `"${entry.key}" needs a whole number: events, values and rules are counted.`);
    else {
      tests.push(operator(limit));
      limits.push(limit);
    }
  }
  if (tests.length === 0) return undefined;
  const accepts = (count: number): boolean => tests.every((test) => test(count));
  // comparisons only change their answer at and beside their numbers
  const told = [1, ...limits.flatMap((limit) => [limit - 1, limit, limit + 1])];
  const possible = told.filter((count) => count >= 1 && accepts(count));
  if (most !== undefined && !possible.some((count) => count <= most)) {
    const there = possible.length === 0 ? 'there are one or more' : `there are no more than ${most}`;
    report.warn(condition, `No count is so: ${there}, so this correlation never finds anything.`);
  }
  return accepts;
}

/** A number that there is: as YAML has it, also in hexadecimal or octal, or a text that is one. */
export function numberIn(node: TreeNode): number | undefined {
  const isNumber = node.kind === 'scalar' && typeof node.value === 'number';
  const number = isNumber ? node.value : numberOf(textOf(node) ?? '');
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}
