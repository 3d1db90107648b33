import * as vscode from 'vscode';
import type { RuleSource } from '../../detection';

/** What a link that leads nowhere may have led to: a rule file, or a folder of them. */
const LINK_NAME = /\.ya?ml$|^[^.]*$/i;
/** A folder of rules has some hundreds at most; a workspace may have any number. */
const MAX_FOLDERS = 2000;
/** So many folders are looked into at once. */
const AT_ONCE = 32;

/**
 * What a search for rule files says nothing of: links below a folder that lead nowhere, and folders that nobody may look
 * into. As in cli/ruleFiles.ts, but for links to folders, which are not followed here.
 */
export async function unreachableBelow(folder: vscode.Uri): Promise<RuleSource[]> {
  const found: RuleSource[] = [];
  const folders = [folder];
  for (let from = 0; from < folders.length && from < MAX_FOLDERS; from += AT_ONCE)
    await Promise.all(folders.slice(from, from + AT_ONCE).map((one) => look(one, folder, folders, found)));
  return found;
}

async function look(uri: vscode.Uri, top: vscode.Uri, folders: vscode.Uri[], found: RuleSource[]): Promise<void> {
  try {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(uri)) {
      const below = vscode.Uri.joinPath(uri, name);
      if (type === vscode.FileType.Directory) folders.push(below);
      else if (type === vscode.FileType.SymbolicLink && LINK_NAME.test(name))
        found.push({ path: below.toString(), text: '', failure: 'This link leads nowhere: there is no such file.' });
    }
  } catch (error) {
    // that there is nothing at all is said of the setting
    if (uri !== top || !isNothing(error)) found.push(unread(uri, error, 'folder'));
  }
}

/** What there is of a file or folder that cannot be read. */
export function unread(uri: vscode.Uri, error: unknown, kind: 'file' | 'folder'): RuleSource {
  const code = error instanceof vscode.FileSystemError ? error.code : String(error);
  const failure =
    code === 'NoPermissions' ? `Permission to read the ${kind} is denied.` : `The ${kind} cannot be read (${code}).`;
  return { path: uri.toString(), text: '', failure };
}

/** Whether there is nothing where something was to be read. */
export function isNothing(error: unknown): boolean {
  return (
    error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}
