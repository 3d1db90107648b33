import * as vscode from 'vscode';

/** So often a row is selected again that the tree did not know yet, or no more, because it was laid anew meanwhile. */
const MOST_TRIES = 5;
const PAUSE_MILLISECONDS = 400;

/** Whose rows a view shows. */
interface Scope {
  readonly id: string;
  /** The same for the same logs, however often they are read. */
  readonly owner: string;
}

/** What is to be known of the rows of a view. */
interface Rows<Row> {
  /** Whose are shown now; undefined while there are none. */
  current(): Scope | undefined;
  scopeOf(row: Row): Scope;
  idOf(row: Row): string;
  /** What a row of an earlier reading is now; undefined where it is not there, or not yet. */
  again(row: Row): Promise<Row | undefined>;
}

/**
 * Keeps the selection of a view while a case is read again, or closed and opened: its rows go then, and VS Code forgets
 * which of them was selected.
 */
export class KeptSelection<Row> {
  private last: Row | undefined;
  /** What was selected when the rows went. */
  private left: Row | undefined;
  /** The reading in which it was selected again. */
  private done: string | undefined;
  private tries = 0;
  private readonly watched: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<Row>,
    private readonly rows: Rows<Row>,
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
    const { rows, view } = this;
    const now = rows.current();
    const [selected] = view.selection;
    if (selected !== undefined && rows.scopeOf(selected).id !== now?.id && this.done !== now?.id) this.left = selected;
    const { left } = this;
    if (left === undefined || !view.visible || now?.owner !== rows.scopeOf(left).owner) return;
    // of rows that go meanwhile there is nothing to select: the next ones come
    const row = await rows.again(left).catch(() => undefined);
    if (row === undefined || this.left !== left) return;
    const isShown = await Promise.resolve(view.reveal(row, { focus: false })).then(
      () => true,
      () => false,
    );
    if (isShown) [this.left, this.done, this.tries] = [undefined, now.id, 0];
    else if (++this.tries < MOST_TRIES) setTimeout(() => void this.takeUp(), PAUSE_MILLISECONDS);
  }

  /** To be called when the same rows are laid otherwise: selects what is selected where it is now. */
  async laidAnew(): Promise<void> {
    const [selected] = this.view.selection;
    if (selected === undefined) return;
    this.left = selected;
    await this.takeUp();
  }

  dispose(): void {
    this.watched.dispose();
  }

  private changed(selected: Row | undefined): void {
    const { last, left, rows } = this;
    this.last = selected;
    if (selected !== undefined) {
      if (left !== undefined && rows.idOf(selected) !== rows.idOf(left)) this.left = undefined;
    } else if (last !== undefined && rows.current()?.id !== rows.scopeOf(last).id) {
      this.left = last;
      // the view may tell so late that the next rows are there
      void this.takeUp();
    }
  }
}
