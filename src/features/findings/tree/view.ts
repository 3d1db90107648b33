import * as vscode from 'vscode';
import type { OpenCase } from '../../../case/openCase';
import type { OpenLogs } from '../../../case/documents/openLogs';
import { KeptSelection } from '../../keptSelection';
import { onDidChangeLevel } from '../../levels';
import { OpenedRows } from '../../openedRows';
import type { RuleFiles } from '../../rulesInForce/ruleFiles';
import type { Made } from '../exceptions/exceptionFile';
import { FolderSettings } from './folderSettings';
import { itemOf } from './items';
import { messageOf } from './message';
import type { RuleFileProblems } from '../ruleFileProblems';
import type { Division } from './model';
import { idOf, type Node } from './nodes';
import type { FindingReference } from '../reference';

import type { FindingScope, Shown, ShownFindings } from '../scope';
import { ReturningFinding } from './returning';
import { stillThere } from './stillThere';
import { FindingTree } from './tree';

const VIEW = 'cloudtrail.findings';
/** So long the view has time to refresh its rows between two words on how far the rules are. */
const PAUSE_MILLISECONDS = 600;

/** What others ask of the view. */
export interface FindingsView {
  selected(): Node | undefined;
  /** Why there is nothing to select, as the view itself says it; undefined where there is something. */
  whyEmpty(): string | undefined;
  /** Selects the finding on an event where the view is in sight, for those who go from finding to finding. */
  follow(scope: string, row: number): Promise<void>;
  /**
   * To be called before the findings of a row are done away with; what it returns then selects the next one: when the rules
   * ran, or where the exception waits for a person to save its file, when the row went by it.
   */
  goingOn(from: Node): (made: Exclude<Made, false>) => void;
  /**
   * To be called when the rules are about to find something again: selects it once it is there, and puts the `focus` on
   * it too, unless another row was selected meanwhile.
   */
  comingBack(finding: FindingReference, focus: boolean): void;
}

