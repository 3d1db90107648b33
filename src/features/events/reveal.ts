import * as vscode from 'vscode';
import type { LogDocument } from '../../case/logDocument';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/openLogs';
import { READABLE_SCHEME, addressOf, toRange } from '../shared';

/** Shows an event of a log or of the case: selects its name in its document and brings its first line into sight. */
export async function reveal(logs: OpenLogs, openCase: OpenCase, scope: string, row: number): Promise<void> {
  if (scope !== openCase.state?.key) {
    const log = logs.state(scope)?.document;
    if (log !== undefined) await select(log, log.recordOfRow(row));
    return;
  }
  const place = await openCase.place(row);
  if (place === undefined) return;
  const shown = await vscode.commands.executeCommand<vscode.Uri | undefined>(
    'cloudtrail.inspect',
    vscode.Uri.parse(place.uri, true),
  );
  const log = shown && (await logs.document(shown.toString()));
  const first = shown?.scheme === READABLE_SCHEME ? (addressOf(shown).records?.first ?? 0) : 0;
  if (log !== undefined) await select(log, place.record - first);
}

async function select(log: LogDocument, record: number): Promise<void> {
  const name = toRange(log.nameRange(record));
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(log.uri, true), {
    preserveFocus: true,
    preview: false,
  });
  editor.selection = new vscode.Selection(name.start, name.end);
  // the event from its first line, and down to its name where both fit
  editor.revealRange(new vscode.Range(toRange(log.range(record)).start, name.end), vscode.TextEditorRevealType.AtTop);
  editor.revealRange(name);
}
