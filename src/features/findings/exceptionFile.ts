import * as vscode from 'vscode';
import { appendix } from '../../case/exceptions';
import { EXCEPTIONS_PATH, type RuleFiles } from '../ruleFiles';

/** How long a file that was written may take to be read again. */
const PATIENCE_MILLISECONDS = 3000;
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
      // a watcher will tell of it too, but later
      this.rules.reload();
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

/** Adds documents to the end of a file, which stays as it is up to there, and shows what was added. */
async function append(uri: vscode.Uri, documents: string): Promise<void> {
  const inEditor = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString() && one.isDirty);
  if (inEditor === undefined) {
    const before = await bytesOf(uri);
    const after = new TextEncoder().encode(appendix(new TextDecoder().decode(before), documents));
    const whole = new Uint8Array(before.length + after.length);
    whole.set(before);
    whole.set(after, before.length);
    await vscode.workspace.fs.writeFile(uri, whole);
  } else {
    // what else the person has changed in it is theirs to save
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, inEditor.lineAt(inEditor.lineCount - 1).range.end, appendix(inEditor.getText(), documents));
    await vscode.workspace.applyEdit(edit);
    const message = vscode.l10n.t('The exception holds once the file is saved.');
    vscode.window.setStatusBarMessage(message, 8000);
  }
  await show(uri, documents);
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return new Uint8Array();
    throw error;
  }
}

/** Shows a file at some documents that were written to it. */
async function show(uri: vscode.Uri, documents: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [mark = ''] = /^id: .*$/m.exec(documents) ?? [];
  await textWith(document, mark);
  const id = document.positionAt(Math.max(0, document.getText().indexOf(mark)));
  const title = new vscode.Position(Math.max(0, id.line - 1), 0);
  editor.selection = new vscode.Selection(title, title);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.revealRange(new vscode.Range(title, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
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
