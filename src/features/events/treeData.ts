import * as vscode from 'vscode';
import { OpenedRows } from '../openedRows';
import { itemOf, signInTooltip } from './items';
import { type Grouping, type Node, eventNodes, groupNodes } from './nodes';
import type { EventScope } from './scope';

/** Events by one facet. It holds none: each level is asked for when it is opened. */
export class EventTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private chosen: Grouping = 'eventName';
  /** What each row hangs below, but for the first ones. */
  private readonly parents = new WeakMap<Node, Node>();

  constructor(
    private readonly scope: () => EventScope | undefined,
    private readonly opened = new OpenedRows(),
  ) {}

  /** The events that are shown now. */
  get current(): EventScope | undefined {
    return this.scope();
  }

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
    return this.opened.asItWas(itemOf(node));
  }

  /** VS Code asks for what is not there yet when the mouse rests on a row. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.kind === 'event') item.tooltip ??= await signInTooltip(node.event, node.branch.scope);
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.roots();
    const rows = await this.below(node);
    for (const row of rows) this.parents.set(row, node);
    return rows;
  }

  getParent(node: Node): Node | undefined {
    return this.parents.get(node);
  }

  private async below(node: Node): Promise<Node[]> {
    const { branch } = node;
    switch (node.kind) {
      case 'groupRange':
        return groupNodes(branch, node.groups, node.bucket);
      case 'group': {
        const rows = await branch.scope.rows(branch.grouping, node.group.value);
        return eventNodes(branch, node.group, rows, { start: 0, end: rows.length });
      }
      case 'eventRange':
        return eventNodes(branch, node.group, node.rows, node.bucket);
      case 'event':
        return [];
    }
  }

  private async roots(): Promise<Node[]> {
    const scope = this.scope();
    if (scope === undefined) return [];
    const groups = await scope.groups(this.chosen);
    return groupNodes({ scope, grouping: this.chosen }, groups, { start: 0, end: groups.length });
  }
}
