import * as vscode from 'vscode';
import { isLogName, mayHoldLog } from '../../case/logNames';
import type { OpenCase } from '../../case/openCase';

/** The files and folders that the case was opened on. */
export function rootsOf({ state }: OpenCase): vscode.Uri[] {
  return (state?.roots ?? []).map((root) => vscode.Uri.parse(root, true));
}

/** Whether a file or folder is a root of the case, or in one. */
export function isInCase(uri: vscode.Uri, openCase: OpenCase): boolean {
  return rootsOf(openCase).some((root) => isBelow(uri, root));
}

/** Whether one is another, or below it. */
export function isBelow(uri: vscode.Uri, root: vscode.Uri): boolean {
  const folder = root.path.replace(/\/?$/, '/');
  const isSameSystem = uri.scheme === root.scheme && uri.authority === root.authority;
  return isSameSystem && (uri.path === root.path || uri.path.startsWith(folder));
}

/** Whether a file or folder may be, or hold, a log, by its name. */
export function mayBeLog({ path }: vscode.Uri): boolean {
  return isLogName(path) || mayHoldLog(path);
}
