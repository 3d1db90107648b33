import * as vscode from 'vscode';

const FOLDER = 'cases';
/** What a kept case is called, and one whose writing was broken off. */
const KEPT = /^case-[\da-f]{16}\.rows(?:\.\d+\.new)?$/;

/**
 * The folder in which cases are kept between sessions, of all workspaces in one place: what they keep is capped together,
 * and goes when nobody opened it for long. Undefined where there is no disk.
 */
export function keptCases({
  storageUri,
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>): string | undefined {
  if (storageUri?.scheme === 'file') void removeKept(vscode.Uri.joinPath(storageUri, FOLDER)).catch(() => undefined);
  const kept = vscode.Uri.joinPath(globalStorageUri, FOLDER);
  return kept.scheme === 'file' ? kept.fsPath : undefined;
}

/** Removes what an earlier version kept beside the workspace: nothing reads it, or makes room there, any more. */
export async function removeKept(folder: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const entries = await fs.readDirectory(folder);
  const own = entries.filter(([name, type]) => type === vscode.FileType.File && KEPT.test(name));
  for (const [name] of own) await fs.delete(vscode.Uri.joinPath(folder, name));
  // what is not ours stays, and so does its folder
  if (own.length === entries.length) await fs.delete(folder, { recursive: false });
}
