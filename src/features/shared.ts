import * as vscode from 'vscode';
import type { TextRange } from '../case/documents/logDocument';
import type { ReadableAddress } from '../case/readable/readableViews';
import { replaceUnseen } from '../record/unseen';

/** The language of every document that shows a log. */
export const LANGUAGE = 'cloudtrail';

/** Every log document, wherever it comes from. */
export const LOG_DOCUMENTS: vscode.DocumentSelector = { language: LANGUAGE, scheme: '*' };

/** Who says what we say in the Problems panel. */
export const PROBLEM_SOURCE = 'CloudTrail';

/** The scheme of logs laid out for reading. */
export const READABLE_SCHEME = 'cloudtrail-log';

/** Some of a source's records, counted from 0, both shown. */
export type Records = NonNullable<ReadableAddress['records']>;

/** Where the readable view of a source lives: its path, so that tabs bear its name, and what it shows in the query. */
export function readableUri(source: vscode.Uri, records?: Records): vscode.Uri {
  const path = source.path.replace(/\.gz$/i, '');
  if (records === undefined) return vscode.Uri.from({ scheme: READABLE_SCHEME, path, query: source.toString() });
  const which =
    records.first === records.last ? `record ${records.first + 1}` : `records ${records.first + 1}–${records.last + 1}`;
  return vscode.Uri.from({
    scheme: READABLE_SCHEME,
    path: `${path.replace(/\.json$/i, '')} ${which}.json`,
    query: JSON.stringify([source.toString(), records.first, records.last]),
  });
}

/** What a readable view shows. */
export function addressOf(readable: vscode.Uri): ReadableAddress {
  if (!readable.query.startsWith('[')) return { source: readable.query };
  const [source, first, last] = JSON.parse(readable.query) as [string, number, number];
  return { source, records: { first, last } };
}

/** The source of a readable view. */
export function sourceOf(readable: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(addressOf(readable).source, true);
}

/** The source that a document shows, and which of its records comes first in it. */
export function sourcePlace(document: vscode.Uri): { readonly source: string; readonly first: number } {
  if (document.scheme !== READABLE_SCHEME) return { source: document.toString(), first: 0 };
  const { source, records } = addressOf(document);
  return { source, first: records?.first ?? 0 };
}

/** The other document of a log: of its file the readable view, and the other way round; undefined for some of its records. */
export function twinOf(document: string): string | undefined {
  const uri = vscode.Uri.parse(document, true);
  if (uri.scheme !== READABLE_SCHEME) return readableUri(uri).toString();
  const { source, records } = addressOf(uri);
  return records === undefined ? source : undefined;
}

/**
 * What rows of a log or case keep their state by in a tree, so that one that a person has opened stays so: a log has the
 * same ones in its file and in the readable view that takes its tab, a case when its folders are read again.
 */
export function rowsOwner(scope: string, roots?: readonly string[]): string {
  if (roots !== undefined) return JSON.stringify(roots);
  return scope.startsWith(`${READABLE_SCHEME}:`) ? (twinOf(scope) ?? scope) : scope;
}

/** What a person calls a file. */
export function fileName({ path }: { readonly path: string }): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A range in the editor's own type. */
export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** An AbortSignal that follows a cancellation token. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

const MAX_LABEL = 300;
/** Letters that run from right to left, and would take what stands beside them in a row along. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Text from a log, or the name of one, with nothing unseen in it, which could make it lie about what it says. */
export function visibleText(text: string): string {
  return replaceUnseen(text);
}

/** Text from a log as a label: on one line, nothing unseen, not endless, and of a direction of its own; blanks in quotes. */
export function labelText(text: string): string {
  const label = plainLabel(text);
  if (label !== '' && label.trim() === '') return `"${label}"`;
  return RIGHT_TO_LEFT.test(label) ? `\u2068${label}\u2069` : label;
}

/** The same where the label stands alone and is what a person types. */
export function plainLabel(text: string): string {
  const clean = visibleText(text.slice(0, MAX_LABEL));
  return text.length > MAX_LABEL ? `${clean}…` : clean;
}

/** Text from a log in a list to choose from, which would make icons of `$(name)`. */
export function listText(text: string): string {
  return withoutIcons(labelText(text));
}

function withoutIcons(text: string): string {
  return text.replace(/\$(?=\([\w~-]+\))/g, '\\$');
}

/** Says something in the status bar for a while. Titles, names of files and errors in it make no icons. */
export function sayInStatusBar(text: string, milliseconds: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(withoutIcons(text), milliseconds);
}

/** A notice in which text from a log, a rule or the name of a file is no link: VS Code makes one of `[text](command:name)`. */
export function noticeText(message: string): string {
  return message.replaceAll('](', '] (');
}
