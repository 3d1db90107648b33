import type * as vscode from 'vscode';

/** A line this long is not for reading. */
const LONG_LINE = 2000;

/** Whether the first lines hold one that nobody can read. */
export function hasLongLine(document: vscode.TextDocument): boolean {
  for (let line = 0; line < Math.min(3, document.lineCount); line++) {
    if (document.lineAt(line).text.length > LONG_LINE) return true;
  }
  return false;
}
