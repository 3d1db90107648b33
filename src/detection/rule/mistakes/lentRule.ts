import type { Report } from '../../problem';
import { isLentRule } from '../../yaml/merge';
import { entry, type MapNode } from '../../yaml/tree';
import { isCloudTrail, readLogSource } from '../logsource';

/** Warns of the last document of a file where it would be a rule, but only lends to those after it. */
export function warnOfLending(root: MapNode, report: Report): void {
  const source = readLogSource(root);
  if (!isLentRule(root) || (source !== undefined && !isCloudTrail(source))) return;
  const message = 'Nothing follows that "action: global" could lend to. Without it this document is a rule.';
  report.warn(entry(root, 'action')?.value ?? root, message);
}
