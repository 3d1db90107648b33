import type { Report } from '../problem';
import { textOf, type MapNode } from '../yaml/tree';
import { numberOf } from '../rule/value';

const operators: Readonly<Record<string, (limit: number) => (count: number) => boolean>> = {
  gt: (limit) => (count) => count > limit,
  gte: (limit) => (count) => count >= limit,
  lt: (limit) => (count) => count < limit,
  lte: (limit) => (count) => count <= limit,
  eq: (limit) => (count) => count === limit,
  neq: (limit) => (count) => count !== limit,
};

export const operatorNames: readonly string[] = Object.keys(operators);

/** The comparisons of a correlation's condition, all of which must hold; undefined when it has none. */
export function readThreshold(condition: MapNode, report: Report): ((count: number) => boolean) | undefined {
  const tests: ((count: number) => boolean)[] = [];
  for (const entry of condition.entries) {
    const operator = Object.hasOwn(operators, entry.key) ? operators[entry.key] : undefined;
    if (operator === undefined) continue;
    const limit = numberOf(textOf(entry.value) ?? '');
    if (limit === undefined) report.error(entry.value, `"${entry.key}" needs a number.`);
    else tests.push(operator(limit));
  }
  return tests.length === 0 ? undefined : (count) => tests.every((test) => test(count));
}
