import * as vscode from 'vscode';

/** How long another save of the same document may take. */
const PATIENCE_MILLISECONDS = 5000;

/**
 * Saves a document, where it has to be; whether its file holds what it says now. While VS Code saves it by itself, and is
 * still asking those who take part in that, it answers that it did not save: that other save is waited for.
 */
export async function saved(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isDirty || (await document.save()) || !document.isDirty) return true;
  return new Promise((resolve) => {
    const settle = (): void => {
      listener.dispose();
      clearTimeout(timer);
      resolve(!document.isDirty);
    };
    const timer = setTimeout(settle, PATIENCE_MILLISECONDS);
    const listener = vscode.workspace.onDidSaveTextDocument((other) => {
      if (other === document) settle();
    });
  });
}
