import * as vscode from 'vscode';

/** So many rows are remembered, the last that a person opened or closed: nobody looks for the others any more. */
const MOST = 10_000;

/**
 * Which rows of a tree a person opened or closed. VS Code knows it only as long as the rows are there; those of a case that
 * is read again, or of a log that another one was looked at meanwhile, come back as they were.
 */
export class OpenedRows {
  private readonly states = new Map<string, boolean>();

  /** Listens to a view whose rows have these names, the ids of their items. */
  watch<T>(
    view: Pick<vscode.TreeView<T>, 'onDidExpandElement' | 'onDidCollapseElement'>,
    nameOf: (row: T) => string,
  ): vscode.Disposable {
    return vscode.Disposable.from(
      view.onDidExpandElement(({ element }) => this.set(nameOf(element), true)),
      view.onDidCollapseElement(({ element }) => this.set(nameOf(element), false)),
    );
  }

  /** The item of a row, open or closed as it was. */
  asItWas(item: vscode.TreeItem): vscode.TreeItem {
    const isOpen = this.states.get(item.id ?? '');
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    if (isOpen !== undefined && (item.collapsibleState ?? None) !== None)
      item.collapsibleState = isOpen ? Expanded : Collapsed;
    return item;
  }

  private set(name: string, isOpen: boolean): void {
    this.states.delete(name);
    this.states.set(name, isOpen);
    const [oldest] = this.states.keys();
    if (this.states.size > MOST && oldest !== undefined) this.states.delete(oldest);
  }
}
