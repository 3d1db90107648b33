import * as vscode from 'vscode';
import type { TextRange } from '../case/logDocument';

/** The language of every document that shows a log. */
export const LANGUAGE = 'cloudtrail';

/** Every log document, wherever it comes from. */
export const LOG_DOCUMENTS: vscode.DocumentSelector = { language: LANGUAGE, scheme: '*' };

/** The scheme of logs laid out for reading. */
export const READABLE_SCHEME = 'cloudtrail-log';

/** Where the readable view of a source lives: its path, so that tabs bear its name, and the source in the query. */
export function readableUri(source: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({
    scheme: READABLE_SCHEME,
    path: source.path.replace(/\.gz$/i, ''),
    query: source.toString(),
  });
}

/** The source of a readable view. */
export function sourceOf(readable: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(readable.query, true);
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
