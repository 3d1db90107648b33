import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/openLogs';
import { bucketsOf, type Bucket } from '../../query/buckets';
import type { Group } from '../../query/groups';
import type { Branch, Grouping, Node } from './nodes';
import { itemOf } from './items';

/** The events of the active log by one facet. It holds no events: each level is asked for when it is opened. */
export class EventTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private chosen: Grouping = 'eventName';

  constructor(private readonly logs: OpenLogs) {}

  get grouping(): Grouping {
    return this.chosen;
  }

  set grouping(grouping: Grouping) {
    this.chosen = grouping;
    this.refresh();
  }

  refresh(): void {
    this.changes.fire();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.roots();
    const { branch } = node;
    switch (node.kind) {
      case 'groupRange':
        return groupNodes(branch, node.groups, node.bucket);
      case 'group': {
        const rows = await this.logs.worker.rows(branch.log.uri, branch.grouping, node.group.value);
        return eventNodes(branch, node.group, rows, { start: 0, end: rows.length });
      }
      case 'eventRange':
        return eventNodes(branch, node.group, node.rows, node.bucket);
      case 'event':
        return [];
    }
  }

  private async roots(): Promise<Node[]> {
    const log = this.logs.active?.document;
    if (log === undefined) return [];
    const branch = { log, grouping: this.chosen };
    const groups = await this.logs.worker.groups(log.uri, this.chosen);
    return groupNodes(branch, groups, { start: 0, end: groups.length });
  }
}

function groupNodes(branch: Branch, groups: readonly Group[], bucket: Bucket): Node[] {
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((part) => ({ kind: 'groupRange', branch, groups, bucket: part }));
  return groups.slice(bucket.start, bucket.end).map((group) => ({ kind: 'group', branch, group }));
}

function eventNodes(branch: Branch, group: Group, rows: Uint32Array, bucket: Bucket): Node[] {
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((part) => ({ kind: 'eventRange', branch, group, rows, bucket: part }));
  return Array.from(rows.subarray(bucket.start, bucket.end), (row) => ({
    kind: 'event',
    branch,
    event: branch.log.eventOfRow(row),
  }));
}
