import * as vscode from 'vscode';
import type { LogWorker } from '../../case/documents/logWorker';
import { linesOfException, withoutException } from '../../case/exceptions/exceptions';
import { encodedAs, NO_RULE_TEXT, ruleTextOf } from '../../case/rules/ruleText';
import type { RuleProblem } from '../../detection';

/** Who knows what a file says: it takes time where the file is large. */
type Reader = Pick<LogWorker, 'addition'>;

/** What became of an addition to a file. */
interface Appended {
  /** Whether it holds; what a person has open and changed is theirs to save. */
  readonly isSaved: boolean;
  /** Why nothing was added. */
  readonly problem?: RuleProblem;
}

/** What keeps a file of exceptions from being added to; undefined when nothing does, or there is no file. */
export async function problemOf(uri: vscode.Uri, reader: Reader): Promise<RuleProblem | undefined> {
  const text = changedInEditor(uri)?.getText() ?? ruleTextOf(await bytesOf(uri));
  return text === undefined ? NO_TEXT : (await reader.addition(text, ANY_DOCUMENT)).problem;
}

/** Adds documents to the end of a file, which stays as it is up to there; nothing where they would not be read. */
export async function append(uri: vscode.Uri, documents: string, reader: Reader): Promise<Appended> {
  const inEditor = changedInEditor(uri);
  const before = inEditor === undefined ? await bytesOf(uri) : new Uint8Array();
  const existing = inEditor?.getText() ?? ruleTextOf(before);
  if (existing === undefined) return { isSaved: false, problem: NO_TEXT };
  const { text, problem } = await reader.addition(existing, documents);
  if (problem !== undefined) return { isSaved: false, problem };
  if (inEditor === undefined) {
    const after = encodedAs(before, text);
    const whole = new Uint8Array(before.length + after.length);
    whole.set(before);
    whole.set(after, before.length);
    await vscode.workspace.fs.writeFile(uri, whole);
    return { isSaved: true };
  }
  // what else the person has changed in it is theirs to save
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, inEditor.lineAt(inEditor.lineCount - 1).range.end, text);
  await vscode.workspace.applyEdit(edit);
  return { isSaved: false };
}

/** Takes the exception with an id out of a file again; false when it is not there. */
export async function takeBack(uri: vscode.Uri, id: string): Promise<boolean> {
  const inEditor = changedInEditor(uri);
  if (inEditor === undefined) {
    const before = await bytesOf(uri);
    const text = ruleTextOf(before);
    const left = text === undefined ? undefined : withoutException(text, id);
    if (text === undefined || left === undefined) return false;
    // its byte order mark is not among the text
    const mark = before.subarray(0, before.length - encodedAs(before, text).length);
    const after = encodedAs(before, left);
    const whole = new Uint8Array(mark.length + after.length);
    whole.set(mark);
    whole.set(after, mark.length);
    await vscode.workspace.fs.writeFile(uri, whole);
    return true;
  }
  const lines = linesOfException(inEditor.getText(), id);
  if (lines === undefined) return false;
  const edit = new vscode.WorkspaceEdit();
  edit.delete(uri, new vscode.Range(lines.first, 0, lines.end, 0));
  return vscode.workspace.applyEdit(edit);
}

/** To see whether one can be added before there is one. */
const ANY_DOCUMENT = 'title: exception\n';

const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const NO_TEXT: RuleProblem = { ...START, path: '', message: NO_RULE_TEXT, severity: 'error' };

function changedInEditor(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString() && one.isDirty);
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return new Uint8Array();
    throw error;
  }
}
