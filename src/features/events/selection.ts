import * as vscode from 'vscode';
import { rowAgain } from './again';
import { idOf, type Node } from './nodes';
import type { EventTree } from './treeData';

/** So often a row is selected again that the tree did not know yet, or no more, because it was laid anew meanwhile. */
const MOST_TRIES = 5;
const PAUSE_MILLISECONDS = 400;

/**
 * Keeps the selection while a case is read again, or closed and opened: its rows go then, and VS Code forgets which of them
 * was selected.
 */
export class KeptSelection {
  private last: Node | undefined;
  /** What was selected when the rows went. */
  private left: Node | undefined;
  /** The reading in which it was selected again. */
  private done: string | undefined;
  private tries = 0;
  private readonly watched: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<Node>,
    private readonly tree: EventTree,
  ) {
    this.watched = vscode.Disposable.from(
      view.onDidChangeSelection(({ selection: [selected] }) => this.changed(selected)),
      view.onDidChangeVisibility(() => this.takeUp()),
    );
  }

  /**
   * To be called when other rows come: selects what was selected before the rows went, once it is there. Whoever selected
   * another row since is left there.
   */
  async takeUp(): Promise<void> {
    const { tree, view } = this;
    const now = tree.current;
    const [selected] = view.selection;
    if (selected !== undefined && selected.branch.scope.id !== now?.id && this.done !== now?.id) this.left = selected;
    const { left } = this;
    if (left === undefined || !view.visible || now?.owner !== left.branch.scope.owner) return;
    // of rows that go meanwhile there is nothing to select: the next ones come
    const row = await rowAgain(tree, left).catch(() => undefined);
    if (row === undefined || this.left !== left) return;
    const isShown = await Promise.resolve(view.reveal(row, { focus: false })).then(
      () => true,
      () => false,
    );
    if (isShown) [this.left, this.done, this.tries] = [undefined, now.id, 0];
    else if (++this.tries < MOST_TRIES) setTimeout(() => void this.takeUp(), PAUSE_MILLISECONDS);
  }

  dispose(): void {
    this.watched.dispose();
  }

  private changed(selected: Node | undefined): void {
    const { last, left } = this;
    this.last = selected;
    if (selected !== undefined) {
      if (left !== undefined && idOf(selected) !== idOf(left)) this.left = undefined;
    } else if (last !== undefined && this.tree.current?.id !== last.branch.scope.id) {
      this.left = last;
      // the view may tell so late that the next rows are there
      void this.takeUp();
    }
  }
}
