import * as vscode from 'vscode';
import type { EventPlace } from '../../case/eventTable';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { contextKey } from '../contextKey';
import { goToSelected } from '../eventRows';
import { caseHasSeveralDays } from '../eventTimes';
import { KeptSelection } from '../keptSelection';
import { OpenedRows } from '../openedRows';
import { rowAgain } from './again';
import { registerCopying } from './copying';
import { registerDeliveries } from './deliveries';
import { itemOf } from './items';
import { Looks } from './looks';
import { lackOf, messageOf } from './message';
import { type Grouping, idOf, type Node } from './nodes';
import { reveal } from './reveal';
import { currentScope } from './scope';
import { EventTree } from './treeData';

const VIEW = 'cloudtrail.events';

/** The Events view: the events of the case, or else of the active log, by name or by identity. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs, openCase: OpenCase): void {
  const opened = new OpenedRows();
  const tree = new EventTree(() => currentScope(logs, openCase), opened);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  const kept = new KeptSelection<Node>(view, {
    current: () => tree.current,
    scopeOf: ({ branch }) => branch.scope,
    idOf,
    again: (row) => rowAgain(tree, row),
  });
  const setGroupBy = contextKey('groupBy');
  const setHasLog = contextKey('hasLog');
  const setLack = contextKey('caseLacks');
  const group = (by: Grouping): void => {
    tree.grouping = by;
    void kept.laidAnew();
    setGroupBy(by);
    describe();
  };
  const describe = (): void => {
    const some = openCase.state !== undefined || logs.active !== undefined;
    setHasLog(some);
    setLack(lackOf(openCase.state));
    const grouping = tree.grouping === 'identity' ? vscode.l10n.t('by identity') : vscode.l10n.t('by event name');
    const description = !some
      ? undefined
      : openCase.state === undefined
        ? grouping
        : `${openCase.state.name} · ${grouping}`;
    if (description !== view.description) view.description = description;
    // VS Code waits with refreshing a view until nothing more is told of it
    const message = messageOf(logs, openCase.state);
    if (message !== view.message) view.message = message;
  };
  const looks = new Looks((...event) => reveal(logs, openCase, ...event));
  let shown: unknown;
  const changed = (): void => {
    describe();
    // what does not change the rows, such as findings or progress, leaves the tree alone
    const { state } = openCase;
    const now =
      state === undefined ? logs.active?.document : `${state.key} ${state.generation} ${caseHasSeveralDays(state)}`;
    if (now !== shown) {
      tree.refresh();
      void kept.takeUp();
    }
    shown = now;
  };
  context.subscriptions.push(
    view,
    kept,
    opened.watch(view, idOf),
    registerCopying(logs, openCase),
    registerDeliveries(),
    openCase.onDidChange(changed),
    logs.onDidActivate(changed),
    logs.onDidChange((state) => {
      if (state.uri === logs.active?.uri) changed();
    }),
    vscode.commands.registerCommand('cloudtrail.groupByEventName', () => group('eventName')),
    vscode.commands.registerCommand('cloudtrail.groupByIdentity', () => group('identity')),
    vscode.commands.registerCommand(
      'cloudtrail.revealEvent',
      (scope: string, row: number, place?: EventPlace, options?: vscode.TextDocumentShowOptions) =>
        reveal(logs, openCase, scope, row, place, options),
    ),
    vscode.commands.registerCommand(
      'cloudtrail.previewEvent',
      (scope: string, row: number, place?: EventPlace, goes?: boolean) => looks.look(scope, row, place, goes),
    ),
    vscode.commands.registerCommand('cloudtrail.forgetClick', () => looks.forgetClick()),
    vscode.commands.registerCommand('cloudtrail.goToEvent', () =>
      goToSelected(() => view.selection[0] && itemOf(view.selection[0]).command),
    ),
  );
  group('eventName');
}
