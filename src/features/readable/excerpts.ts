import * as vscode from 'vscode';
import type { CaseState } from '../../case/caseState';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { countInWords } from '../counts';
import { scrollToLineAbove } from '../selectRecord';
import { LANGUAGE, READABLE_SCHEME, type Records, addressOf, sourceOf } from '../shared';
import type { LargeLogs } from './largeLogs';

/** How many records stand before and after one that is shown with its neighbours. */
const NEIGHBOURS = 25;

/** The line above the records of a log that no document can hold: it says so and leads on; and the commands it names. */
export function registerExcerpts(
  context: vscode.ExtensionContext,
  logs: OpenLogs,
  large: LargeLogs,
  openCase: OpenCase,
): void {
  // while the case is read, more and more of the log's records are known
  const growth = new vscode.EventEmitter<void>();
  let known = '';
  const changed = (state: CaseState | undefined): void => {
    const now = `${state?.key} ${state?.generation}`;
    if (now !== known) growth.fire();
    known = now;
  };
  const countOf = (uri: vscode.Uri): Promise<number | undefined> => logs.worker.recordCount(sourceOf(uri).toString());
  const command = (name: string, move: (records: Records, count: number) => Records, keepsEvent = false) =>
    vscode.commands.registerCommand(`cloudtrail.${name}`, async (given?: unknown) => {
      const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
      const records = uri?.scheme === READABLE_SCHEME ? addressOf(uri).records : undefined;
      if (uri === undefined || records === undefined) return;
      const count = await countOf(uri);
      // its case was closed, or its worker is gone
      if (count === undefined) return void (await large.show(sourceOf(uri), undefined, records.first));
      const next = move(records, count);
      if (next.first !== records.first || next.last !== records.last)
        await large.replace(uri, next, keepsEvent ? records.first : next.first);
    });
  context.subscriptions.push(
    growth,
    openCase.onDidChange(changed),
    large.onDidRead(() => growth.fire()),
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE, scheme: READABLE_SCHEME },
      {
        onDidChangeCodeLenses: growth.event,
        provideCodeLenses: async ({ uri }) => {
          const { records } = addressOf(uri);
          if (records === undefined) return [];
          bringIntoSight(uri);
          return lenses(uri, records, await countOf(uri));
        },
      },
    ),
    command('previousRecords', ({ first, last }, count) => from(first - (last - first + 1), last - first + 1, count)),
    command('nextRecords', ({ first, last }, count) => from(last + 1, last - first + 1, count)),
    command('withNeighbours', ({ first, last }, count) => within(first - NEIGHBOURS, last + NEIGHBOURS, count), true),
  );
}

/** When the editor may have made room for the line: it does when it can. */
const ROOM_MILLISECONDS = [300, 1000, 2500];

/** The editor may make room for the line above what it shows: whoever looks at the first line is to see it, too. */
function bringIntoSight(uri: vscode.Uri): void {
  for (const wait of ROOM_MILLISECONDS) {
    setTimeout(() => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.uri.toString() === uri.toString() && editor.visibleRanges[0]?.start.line === 0)
        void scrollToLineAbove();
    }, wait);
  }
}

/** As many records as before from `first` on, at the ends of the log those that there are. */
function from(first: number, length: number, count: number): Records {
  if (first >= count) return within(count - length, count - 1, count);
  return within(first, Math.max(first, 0) + length - 1, count);
}

function within(first: number, last: number, count: number): Records {
  return { first: Math.max(0, first), last: Math.max(0, Math.min(last, count - 1)) };
}

function lenses(uri: vscode.Uri, { first, last }: Records, count: number | undefined): vscode.CodeLens[] {
  const alone = first === last;
  const lens = (title: string, command = ''): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title,
      command: command && `cloudtrail.${command}`,
      arguments: [uri],
    });
  const number = (n: number): string => countInWords(n + 1);
  const some = alone
    ? vscode.l10n.t('record {0}', number(first))
    : vscode.l10n.t('records {0} to {1}', number(first), number(last));
  const which = count === undefined ? some : vscode.l10n.t('{0} of {1}', some, countInWords(count));
  const end = (count ?? Infinity) - 1;
  const before = alone ? vscode.l10n.t('previous event') : vscode.l10n.t('previous');
  const after = alone ? vscode.l10n.t('next event') : vscode.l10n.t('next');
  return [
    lens(`$(info) ${vscode.l10n.t('Only part of the log is shown: {0}', which)}`),
    ...(first > 0 ? [lens(`$(arrow-up) ${before}`, 'previousRecords')] : []),
    ...(last < end ? [lens(`$(arrow-down) ${after}`, 'nextRecords')] : []),
    ...(alone && end > 0 ? [lens(`$(unfold) ${vscode.l10n.t('open with 50 neighbours')}`, 'withNeighbours')] : []),
  ];
}
