import * as vscode from 'vscode';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { isShown, LEVELS, lowestLevel, rankOf } from '../../levels';
import { OpenedRows } from '../../openedRows';
import { inOrder, keyOf, nextTo } from './goOn';
import { signInTooltip } from './eventItem';
import { itemOf, tooltipOf } from './items';
import { arrange, type Division, type LevelPart } from './model';
import { eventNodes, idOf, linkNodes, type Node } from './nodes';
import { Places } from './places';
import { groupsIn, parentIn, pathTo, rowsBelow } from './path';
import type { FindingScope } from '../scope';

/** Findings by level, then by tactic or identity; the events of one are asked for when it is opened. */
export class FindingTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private division: Division = 'tactic';
  /** Whether the view was ever shown. */
  private asked = false;
  private readonly places = new Places();
  private placesOf = '';
  private arranged: { readonly of: readonly unknown[]; readonly levels: LevelPart[] } | undefined;

  constructor(
    private readonly scope: () => FindingScope | undefined,
    private readonly opened = new OpenedRows(),
  ) {}

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
    // what is read anew stands in its own order
    if (this.scope() === undefined) this.places.forget();
    if (this.asked) this.changes.fire();
  }

  /** The findings that are shown, by level. */
  levels(): LevelPart[] {
    const scope = this.scope();
    const lowest = lowestLevel();
    const shown = LEVELS.filter((level) => isShown(level, lowest));
    if (scope === undefined) return [];
    const of = [scope, lowest, this.division];
    if (this.arranged?.of.every((one, n) => one === of[n]) !== true) {
      if (this.placesOf !== scope.id) this.places.forget();
      this.placesOf = scope.id;
      const levels = arrange(scope.findings, shown, this.division);
      this.arranged = { of, levels: this.places.kept(this.division, levels, scope.findings) };
    }
    return this.arranged.levels;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return this.opened.asItWas(itemOf(node));
  }

  /** VS Code asks for what is not there yet when the mouse rests on a row. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.kind === 'finding') item.tooltip = await tooltipOf(node);
    if (node.kind === 'event' || node.kind === 'link') item.tooltip ??= await signInTooltip(node);
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      this.asked = true;
      return this.roots();
    }
    switch (node.kind) {
      case 'finding':
        return eventNodes(node, node.group);
      case 'eventRange':
        return eventNodes(node, node.group, node.bucket);
      case 'event':
        return linkNodes(node);
      default:
        return rowsBelow(node) ?? [];
    }
  }

  getParent(node: Node): Node | undefined {
    return parentIn(this.roots(), node);
  }

  /** The row of the gravest finding that is shown on an event of a log or case, or of the one of a rule. */
  findingOn(id: string, row: number, ruleId?: string): Node | undefined {
    const scope = this.scope();
    if (scope?.id !== id) return undefined;
    const { hits, groups, rules } = scope.findings;
    const rank = ({ rule }: FindingGroup): number => rankOf((rules[rule] as RuleFacts).level);
    const found = groups.filter(
      (group) =>
        (ruleId === undefined || rules[group.rule]?.id === ruleId) &&
        group.hits.some((number) => hits[number]?.row === row),
    );
    // of equal ones the first to be found, which is what the status bar names
    const nth = (group: FindingGroup): number => group.hits.find((number) => hits[number]?.row === row) ?? -1;
    const [gravest] = found.sort((a, b) => rank(a) - rank(b) || nth(a) - nth(b));
    const last = gravest && pathTo(this.roots(), gravest).at(-1);
    return last?.kind === 'finding' ? last : undefined;
  }

  /** The names of the findings next to those of a row, the nearest first. */
  nextTo(node: Node): string[] {
    return nextTo(node, inOrder(this.levels(), node.scope.findings.rules));
  }

  /** The row of the first of some findings, by their names, that is still there. */
  rowOfFirst(keys: readonly string[]): Node | undefined {
    const { findings } = this.scope() ?? {};
    if (findings === undefined) return undefined;
    const groups = new Map(inOrder(this.levels(), findings.rules).map((group) => [keyOf(findings, group), group]));
    const key = keys.find((one) => groups.has(one));
    const group = key === undefined ? undefined : groups.get(key);
    return group && pathTo(this.roots(), group).at(-1);
  }

  /** Whether all findings that a row stands for are still shown, with as many events. */
  isThere(node: Node): boolean {
    const { findings } = this.scope() ?? {};
    const sizes = new Map(findings?.groups.map((group) => [keyOf(findings, group), group.hits.length]));
    return groupsIn(node).every((group) => sizes.get(keyOf(node.scope.findings, group)) === group.hits.length);
  }

  /** The row that one of before is now; in the place of an event that is gone its finding. Undefined where it is gone itself. */
  async again(node: Node): Promise<Node | undefined> {
    const { scope } = node;
    if (this.scope()?.owner !== scope.owner) return undefined;
    const finding = this.rowOfFirst(groupsIn(node).map((group) => keyOf(scope.findings, group)));
    if (finding?.kind !== 'finding') return undefined;
    const path = pathTo(this.roots(), finding.group);
    const below = node.kind === 'event' ? await this.getChildren(finding) : [];
    const name = idOf(node);
    const same = [...path, ...below].find((one) => idOf(one) === name);
    // a row of its own becomes one of several, or has another range of them above it
    return same ?? ('group' in node || node.kind === 'link' ? finding : undefined);
  }

  private roots(): Node[] {
    const scope = this.scope();
    if (scope === undefined) return [];
    return this.levels().map((level) => ({ kind: 'level', scope, division: this.division, level }));
  }
}
