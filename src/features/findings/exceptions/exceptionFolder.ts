import * as vscode from 'vscode';

/** Which of several folders an exception was written into; it holds in all of them. */
export function placeInWords(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const isOneOfSeveral = folder !== undefined && (vscode.workspace.workspaceFolders ?? []).length > 1;
  return isOneOfSeveral ? vscode.l10n.t('It is written in the folder {0} and holds in all.', folder.name) : '';
}

/** Why no folder is written into, where that is not plain. */
export function whyNowhere(): string {
  return vscode.workspace.isTrusted ? '' : vscode.l10n.t('In Restricted Mode nothing is written into the folder.');
}

/** The folder whose exceptions hold for a log; none where exceptions are not read or cannot be written. */
export function workspaceFolder(near: vscode.Uri | undefined): vscode.Uri | undefined {
  const folder = (near && vscode.workspace.getWorkspaceFolder(near)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined || !vscode.workspace.isTrusted) return undefined;
  return vscode.workspace.fs.isWritableFileSystem(folder.uri.scheme) === false ? undefined : folder.uri;
}
