import * as vscode from 'vscode';
import type { LogWorker } from '../../../case/documents/logWorker';
import { isOnlyHead, linesOfException, withoutException } from '../../../case/exceptions/exceptions';
import { encodedAs, NO_RULE_TEXT, ruleTextOf } from '../../../case/rules/ruleText';
import type { RuleProblem } from '../../../detection';

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
  const { text } = await contentOf(uri);
  return text === undefined ? NO_TEXT : (await reader.addition(text, ANY_DOCUMENT)).problem;
}

/** Adds documents to the end of a file, which stays as it is up to there; nothing where they would not be read. */
export function append(uri: vscode.Uri, documents: string, reader: Reader): Promise<Appended> {
  return inTurn(async () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = await contentOf(uri);
      const { text, problem } =
        before.text === undefined ? { problem: NO_TEXT } : await reader.addition(before.text, documents);
      // it may have been saved or checked out while it was looked at
      if (!isSame(before, await contentOf(uri))) continue;
      if (problem !== undefined) return { isSaved: false, problem };
      await rememberBeginning(uri, before);
      if (before.inEditor === undefined) {
        await vscode.workspace.fs.writeFile(uri, joined(before.bytes, encodedAs(before.bytes, text ?? '')));
        return { isSaved: true };
      }
      // what else the person has changed in it is theirs to save
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, before.inEditor.lineAt(before.inEditor.lineCount - 1).range.end, text ?? '');
      if (await vscode.workspace.applyEdit(edit)) return { isSaved: false };
    }
    throw new Error(vscode.l10n.t('It is changed again and again by something else.'));
  });
}

/** Takes the exception with an id out of a file again; false when it is not there. */
export function takeBack(uri: vscode.Uri, id: string): Promise<boolean> {
  return inTurn(async () => {
    const { bytes, text, inEditor } = await contentOf(uri);
    const left = text === undefined ? undefined : withoutException(text, id);
    if (text === undefined || left === undefined) return false;
    const before = isOnlyHead(left) ? beginnings.get(uri.toString()) : undefined;
    if (inEditor === undefined) {
      if (before !== undefined) await restore(uri, before);
      else {
        // its byte order mark is not among the text
        const mark = bytes.subarray(0, bytes.length - encodedAs(bytes, text).length);
        await vscode.workspace.fs.writeFile(uri, joined(mark, encodedAs(bytes, left)));
      }
      return true;
    }
    const lines = linesOfException(text, id);
    if (lines === undefined) return false;
    const edit = new vscode.WorkspaceEdit();
    if (before === undefined) edit.delete(uri, new vscode.Range(lines.first, 0, lines.end, 0));
    else edit.replace(uri, new vscode.Range(0, 0, inEditor.lineCount, 0), before.text);
    if (await vscode.workspace.applyEdit(edit)) return true;
    throw new Error(vscode.l10n.t('The editor did not take the change.'));
  });
}

/** What there was before a file was begun with an exception, so that nothing else is left once that is taken back. */
interface Beginning {
  /** Undefined where there was no file. */
  readonly bytes: Uint8Array | undefined;
  readonly text: string;
  /** Whether there was a folder for it. */
  readonly hadFolder: boolean;
}

/** Of the files that were begun in this window. */
const beginnings = new Map<string, Beginning>();

async function rememberBeginning(uri: vscode.Uri, { bytes, text = '', inEditor }: Content): Promise<void> {
  // a head that is there before the exception stays when that goes
  if (isOnlyHead(text)) beginnings.delete(uri.toString());
  if (text.trim() !== '') return;
  const [isThere, hadFolder] = [inEditor !== undefined || (await exists(uri)), await exists(parentOf(uri))];
  beginnings.set(uri.toString(), { bytes: isThere ? bytes : undefined, text, hadFolder });
}

async function restore(uri: vscode.Uri, { bytes, hadFolder }: Beginning): Promise<void> {
  if (bytes !== undefined) return vscode.workspace.fs.writeFile(uri, bytes);
  await vscode.workspace.fs.delete(uri);
  if (!hadFolder) await deleteIfEmpty(parentOf(uri)).catch(() => undefined);
}

/** Another program may put something into it, or have it open. */
async function deleteIfEmpty(folder: vscode.Uri): Promise<void> {
  if ((await vscode.workspace.fs.readDirectory(folder)).length === 0) await vscode.workspace.fs.delete(folder);
}

function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** What a file is written by is done one after the other: each starts from what the one before left. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const done = last.then(run);
  last = done.catch(() => undefined);
  return done;
}

/** Something else that writes a file as often as it is looked at is not waited for. */
const MOST_TRIES = 10;

/** What a file says now. */
interface Content {
  /** Where a person has it open and changed; what is on the disk is out of date then. */
  readonly inEditor: vscode.TextDocument | undefined;
  /** On the disk; empty where there is no file, or it is changed in the editor. */
  readonly bytes: Uint8Array;
  /** Undefined where the bytes are no text. */
  readonly text: string | undefined;
}

async function contentOf(uri: vscode.Uri): Promise<Content> {
  const bytes = changedInEditor(uri) === undefined ? await bytesOf(uri) : NO_BYTES;
  // it may have been changed while the disk was read
  const inEditor = changedInEditor(uri);
  if (inEditor === undefined) return { inEditor, bytes, text: ruleTextOf(bytes) };
  return { inEditor, bytes: NO_BYTES, text: inEditor.getText() };
}

function isSame(one: Content, other: Content): boolean {
  return (
    one.inEditor === other.inEditor &&
    one.text === other.text &&
    one.bytes.length === other.bytes.length &&
    one.bytes.every((byte, n) => byte === other.bytes[n])
  );
}

const NO_BYTES = new Uint8Array();

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
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
