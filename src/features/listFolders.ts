import * as vscode from 'vscode';
import type { SourceFile } from '../case/platform';

/** As in platform/listNode.ts, for file systems that only the editor reaches. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/i;
const MAX_DEPTH = 64;

/** The logs behind addresses of files and folders, each folder in order of name. */
export async function listFolders(uris: readonly string[]): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const uri of uris) await search(vscode.Uri.parse(uri, true), true, found, 0);
  return found;
}

async function search(uri: vscode.Uri, named: boolean, found: SourceFile[], depth: number): Promise<void> {
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      if (named || LOG_NAME.test(uri.path)) found.push({ uri: uri.toString(), named, size, mtime });
    } else if (depth < MAX_DEPTH) {
      const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).sort();
      for (const name of names) await search(vscode.Uri.joinPath(uri, name), false, found, depth + 1);
    }
  } catch (error) {
    found.push({ uri: uri.toString(), named, failure: error instanceof Error ? error.message : String(error) });
  }
}
