import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/openLogs';
import type { Reference } from '../../reference';
import { LOG_DOCUMENTS, toRange } from '../shared';
import { type Place, placeAt } from './place';

/** Explains what is under the mouse: an event's name by what it does, a field by what it means. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs, reference: Reference): void {
  context.subscriptions.push(
    vscode.languages.registerHoverProvider(LOG_DOCUMENTS, {
      provideHover: (document, position) => provideHover(logs, reference, document, position),
    }),
  );
}

async function provideHover(
  logs: OpenLogs,
  reference: Reference,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const log = await logs.document(document.uri.toString(), document.version);
  const record = log?.recordAt(position);
  if (log === undefined || record === undefined || log.version !== document.version) return undefined;
  const range = toRange(log.range(record));
  const start = document.offsetAt(range.start);
  const place = placeAt(document.getText(range), document.offsetAt(position) - start);
  if (place === undefined) return undefined;
  const text = await explain(reference, place);
  if (text === undefined) return undefined;
  const shown = new vscode.Range(document.positionAt(start + place.start), document.positionAt(start + place.end));
  // untrusted and without HTML: the text may quote what an attacker wrote into the log
  return new vscode.Hover(new vscode.MarkdownString(text), shown);
}

async function explain(reference: Reference, { record, path, value, onValue }: Place): Promise<string | undefined> {
  const { eventSource, eventName } = record;
  if (onValue && path.length === 1 && path[0] === 'eventName' && typeof eventName === 'string') {
    const event = await reference.explainEvent(typeof eventSource === 'string' ? eventSource : '', eventName, record);
    if (event !== undefined) return event;
  }
  return reference.explainField(path, value);
}
