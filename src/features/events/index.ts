import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/openLogs';
import { toRange } from '../shared';
import type { Grouping } from './nodes';
import { EventTree } from './treeData';

const VIEW = 'cloudtrail.events';

/** The Events view: the active log's events by name or by identity. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  const tree = new EventTree(logs);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  const setContext = (key: string, value: unknown): void =>
    void vscode.commands.executeCommand('setContext', `cloudtrail.${key}`, value);
  const group = (by: Grouping): void => {
    tree.grouping = by;
    setContext('groupBy', by);
    describe();
  };
  const describe = (): void => {
    const state = logs.active;
    const log = state?.document;
    setContext('hasLog', state !== undefined);
    view.description =
      log === undefined
        ? undefined
        : tree.grouping === 'identity'
          ? vscode.l10n.t('by identity')
          : vscode.l10n.t('by event name');
    view.message = messageFor(state?.failure, state !== undefined, log?.records);
  };
  let shown: unknown;
  const changed = (): void => {
    describe();
    const log = logs.active?.document;
    // findings that arrive change nothing here
    if (log !== shown) tree.refresh();
    shown = log;
  };
  context.subscriptions.push(
    view,
    logs.onDidActivate(changed),
    logs.onDidChange((state) => {
      if (state.uri === logs.active?.uri) changed();
    }),
    vscode.commands.registerCommand('cloudtrail.groupByEventName', () => group('eventName')),
    vscode.commands.registerCommand('cloudtrail.groupByIdentity', () => group('identity')),
    vscode.commands.registerCommand('cloudtrail.revealEvent', (uri: string, row: number) => reveal(logs, uri, row)),
  );
  group('eventName');
}

function messageFor(failure: string | undefined, open: boolean, records: number | undefined): string | undefined {
  if (failure !== undefined) return failure;
  if (!open) return undefined;
  if (records === undefined) return vscode.l10n.t('Reading the log…');
  return records === 0 ? vscode.l10n.t('This log holds no events.') : undefined;
}

/** Selects an event's name in its document and brings the event's first line into sight. */
async function reveal(logs: OpenLogs, uri: string, row: number): Promise<void> {
  const log = logs.state(uri)?.document;
  if (log === undefined) return;
  const record = log.recordOfRow(row);
  const name = toRange(log.nameRange(record));
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
    preserveFocus: true,
    preview: false,
  });
  editor.selection = new vscode.Selection(name.start, name.end);
  editor.revealRange(
    new vscode.Range(toRange(log.range(record)).start, name.end),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
