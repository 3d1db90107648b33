import * as vscode from 'vscode';
import type { EventPlace } from '../../case/eventTable';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/openLogs';
import { contextKey } from '../contextKey';
import { countInWords } from '../counts';
import { caseHasSeveralDays, daysInWords } from '../eventTimes';
import type { Grouping } from './nodes';
import { reveal } from './reveal';
import { currentScope } from './scope';
import { EventTree } from './treeData';

const VIEW = 'cloudtrail.events';

/** The Events view: the events of the case, or else of the active log, by name or by identity. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs, openCase: OpenCase): void {
  const tree = new EventTree(() => currentScope(logs, openCase));
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  const setGroupBy = contextKey('groupBy');
  const setHasLog = contextKey('hasLog');
  const group = (by: Grouping): void => {
    tree.grouping = by;
    setGroupBy(by);
    describe();
  };
  const describe = (): void => {
    const some = openCase.state !== undefined || logs.active !== undefined;
    setHasLog(some);
    const grouping = tree.grouping === 'identity' ? vscode.l10n.t('by identity') : vscode.l10n.t('by event name');
    const description = !some
      ? undefined
      : openCase.state === undefined
        ? grouping
        : `${openCase.state.name} · ${grouping}`;
    if (description !== view.description) view.description = description;
    // VS Code waits with refreshing a view until nothing more is told of it
    const message = messageOf(logs, openCase);
    if (message !== view.message) view.message = message;
  };
  let shown: unknown;
  const changed = (): void => {
    describe();
    // what does not change the rows, such as findings or progress, leaves the tree alone
    const { state } = openCase;
    const now =
      state === undefined ? logs.active?.document : `${state.key} ${state.generation} ${caseHasSeveralDays(state)}`;
    if (now !== shown) tree.refresh();
    shown = now;
  };
  context.subscriptions.push(
    view,
    openCase.onDidChange(changed),
    logs.onDidActivate(changed),
    logs.onDidChange((state) => {
      if (state.uri === logs.active?.uri) changed();
    }),
    vscode.commands.registerCommand('cloudtrail.groupByEventName', () => group('eventName')),
    vscode.commands.registerCommand('cloudtrail.groupByIdentity', () => group('identity')),
    vscode.commands.registerCommand('cloudtrail.revealEvent', (scope: string, row: number, place?: EventPlace) =>
      reveal(logs, openCase, scope, row, place),
    ),
  );
  group('eventName');
}

function messageOf(logs: OpenLogs, openCase: OpenCase): string | undefined {
  const folder = openCase.state;
  if (folder !== undefined) {
    if (folder.failure !== undefined) return folder.failure;
    if (folder.progress !== undefined) {
      const { sources, ofSources, bytes, events } = folder.progress;
      const megabytes = (bytes / 2 ** 20).toFixed(0);
      return vscode.l10n.t(
        '{0} of {1} files · {2} MB · {3} events',
        countInWords(sources),
        countInWords(ofSources),
        megabytes,
        countInWords(events),
      );
    }
    if (folder.summary === undefined) {
      const { searched = 0 } = folder;
      return searched === 0
        ? vscode.l10n.t('Looking for logs…')
        : vscode.l10n.t('Looking for logs… {0} files so far', countInWords(searched));
    }
    const { events, duplicates, withoutTime, sources, withProblems, passedOver, firstTime, lastTime, stopped } = folder.summary;
    const parts = [
      sources === 1
        ? vscode.l10n.t('{0} events in 1 file', countInWords(events))
        : vscode.l10n.t('{0} events in {1} files', countInWords(events), countInWords(sources)),
      daysInWords(firstTime, lastTime),
      duplicates > 0 ? vscode.l10n.t('{0} delivered twice', countInWords(duplicates)) : '',
      withoutTime > 0 ? vscode.l10n.t('{0} without a time, at the end', countInWords(withoutTime)) : '',
      withProblems === 1 ? vscode.l10n.t('1 file with problems') : '',
      withProblems > 1 ? vscode.l10n.t('{0} files with problems', countInWords(withProblems)) : '',
      passedOver === 1 ? vscode.l10n.t('1 other file not read') : '',
      passedOver > 1 ? vscode.l10n.t('{0} other files not read', countInWords(passedOver)) : '',
      stopped ? vscode.l10n.t('stopped before all was read') : '',
    ];
    return parts.filter((part) => part !== '').join(' · ');
  }
  const log = logs.active;
  if (log === undefined) return undefined;
  if (log.failure !== undefined) return log.failure;
  if (log.document === undefined) return vscode.l10n.t('Reading the log…');
  return log.document.records === 0 ? vscode.l10n.t('This log holds no events.') : undefined;
}
