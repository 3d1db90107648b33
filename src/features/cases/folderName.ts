import * as vscode from 'vscode';
import { fileName } from '../shared';

/** What a person calls a folder; the root of a disk or of a virtual file system has no name of its own. */
export function folderName(folder: vscode.Uri): string {
  const { authority, path } = folder;
  const name = fileName({ path: path.replace(/\/+$/, '') });
  return name || vscode.workspace.getWorkspaceFolder(folder)?.name || authority || path;
}
