import * as vscode from 'vscode';
import type { LogDocument } from '../../case/documents/logDocument';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { CloudTrailRecord } from '../../record/types';
import type { RuleHit } from '../../reference';
import type { LazyReference } from '../lazyModules';
import { accountNames } from '../accounts';
import { eventOfRow, revealRow } from '../eventRows';
import type { RecordTexts } from '../recordTexts';
import { LANGUAGE } from '../shared';
import { Explanations } from './explanations';

/** No event is half as long; more is a whole log, which opens as one. */
const MAX_SELECTION = 2 * 2 ** 20;

/**
 * A whole event in words: who, what, where, with what, how it ended.
 * @param foundOn the rules that found something on a record; undefined while they still run.
 */
export function register(
  context: vscode.ExtensionContext,
  logs: OpenLogs,
  records: RecordTexts,
  reference: LazyReference,
  addresses: () => Promise<(address: string) => string | undefined>,
  foundOn: (log: LogDocument, record: number) => Promise<RuleHit[] | undefined>,
): void {
  const explanations = new Explanations();
  const show = async (
    record: CloudTrailRecord,
    findings: readonly RuleHit[] | undefined,
    notes: readonly string[],
  ): Promise<void> => {
    const facts = await reference();
    const explained = await facts.explainRecord(record, {
      findings,
      findingsPending: findings === undefined,
      notes,
      accounts: accountNames(),
      describeAddress: await addresses(),
    });
    await explanations.show(record, explained);
  };
  context.subscriptions.push(
    explanations,
    vscode.commands.registerCommand('cloudtrail.explainEvent', async (about?: unknown) => {
      if (eventOfRow(about) !== undefined && !(await revealRow(about))) return;
      const editor = vscode.window.activeTextEditor;
      const record =
        editor?.document.languageId === LANGUAGE
          ? await records.at(editor.document, editor.selection.active)
          : undefined;
      if (record === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Put the cursor on an event of a CloudTrail log first.'),
        );
        return;
      }
      await show(record.parsed.record, await foundOn(record.log, record.number), notesOf(record.log));
    }),
    vscode.commands.registerCommand('cloudtrail.explainSelection', async () => {
      const editor = vscode.window.activeTextEditor;
      const selected = editor?.document.getText(editor.selection.isEmpty ? undefined : editor.selection) ?? '';
      const none = { count: 0, first: undefined };
      const { count, first } = selected.length > MAX_SELECTION ? none : await logs.worker.eventsIn(selected);
      if (first === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Select the text of one event, from its { to its }.'));
        return;
      }
      if (count > 1) {
        const text = vscode.l10n.t('There are {0} events in the selection. The first of them is explained.', count);
        void vscode.window.showInformationMessage(text);
      }
      await show(first, [], []);
    }),
  );
}

/** What logs of this kind never say. */
function notesOf({ analysis }: LogDocument): string[] {
  return analysis.problems.filter(({ severity }) => severity === 'info').map(({ message }) => message);
}
