import type { Report } from '../../problem';
import { textOf, type ScalarNode } from '../../yaml/tree';

const PARTS = ['contains', 'startswith', 'endswith'];
const AS_THEY_ARE = new Set([...PARTS, 'cased', 'all', 'neq']);

/**
 * Warns of values that every text has: of the empty text as a part, and of keywords that are nothing but wildcards. In a
 * field those are no mistake: rules ask with them whether it has a value.
 */
export function warnOfEverywhere(
  field: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  report: Report,
): void {
  const isKeyword = field === '';
  const isPart = isKeyword || modifiers.some((name) => PARTS.includes(name));
  if (!isPart || !modifiers.every((name) => AS_THEY_ARE.has(name))) return;
  for (const node of nodes) {
    const text = textOf(node);
    if (text !== '' && !(isKeyword && /^\*+$/.test(text ?? ''))) continue;
    const what = isKeyword
      ? 'Every event has this somewhere: it leaves none out.'
      : `Every text has this: it asks only whether "${field}" has a value, as "*" alone does.`;
    report.warn(node, what);
  }
}
