import * as vscode from 'vscode';

/** A quick fix of a problem that changes documents. */
export function quickFix(
  title: string,
  diagnostic: vscode.Diagnostic,
  change: (edit: vscode.WorkspaceEdit) => void,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  change(action.edit);
  action.diagnostics = [diagnostic];
  return action;
}

/** One that puts another text where the problem is, and is the one to take. */
export function preferredText(
  title: string,
  diagnostic: vscode.Diagnostic,
  uri: vscode.Uri,
  text: string,
): vscode.CodeAction {
  const action = quickFix(title, diagnostic, (edit) => edit.replace(uri, diagnostic.range, text));
  action.isPreferred = true;
  return action;
}
