import * as vscode from 'vscode';
import { rowAgain } from './again';
import { idOf, type Node } from './nodes';
import type { EventTree } from './treeData';

/**
 * Keeps the selection while a case is read again, or closed and opened: its rows go then, and VS Code forgets which of them
 * was selected.
 */
export class KeptSelection {
  private last: Node | undefined;
  /** What was selected when the rows went. */
  private left: Node | undefined;
  private readonly watched: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<Node>,
    private readonly tree: EventTree,
  ) {
    this.watched = vscode.Disposable.from(
      view.onDidChangeSelection(({ selection: [selected] }) => {
        if (selected !== undefined) this.left = undefined;
        else if (this.last !== undefined && tree.current?.id !== this.last.branch.scope.id) this.left = this.last;
        this.last = selected;
      }),
      view.onDidChangeVisibility(() => this.takeUp()),
    );
  }

  /** Selects what was selected before the rows went, once it is there; whoever selected another row since is left there. */
  async takeUp(): Promise<void> {
    const { left, tree, view } = this;
    if (left === undefined || !view.visible || tree.current?.owner !== left.branch.scope.owner) return;
    // of rows that go meanwhile there is nothing to select: the next ones come
    const row = await rowAgain(tree, left).catch(() => undefined);
    if (row === undefined || this.left !== left) return;
    await Promise.resolve(view.reveal(row, { focus: false })).catch(() => undefined);
    const [selected] = view.selection;
    if (selected !== undefined && idOf(selected) === idOf(left)) this.left = undefined;
  }

  dispose(): void {
    this.watched.dispose();
  }
}
