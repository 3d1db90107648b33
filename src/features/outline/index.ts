import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { eventInWords } from '../eventTexts';
import { hasSeveralDays } from '../eventTimes';
import { labelText, LOG_DOCUMENTS, toRange } from '../shared';

/** The outline, the breadcrumbs and the folds of a log: a symbol and a fold a record. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  context.subscriptions.push(
    vscode.languages.registerDocumentSymbolProvider(
      LOG_DOCUMENTS,
      { provideDocumentSymbols: (document) => symbolsOf(logs, document) },
      { label: 'CloudTrail' },
    ),
    vscode.languages.registerFoldingRangeProvider(LOG_DOCUMENTS, {
      provideFoldingRanges: (document) => foldsOf(logs, document),
    }),
  );
}

async function symbolsOf(logs: OpenLogs, document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  // the editor keeps an outline for as long as the text is the same, so one of the text before would stay
  const log = await logs.document(document.uri.toString(), document.version);
  if (log === undefined) return [];
  const withDays = hasSeveralDays(log);
  return Array.from({ length: log.records }, (_, record) => {
    const event = log.event(record);
    const range = toRange(log.range(record));
    return new vscode.DocumentSymbol(
      eventInWords(event, withDays),
      labelText(event.outcome.error ?? ''),
      vscode.SymbolKind.Event,
      range,
      toRange(log.nameRange(record)),
    );
  });
}

async function foldsOf(logs: OpenLogs, document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  const log = await logs.document(document.uri.toString(), document.version);
  const folds = log?.analysis.folds ?? new Uint32Array();
  return Array.from(
    { length: folds.length / 2 },
    (_, n) => new vscode.FoldingRange(folds[2 * n] as number, folds[2 * n + 1] as number),
  );
}
