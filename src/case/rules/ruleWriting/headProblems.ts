import type { ReadRules, RuleProblem } from '../../../detection';
import { isUuid } from '../../../detection/link/referenceKey';
import { LineMap, Report } from '../../../detection/problem';
import { child, kindName, textOf, type TreeNode } from '../../../detection/yaml/tree';
import { isDay } from '../../../record/time';

/** Older rules have slashes, and months and days of one digit. */
const DATE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;

/**
 * An id that is no UUID and a date that is none. Rules run with them as well as without, so those in force are not told
 * of: it is for who writes one, as other tools may not take it.
 */
export function headProblems(path: string, text: string, { documents }: ReadRules): readonly RuleProblem[] {
  const report = new Report(path, text, new LineMap(text));
  for (const { root } of documents) {
    if (root?.kind !== 'map') continue;
    const id = child(root, 'id');
    if (id !== undefined && !isNothing(id) && !isUuid(written(id)))
      report.warn(id, `${named(id)} is not a UUID, which other Sigma tools expect as an id.`, { code: 'not-a-uuid' });
    for (const date of [child(root, 'date'), child(root, 'modified')])
      if (date !== undefined && !isNothing(date) && !isDate(written(date)))
        report.warn(date, `${named(date)} is no day of the calendar as YYYY-MM-DD.`);
  }
  return report.problems;
}

function isDate(text: string): boolean {
  const [, year = '', , month = '', day = ''] = DATE.exec(text) ?? [];
  return isDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function written(node: TreeNode): string {
  return textOf(node)?.trim() ?? '';
}

function named(node: TreeNode): string {
  return node.kind === 'scalar' ? `"${written(node).slice(0, 80)}"` : kindName(node).replace(/^a/, 'A');
}

function isNothing(node: TreeNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
