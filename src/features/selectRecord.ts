import * as vscode from 'vscode';
import type { LogDocument } from '../case/documents/logDocument';
import { READABLE_SCHEME, addressOf, toRange } from './shared';

/**
 * Selects the name of a record's event in its document, and brings its first line into sight. The focus stays where it is
 * unless `options` say otherwise.
 */
export async function selectRecord(
  log: LogDocument,
  record: number,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const name = toRange(log.nameRange(record));
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(log.uri, true), {
    preserveFocus: true,
    preview: false,
    ...options,
  });
  editor.selection = new vscode.Selection(name.start, name.end);
  // the event from its first line, and down to its name where both fit
  editor.revealRange(new vscode.Range(toRange(log.range(record)).start, name.end), vscode.TextEditorRevealType.AtTop);
  editor.revealRange(name);
  const { uri } = editor.document;
  const isExcerpt = uri.scheme === READABLE_SCHEME && addressOf(uri).records !== undefined;
  if (record > 0 || !isExcerpt || vscode.window.activeTextEditor !== editor) return;
  // of a part of a log its first line has one above it, which says so and leads on
  await scrollToLineAbove();
  editor.revealRange(name);
}

/** Brings what the active editor has above its first line into sight, when it shows that line at its top. */
export async function scrollToLineAbove(): Promise<void> {
  // by lines of the text it would go no higher than the first of them
  await vscode.commands.executeCommand('editorScroll', { to: 'up', by: 'wrappedLine', value: 3, revealCursor: false });
}