/** The Findings view: what is suspicious in the case, or else in the active log. */
export function registerView(
  context: vscode.ExtensionContext,
  shown: ShownFindings,
  problems: RuleFileProblems,
  logs: OpenLogs,
  openCase: OpenCase,
  rules: RuleFiles,
): FindingsView {
  const opened = new OpenedRows();
  const tree = new FindingTree(() => shown.inSight, opened);
  const folders = new FolderSettings();
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  const said = (): string | undefined => messageOf(shown.current, tree, problems, rules, folders);
  const describe = (): void => {
    const division = tree.dividedBy === 'identity' ? vscode.l10n.t('by identity') : vscode.l10n.t('by tactic');
    const name = openCase.state?.name;
    const { kind } = shown.current;
    const description = kind === 'nothing' ? undefined : name === undefined ? division : `${name} · ${division}`;
    if (description !== view.description) view.description = description;
    // VS Code waits with refreshing a view until nothing more is told of it: the rows of another log would stay
    const message = said();
    if (message !== view.message) view.message = message;
  };
  let told = 0;
  const progressed = (): void => {
    if (Date.now() - told < PAUSE_MILLISECONDS) return;
    told = Date.now();
    describe();
  };
  const divide = (division: Division): void => {
    tree.dividedBy = division;
    void kept.laidAnew();
    void vscode.commands.executeCommand('setContext', 'cloudtrail.findingsBy', division);
    describe();
  };
  const kept = new KeptSelection<Node>(view, {
    current: () => shown.inSight,
    scopeOf: ({ scope }) => scope,
    idOf,
    again: (row) => tree.again(row),
  });
  let drawn: FindingScope | undefined;
  let running: (() => void) | undefined;
  const changed = (now: Shown): void => {
    const scope = shown.inSight;
    if (scope !== drawn) {
      drawn = scope;
      tree.refresh();
      void kept.takeUp();
    }
    running?.();
    running = undefined;
    if (now.kind === 'running') {
      const done = new Promise<void>((resolve) => (running = resolve));
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => done);
    }
    describe();
  };
  context.subscriptions.push(
    view,
    kept,
    opened.watch(view, idOf),
    shown.onDidChange((now) => {
      const key = openCase.state?.key;
      if (key !== undefined && now.kind === 'failed') problems.gone(key);
      if (key !== undefined && (now.kind === 'reading' || now.kind === 'running')) problems.awaits(key, true);
      if (now.kind === 'found' && key === now.scope.id && drawn !== now.scope)
        problems.ran(key, true, now.scope.findings.problems);
      changed(now);
    }),
    shown.onDidProgress(progressed),
    problems.onDidChange(describe),
    folders,
    folders.onDidChange(describe),
    onDidChangeLevel(() => {
      tree.refresh();
      describe();
    }),
    vscode.commands.registerCommand('cloudtrail.findingsByTactic', () => divide('tactic')),
    vscode.commands.registerCommand('cloudtrail.findingsByIdentity', () => divide('identity')),
  );
  const reveal = async (row: Node, focus: boolean): Promise<void> =>
    // a tree that is laid anew meanwhile knows the row no longer
    Promise.resolve(view.reveal(row, { focus })).catch(() => undefined);
  const select = async (row: Node, focus: boolean): Promise<void> => {
    await reveal(row, focus);
    const { command, arguments: of = [] } = itemOf(row).command ?? {};
    if (focus && command !== undefined) await vscode.commands.executeCommand(command, ...(of as unknown[]));
  };
  const onceTheRulesRan = (run: () => void): void => {
    const found = shown.onDidChange(({ kind }) => {
      if (kind === 'running') return;
      found.dispose();
      run();
    });
  };
  /** Whoever saves the file of exceptions is left in it: the row is only selected, and not where another one is by then. */
  const onceGone = (from: Node, next: readonly string[]): void => {
    const isFrom = (row: Node | undefined): boolean => row === undefined || idOf(row) === idOf(from);
    const found = shown.onDidChange(({ kind }) => {
      const isSame = kind !== 'found' || shown.scope?.owner === from.scope.owner;
      if (isSame && isFrom(view.selection[0]) && (kind !== 'found' || tree.isThere(from))) return;
      found.dispose();
      const row = isSame && isFrom(view.selection[0]) && view.visible ? tree.rowOfFirst(next) : undefined;
      if (row !== undefined) void select(row, false);
    });
  };
  const returning = new ReturningFinding(view, shown, tree, reveal);
  context.subscriptions.push(returning);
  watchLogs(context, problems, logs, openCase);
  divide('tactic');
  return {
    selected: () => view.selection[0],
    whyEmpty() {
      if (tree.levels().length > 0) return undefined;
      return said() ?? vscode.l10n.t('There are no findings: open a CloudTrail log first.');
    },
    async follow(scope, row) {
      const finding = view.visible ? tree.findingOn(scope, row) : undefined;
      if (finding !== undefined) await select(finding, false);
    },
    goingOn(from) {
      const next = tree.nextTo(from);
      return (made) => {
        if (made === 'onceSaved') return onceGone(from, next);
        const waits = stillThere();
        onceTheRulesRan(() => {
          const row = view.visible ? tree.rowOfFirst(next) : undefined;
          if (row !== undefined) void select(row, waits());
        });
      };
    },
    comingBack: (finding, focus) => returning.await(finding, focus),
  };
}

/** Asks about the exceptions whenever the rules ran over a log. */
function watchLogs(
  context: vscode.ExtensionContext,
  problems: RuleFileProblems,
  logs: OpenLogs,
  openCase: OpenCase,
): void {
  const ran = new Map<string, unknown>();
  let lastCase: string | undefined;
  context.subscriptions.push(
    logs.onDidChange(({ uri, version, document, findings, failure }) => {
      if (failure !== undefined) {
        ran.delete(uri);
        problems.gone(uri);
      } else if (findings === undefined || document?.version !== version) problems.awaits(uri, false);
      else if (ran.get(uri) !== findings) {
        ran.set(uri, findings);
        problems.ran(uri, false, findings.problems);
      }
    }),
    logs.onDidClose((uri) => {
      ran.delete(uri);
      problems.gone(uri);
    }),
    openCase.onDidChange((state) => {
      if (lastCase !== undefined && state?.key !== lastCase) problems.gone(lastCase);
      lastCase = state?.key;
    }),
  );
}
