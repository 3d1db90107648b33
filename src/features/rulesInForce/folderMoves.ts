import * as vscode from 'vscode';

/** Files that come in numbers beside rules; a folder is seldom called so. */
const FILE_NAME = /\.(?:json|gz|csv|log|txt|ya?ml)$/i;

/**
 * Tells when a folder goes or comes: whoever deletes or moves one is told nothing of the files in it.
 * @param holds whether one that went had something in it that matters
 * @param mayHold whether one that came may have
 */
export function watchFolders(
  pattern: vscode.GlobPattern,
  holds: (folder: vscode.Uri) => boolean,
  mayHold: (folder: vscode.Uri) => boolean,
  changed: () => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
  watcher.onDidDelete((uri) => {
    if (holds(uri)) changed();
  });
  watcher.onDidCreate(async (uri) => {
    if (!FILE_NAME.test(uri.path) && mayHold(uri) && (await isFolder(uri))) changed();
  });
  return watcher;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) !== 0;
}

/** The addresses of all folders that files are in, directly or deeper. */
export function foldersAround(files: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
