import type { FindingGroup } from '../../../case/findings/findingGroups';
import { findingNodes, idOf, type Node, partNodes, ruleNodes } from './nodes';

/** What hangs below a row without asking for events; undefined for what has events below it. */
export function rowsBelow(node: Node): Node[] | undefined {
  switch (node.kind) {
    case 'level':
      return partNodes(node);
    case 'partRange':
      return partNodes(node, node.bucket);
    case 'part':
      return ruleNodes(node, node.part);
    case 'rule':
      return findingNodes(node, node.part);
    case 'findingRange':
      return findingNodes(node, node.part, node.bucket);
    default:
      return undefined;
  }
}

/** The rows from a level down to that of a finding; they end early where it is not shown. */
export function pathTo(roots: readonly Node[], group: FindingGroup): Node[] {
  const path: Node[] = [];
  for (let siblings: readonly Node[] | undefined = roots; siblings !== undefined;) {
    const next: Node | undefined = siblings.find((node) => holds(node, group));
    if (next === undefined) break;
    path.push(next);
    siblings = rowsBelow(next);
  }
  return path;
}

/** The row that another hangs below; undefined for a level. Of an event it is the finding's. */
export function parentIn(roots: readonly Node[], node: Node): Node | undefined {
  const group = someOf(node);
  const path = group === undefined ? [] : pathTo(roots, group);
  const id = idOf(node);
  const at = path.findIndex((one) => idOf(one) === id);
  return at >= 0 ? path[at - 1] : path.at(-1);
}

function holds(node: Node, group: FindingGroup): boolean {
  switch (node.kind) {
    case 'level':
      return node.level.parts.some(({ findings }) => findings.includes(group));
    case 'partRange':
      return node.level.parts
        .slice(node.bucket.start, node.bucket.end)
        .some(({ findings }) => findings.includes(group));
    case 'part':
    case 'rule':
      return node.part.findings.includes(group);
    case 'findingRange':
      return node.part.findings.slice(node.bucket.start, node.bucket.end).includes(group);
    case 'finding':
      return node.group === group;
    default:
      return false;
  }
}

/** A finding that a row stands for or holds, by which what it hangs below is found. */
function someOf(node: Node): FindingGroup | undefined {
  return node.kind === 'level' || node.kind === 'link' ? undefined : groupsIn(node)[0];
}

/** The findings that a row stands for, holds or is part of. */
export function groupsIn(node: Node): readonly FindingGroup[] {
  switch (node.kind) {
    case 'level':
      return node.level.parts.flatMap(({ findings }) => findings);
    case 'partRange':
      return node.level.parts.slice(node.bucket.start, node.bucket.end).flatMap(({ findings }) => findings);
    case 'part':
    case 'rule':
      return node.part.findings;
    case 'findingRange':
      return node.part.findings.slice(node.bucket.start, node.bucket.end);
    case 'finding':
    case 'event':
    case 'eventRange':
      return [node.group];
    case 'link': {
      const { groups, hits } = node.scope.findings;
      return groups.filter((group) => group.hits.some((number) => hits[number] === node.hit));
    }
  }
}
