import { idOf, type Node } from './nodes';
import type { EventTree } from './treeData';

/**
 * The row that one of an earlier reading of the same events is now, or an event of another grouping; undefined where it is
 * not there, or not yet. Only what may lead to it is looked through: rows have other numbers by now, but an event has its
 * name, its time and its place.
 */
export async function rowAgain(
  tree: Pick<EventTree, 'getChildren' | 'getParent' | 'grouping'>,
  before: Node,
): Promise<Node | undefined> {
  const { grouping } = tree;
  const isOther = before.branch.grouping !== grouping;
  // what is grouped by another facet are other groups
  if (isOther && before.kind !== 'event') return undefined;
  const id = idOf({ ...before, branch: { ...before.branch, grouping } });
  const groupOf = (node: Node | undefined): Node | undefined =>
    node === undefined || node.kind === 'group' ? node : groupOf(tree.getParent(node));
  const group = groupOf(before);
  const ofGroup = group?.kind === 'group' ? group.group.value : undefined;
  const value = isOther && before.kind === 'event' ? before.event[grouping] || undefined : ofGroup;
  const leadsThere = (node: Node): boolean => {
    switch (node.kind) {
      case 'groupRange':
        return node.groups.slice(node.bucket.start, node.bucket.end).some((one) => one.value === value);
      case 'group':
        return before.kind !== 'group' && node.group.value === value;
      case 'eventRange':
        // an event without a time may be anywhere
        return before.kind !== 'event' || !(before.event.time < node.from || before.event.time > node.to);
      case 'event':
        return false;
    }
  };
  const below = async (node: Node | undefined): Promise<Node | undefined> => {
    const rows = await tree.getChildren(node);
    const same = rows.find((row) => idOf(row) === id);
    if (same !== undefined || before.kind === 'groupRange') return same;
    for (const row of rows.filter(leadsThere)) {
      const found = await below(row);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return below(undefined);
}
