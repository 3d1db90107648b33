import * as vscode from 'vscode';
import { placeAt } from '../../record/place';
import { text } from '../../record/types';
import { accountNames } from '../accounts';
import type { RecordTexts } from '../recordTexts';
import type { LazyReference } from '../lazyModules';
import { LOG_DOCUMENTS } from '../shared';

/** Explains what is under the mouse: an event, a field, a parameter, an identifier, an error. */
export function register(
  context: vscode.ExtensionContext,
  records: RecordTexts,
  reference: LazyReference,
  addresses: () => Promise<(address: string) => string | undefined>,
): void {
  context.subscriptions.push(
    vscode.languages.registerHoverProvider(LOG_DOCUMENTS, {
      provideHover: async (document, position) => {
        const record = await records.at(document, position);
        const place = record && placeAt(record.parsed, record.toText(document.offsetAt(position)));
        if (record === undefined || place === undefined) return undefined;
        const range = new vscode.Range(
          document.positionAt(record.toDocument(place.start)),
          document.positionAt(record.endInDocument(place.end)),
        );
        // a cell of which nothing is in the record
        if (!range.contains(position)) return undefined;
        const explained = await (
          await reference()
        ).explain({
          ...place,
          eventSource: text(place.record['eventSource']) ?? '',
          eventName: text(place.record['eventName']) ?? '',
          accounts: accountNames(),
          describeAddress: await addresses(),
        });
        if (explained === undefined) return undefined;
        // untrusted and without HTML: the text may quote what an attacker wrote into the log
        return new vscode.Hover(new vscode.MarkdownString(explained), range);
      },
    }),
  );
}
