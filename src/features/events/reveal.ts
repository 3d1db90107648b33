import * as vscode from 'vscode';
import type { EventPlace } from '../../case/eventTable';
import type { LogDocument } from '../../case/documents/logDocument';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { columnOfLog } from '../logColumn';
import { areSameEvents } from '../sameEvents';
import { selectRecord } from '../selectRecord';
import { sourcePlace, twinOf } from '../shared';

/**
 * Shows an event of a log or of the case: selects its name in its document and brings its first line into sight. An
 * event of a case that is being read is best named by its place, because its row may have another number by now. False
 * when it is no longer where it was.
 * @param options how its document comes up; without them it takes the focus and keeps its tab. Where they name no group it
 * is shown where its log is open already.
 */
export async function reveal(
  logs: OpenLogs,
  openCase: OpenCase,
  scope: string,
  row: number,
  known?: EventPlace,
  options: vscode.TextDocumentShowOptions = { preserveFocus: false, preview: false },
): Promise<boolean> {
  if (scope !== openCase.state?.key) {
    const log = await documentOf(logs, scope);
    if (log === undefined) return false;
    await selectRecord(log, log.recordOfRow(row), whereOpen(vscode.Uri.parse(log.uri, true), options));
    return true;
  }
  const place = known ?? (await openCase.place(row));
  if (place === undefined) return false;
  const uri = vscode.Uri.parse(place.uri, true);
  const there = whereOpen(uri, options);
  const shown = await vscode.commands.executeCommand<vscode.Uri | undefined>(
    'cloudtrail.inspect',
    uri,
    place.record,
    there,
  );
  const log = shown && (await logs.document(shown.toString()));
  if (shown === undefined || log === undefined) return false;
  const record = place.record - sourcePlace(shown).first;
  if (await isAnother(logs, openCase, log, record, known === undefined ? row : await openCase.rowAt(known))) {
    void sayMoved();
    return false;
  }
  await selectRecord(log, record, there);
  return true;
}

function whereOpen(log: vscode.Uri, options: vscode.TextDocumentShowOptions): vscode.TextDocumentShowOptions {
  const viewColumn = options.viewColumn ?? columnOfLog(log);
  return viewColumn === undefined ? options : { ...options, viewColumn };
}

/** A log as it is open: while a person chooses one of its rows, its readable view may take the tab of its file. */
async function documentOf(logs: OpenLogs, scope: string): Promise<LogDocument | undefined> {
  const twin = twinOf(scope);
  return logs.state(scope)?.document ?? (twin === undefined ? undefined : logs.document(twin));
}

/** Whether a record is known to be another event than that of a row. While a case is read its rows are renumbered. */
async function isAnother(
  logs: OpenLogs,
  openCase: OpenCase,
  log: LogDocument,
  record: number,
  row: number | undefined,
): Promise<boolean> {
  if (row === undefined || openCase.state?.summary === undefined) return false;
  const [isSame] = await areSameEvents(logs, openCase, log, [{ record, row }]);
  return isSame !== true;
}

async function sayMoved(): Promise<void> {
  const reload = vscode.l10n.t('Read the Case Again');
  const message = vscode.l10n.t('This log was changed after the case was read: the event is no longer where it was.');
  if ((await vscode.window.showInformationMessage(message, reload)) === reload)
    await vscode.commands.executeCommand('cloudtrail.reloadCase');
}
