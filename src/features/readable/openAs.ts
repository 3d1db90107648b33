import * as vscode from 'vscode';

/** Whether logs that lie on one line are to be opened as they are: the setting `cloudtrail.openAs`. */
export function opensRaw(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('cloudtrail', uri).get('openAs') === 'raw';
}
