import * as vscode from 'vscode';
import { placeOf } from './logs';

/** A rule of one selection, which is given by its lines at an indentation of four. */
export function rule(selection: string, condition = 'selection'): string {
  const head = 'title: A rule\nlogsource:\n  product: aws\n  service: cloudtrail\n';
  return `${head}detection:\n  selection:\n    ${selection}\n  condition: ${condition}\n`;
}

/** Opens a text as YAML beside what is open. */
export async function openYaml(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  return document;
}

/** Replaces the first occurrence of a text, as typing does. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = placeOf(document, from, 0, 0);
  edit.replace(document.uri, new vscode.Range(start, document.positionAt(document.offsetAt(start) + from.length)), to);
  await vscode.workspace.applyEdit(edit);
}

/** What is suggested at the cursor, `¦`, of a YAML text. */
export async function completionsAt(
  marked: string,
): Promise<{ document: vscode.TextDocument; items: vscode.CompletionItem[] }> {
  const document = await openYaml(marked.replace('¦', ''));
  const position = document.positionAt(marked.indexOf('¦'));
  const command = 'vscode.executeCompletionItemProvider';
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, position);
  const ours = items.filter(({ sortText = '' }) => /^\d{5}$/.test(sortText));
  return { document, items: ours };
}

export function lensesOf(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
}
