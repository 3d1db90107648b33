import * as vscode from 'vscode';
import { isShown, LEVELS, lowestLevel } from '../levels';
import { itemOf } from './items';
import { arrange, type Division, type LevelPart } from './model';
import { eventNodes, findingNodes, linkNodes, type Node, partNodes, ruleNodes } from './nodes';
import type { FindingScope } from './scope';

/** Findings by level, then by tactic or identity; the events of one are asked for when it is opened. */
export class FindingTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private division: Division = 'tactic';
  /** Whether the view was ever shown. */
  private asked = false;

  constructor(private readonly scope: () => FindingScope | undefined) {}

  get dividedBy(): Division {
    return this.division;
  }

  set dividedBy(division: Division) {
    this.division = division;
    this.refresh();
  }

  /**
   * Shows what is there now. A view that was never shown loads by itself when it is: a refresh that waits for that
   * runs beside it, and VS Code then mixes up the children of nodes that both open.
   */
  refresh(): void {
    if (this.asked) this.changes.fire();
  }

  /** The findings that are shown, by level. */
  levels(): LevelPart[] {
    const scope = this.scope();
    const lowest = lowestLevel();
    const shown = LEVELS.filter((level) => isShown(level, lowest));
    return scope === undefined ? [] : arrange(scope.findings, shown, this.division);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      this.asked = true;
      const scope = this.scope();
      if (scope === undefined) return [];
      return this.levels().map((level) => ({ kind: 'level', scope, division: this.division, level }));
    }
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
      case 'finding':
        return eventNodes(node, node.group);
      case 'eventRange':
        return eventNodes(node, node.group, node.bucket);
      case 'event':
        return linkNodes(node);
      case 'link':
        return [];
    }
  }
}
