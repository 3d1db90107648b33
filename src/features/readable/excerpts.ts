import * as vscode from 'vscode';
import { LANGUAGE, READABLE_SCHEME, type Records, addressOf, sourceOf } from '../shared';
import type { LogOpener } from './opener';

/** How many records stand before and after one that is shown with its neighbours. */
const NEIGHBOURS = 25;

/** Logs that no document can hold are shown by a few records at a time: the line above them says so and leads on. */
export function registerExcerpts(context: vscode.ExtensionContext, opener: LogOpener): void {
  const step = (name: string, next: (records: Records) => Records) =>
    vscode.commands.registerCommand(`cloudtrail.${name}`, async (given?: unknown) => {
      const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
      const records = uri?.scheme === READABLE_SCHEME ? addressOf(uri).records : undefined;
      if (uri !== undefined && records !== undefined) await opener.showExcerpt(sourceOf(uri), next(records));
    });
  context.subscriptions.push(
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE, scheme: READABLE_SCHEME },
      { provideCodeLenses: lenses },
    ),
    step('previousRecords', ({ first, last }) => moved(first, last, -1)),
    step('nextRecords', ({ first, last }) => moved(first, last, 1)),
    step('withNeighbours', ({ first, last }) => ({ first: Math.max(0, first - NEIGHBOURS), last: last + NEIGHBOURS })),
  );
}

function moved(first: number, last: number, by: 1 | -1): Records {
  const count = last - first + 1;
  const start = Math.max(0, first + by * count);
  return { first: start, last: start + count - 1 };
}

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const { records } = addressOf(document.uri);
  if (records === undefined) return [];
  const top = new vscode.Range(0, 0, 0, 0);
  const alone = records.first === records.last;
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(top, { title, command: command && `cloudtrail.${command}`, arguments: [document.uri] });
  const which = alone
    ? vscode.l10n.t('record {0}', records.first + 1)
    : vscode.l10n.t('records {0} to {1}', records.first + 1, records.last + 1);
  return [
    lens(vscode.l10n.t('$(info) The log is too large for one document: this is {0}', which), ''),
    ...(records.first > 0
      ? [
          lens(
            alone ? vscode.l10n.t('$(arrow-up) previous event') : vscode.l10n.t('$(arrow-up) previous'),
            'previousRecords',
          ),
        ]
      : []),
    lens(alone ? vscode.l10n.t('$(arrow-down) next event') : vscode.l10n.t('$(arrow-down) next'), 'nextRecords'),
    ...(alone ? [lens(vscode.l10n.t('$(unfold) open with 50 neighbours'), 'withNeighbours')] : []),
  ];
}
