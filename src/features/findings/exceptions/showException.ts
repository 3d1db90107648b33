import * as vscode from 'vscode';

/** How long a file that was written may take to be read again. */
const PATIENCE_MILLISECONDS = 3000;

/** Shows a file at the exception with an id. */
export async function showException(uri: vscode.Uri, id: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const mark = `id: ${id}`;
  await textWith(document, mark);
  const place = document.positionAt(Math.max(0, document.getText().indexOf(mark)));
  const title = new vscode.Position(Math.max(0, place.line - 1), 0);
  editor.selection = new vscode.Selection(title, title);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.revealRange(new vscode.Range(title, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows a file at a place; one that is no text as the editor shows such files. */
export async function showPlace(uri: vscode.Uri, place: vscode.Position): Promise<void> {
  try {
    const selection = new vscode.Range(place, place);
    await vscode.window.showTextDocument(uri, { preview: false, selection });
  } catch {
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** Waits until a document that the editor had open before has a text; a little while at most. */
async function textWith(document: vscode.TextDocument, mark: string): Promise<void> {
  if (document.getText().includes(mark)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MILLISECONDS);
    const listening = vscode.workspace.onDidChangeTextDocument(() => {
      if (document.getText().includes(mark)) done();
    });
  });
}
