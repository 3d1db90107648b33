import * as vscode from 'vscode';
import { valuesBetween } from '../../record/place';
import type { HintKind } from '../../reference';
import { accountNames } from '../accounts';
import type { ImportReference } from '../lazyModules';
import type { RecordTexts } from '../recordTexts';
import { LOG_DOCUMENTS } from '../shared';

const KINDS: readonly HintKind[] = ['account', 'person', 'stateCode', 'localTime'];

/** Short remarks behind values in sight: the account inside a key, the person behind a session, the meaning of a code. */
export function register(context: vscode.ExtensionContext, records: RecordTexts, reference: ImportReference): void {
  const changes = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changes,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail')) changes.fire();
    }),
    vscode.languages.registerInlayHintsProvider(LOG_DOCUMENTS, {
      onDidChangeInlayHints: changes.event,
      provideInlayHints: (document, range, token) => hintsIn(records, reference, document, range, token),
    }),
  );
}

async function hintsIn(
  records: RecordTexts,
  reference: ImportReference,
  document: vscode.TextDocument,
  range: vscode.Range,
  token: vscode.CancellationToken,
): Promise<vscode.InlayHint[]> {
  const settings = vscode.workspace.getConfiguration('cloudtrail.inlayHints', document);
  const wanted = new Set(KINDS.filter((kind) => settings.get(kind)));
  if (wanted.size === 0) return [];
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const accounts = accountNames();
  const { hintFor } = await reference();
  const hints: vscode.InlayHint[] = [];
  for (const record of await records.within(document, range)) {
    if (token.isCancellationRequested) break;
    // a table is not the place for remarks between its cells
    if (!record.inOrder) continue;
    for (const place of valuesBetween(record.parsed, record.toText(start), record.toText(end))) {
      const hint = hintFor(place.path, place.value, place.record, { accounts });
      if (hint === undefined || !wanted.has(hint.kind)) continue;
      const shown = new vscode.InlayHint(document.positionAt(record.toDocument(place.end)), hint.text);
      shown.paddingLeft = true;
      hints.push(shown);
    }
  }
  return hints;
}
