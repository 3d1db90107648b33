import * as vscode from 'vscode';
import { appendix } from '../../case/exceptions';
import { EXCEPTIONS_PATH, type RuleFiles } from '../ruleFiles';

const UNSAVED_CONTEXT = 'cloudtrail.unsavedExceptions';

/** Where exceptions are written: a file of the workspace, or without one the window's memory. */
export class ExceptionFile {
  /** Documents that only the window has. */
  private unsaved: string[] = [];

  constructor(private readonly rules: RuleFiles) {}

  /** Adds an exception, one YAML document, and shows it. `near` is the log that it comes from, if it is one. */
  async add(document: string, near: vscode.Uri | undefined): Promise<void> {
    const folder = workspaceFolder(near);
    if (folder === undefined) return this.keep(document, near, '');
    try {
      await append(vscode.Uri.joinPath(folder, EXCEPTIONS_PATH), document);
    } catch (error) {
      await this.keep(document, near, error instanceof Error ? error.message : String(error));
    }
  }

  /** Writes what only the window has into a folder that the person chooses. */
  async save(near?: vscode.Uri): Promise<void> {
    if (this.unsaved.length === 0) return;
    const title = vscode.l10n.t('Folder to Keep the Exceptions in');
    const [folder] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        ...(near === undefined ? {} : { defaultUri: vscode.Uri.joinPath(near, '..') }),
        title,
        openLabel: vscode.l10n.t('Keep Here'),
      })) ?? [];
    if (folder === undefined) return;
    const saved = this.unsaved;
    await append(vscode.Uri.joinPath(folder, EXCEPTIONS_PATH), saved.join('---\n'));
    this.unsaved = this.unsaved.filter((document) => !saved.includes(document));
    void vscode.commands.executeCommand('setContext', UNSAVED_CONTEXT, this.unsaved.length > 0);
  }

  private async keep(document: string, near: vscode.Uri | undefined, why: string): Promise<void> {
    this.unsaved.push(document);
    const { unsavedExceptions } = this.rules;
    this.rules.unsavedExceptions = unsavedExceptions + appendix(unsavedExceptions, document);
    void vscode.commands.executeCommand('setContext', UNSAVED_CONTEXT, true);
    const save = vscode.l10n.t('Save…');
    const holds = vscode.l10n.t('The exception holds until this window is closed.');
    const chosen = await vscode.window.showInformationMessage([holds, why].join(' ').trim(), save);
    if (chosen === save) await this.save(near);
  }
}

/** The folder whose exceptions hold for a log; none where exceptions are not read or cannot be written. */
function workspaceFolder(near: vscode.Uri | undefined): vscode.Uri | undefined {
  const folder = (near && vscode.workspace.getWorkspaceFolder(near)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined || !vscode.workspace.isTrusted) return undefined;
  return vscode.workspace.fs.isWritableFileSystem(folder.uri.scheme) === false ? undefined : folder.uri;
}

/** Adds to the end of a file, which stays as it is up to there, and shows what was added. */
async function append(uri: vscode.Uri, text: string): Promise<void> {
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(uri, new Uint8Array());
  const document = await vscode.workspace.openTextDocument(uri);
  const unsaved = document.isDirty;
  const end = document.lineAt(document.lineCount - 1).range.end;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, end, appendix(document.getText(), text));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The file could not be changed.'));
  // what else the person has changed in it is theirs to save
  if (!unsaved && !(await document.save())) throw new Error(vscode.l10n.t('The file could not be saved.'));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const last = document.lineAt(document.lineCount - 1).range.end;
  const start = document.positionAt(document.getText().lastIndexOf(`${text.slice(0, text.indexOf('\n'))}`));
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, last), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
