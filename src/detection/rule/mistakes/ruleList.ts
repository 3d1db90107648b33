import type { Report } from '../../problem';
import { child, type TreeNode } from '../../yaml/tree';
import { DOCUMENT_KINDS } from '../documentKinds';
import { isCloudTrail, readLogSource } from '../logsource';

/** Says of a document that is a list of rules, as programs write them, that it is none. Says whether it did. */
export function rejectList(root: TreeNode, report: Report): boolean {
  const items = root.kind === 'list' ? root.items : [];
  const rule = items.find((item) => {
    if (item.kind !== 'map' || !DOCUMENT_KINDS.some((kind) => child(item, kind)?.kind === 'map')) return false;
    const source = readLogSource(item);
    return source === undefined ? child(item, 'correlation') !== undefined : isCloudTrail(source);
  });
  if (rule !== undefined)
    report.error(rule, 'Each rule is a document of its own, after a line ---, not a part of a list.');
  return rule !== undefined;
}
