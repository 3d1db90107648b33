import * as vscode from 'vscode';
import { LANGUAGE } from '../shared';

/** A readable view as a document that features know as a log. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return asLog(await vscode.workspace.openTextDocument(uri));
}

/** A document in the language of logs. */
export async function asLog(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  return document.languageId === LANGUAGE ? document : vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
}

/** Opens a readable view in a tab. */
export async function showDocument(uri: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<vscode.Uri> {
  const document = await openDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false, ...options });
  return document.uri;
}
