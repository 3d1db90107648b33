import type * as vscode from 'vscode';
import type { FindingReference } from '../reference';
import type { ShownFindings } from '../scope';
import { idOf, type Node } from './nodes';
import { stillThere } from './stillThere';
import type { FindingTree } from './tree';

/** So long the rules may take to find it again. */
const MOST_MILLISECONDS = 120_000;

/** A finding that the rules are about to have again, as its exception was taken back: it is selected once it is there. */
export class ReturningFinding implements vscode.Disposable {
  private giveUp: (() => void) | undefined;

  constructor(
    private readonly view: Pick<vscode.TreeView<Node>, 'visible' | 'selection'>,
    private readonly shown: ShownFindings,
    private readonly tree: Pick<FindingTree, 'findingOn'>,
    private readonly reveal: (row: Node, focus: boolean) => Promise<void>,
  ) {}

  /** Of several the last counts, and none once another row is selected. `focus`: whether it is to have the focus, too. */
  await({ scope, row, rule }: FindingReference, focus: boolean): void {
    this.giveUp?.();
    const waits = stillThere();
    const [selected] = this.view.selection;
    const isElsewhere = (now = this.view.selection[0]): boolean =>
      now !== undefined && (selected === undefined || idOf(now) !== idOf(selected));
    const look = (): void => {
      const found = this.view.visible ? this.tree.findingOn(scope, row, rule.id) : undefined;
      if (found === undefined && !isElsewhere()) return;
      giveUp();
      if (found !== undefined && !isElsewhere()) void this.reveal(found, focus && waits());
    };
    // what is told first may be what was found before, once more
    const told = this.shown.onDidChange(look);
    const timer = setTimeout(() => giveUp(), MOST_MILLISECONDS);
    const giveUp = (): void => {
      told.dispose();
      clearTimeout(timer);
    };
    this.giveUp = giveUp;
    look();
  }

  dispose(): void {
    this.giveUp?.();
  }
}
