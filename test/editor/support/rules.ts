import * as vscode from 'vscode';
import { write } from './files';
import { placeOf } from './logs';

/** A rule of one selection, which is given by its lines at an indentation of four. */
export function rule(selection: string, condition = 'selection'): string {
  const head = 'title: A rule\nlogsource:\n  product: aws\n  service: cloudtrail\n';
  return `${head}detection:\n  selection:\n    ${selection}\n  condition: ${condition}\n`;
}

let written = 0;

/**
 * Opens a text as a YAML file beside what is open. The file has a name of its own: an untitled document of a name that
 * another had just before may come with that one's text.
 */
export async function openYaml(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(write(`rule-${++written}.yml`, content));
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
