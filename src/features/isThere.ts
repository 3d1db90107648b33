import * as vscode from 'vscode';

/** Whether there is a file or folder of this address, as far as it can be looked at. */
export async function isThere(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
