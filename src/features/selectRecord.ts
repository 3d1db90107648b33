import * as vscode from 'vscode';
import type { LogDocument } from '../case/logDocument';
import { toRange } from './shared';

/** Selects the name of a record's event in its document, and brings its first line into sight. */
export async function selectRecord(log: LogDocument, record: number): Promise<void> {
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
