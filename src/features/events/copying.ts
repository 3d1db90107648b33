import * as vscode from 'vscode';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { readableLayout } from '../../reading/json/layout';
import { eventOfRow } from '../eventRows';
import type { Node } from './nodes';
import { sayInStatusBar } from '../shared';

const SHOWN_MILLISECONDS = 4000;

/** What a person takes from a row to elsewhere: the event as it is written, laid out, or the name of a group. */
export function registerCopying(logs: OpenLogs, openCase: OpenCase): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('cloudtrail.copyEvent', (about?: unknown) => copyEvent(logs, openCase, about)),
    vscode.commands.registerCommand('cloudtrail.copyName', async (node?: Node) => {
      if (node?.kind === 'group') await vscode.env.clipboard.writeText(node.group.value ?? '');
    }),
  );
}

async function copyEvent(logs: OpenLogs, openCase: OpenCase, about: unknown): Promise<void> {
  const event = eventOfRow(about);
  if (event === undefined) return;
  // while a case is read its rows get other numbers
  const row = event.place === undefined ? event.row : await openCase.rowAt(event.place);
  const [text] = row === undefined ? [] : await logs.worker.records(event.scope, [row]);
  if (text === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The event can no longer be read.'));
    return;
  }
  const laidOut = new TextDecoder().decode(readableLayout(new TextEncoder().encode(text)));
  await vscode.env.clipboard.writeText(laidOut);
  sayInStatusBar(vscode.l10n.t('The event is on the clipboard.'), SHOWN_MILLISECONDS);
}
