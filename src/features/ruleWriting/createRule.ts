import * as vscode from 'vscode';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { OpenLogs } from '../../case/documents/openLogs';
import { today } from '../../case/today';
import { parseRecord } from '../../record/place';
import { newId } from '../newId';
import type { CloudTrailRecord } from '../../record/types';
import { columnBeside } from '../beside';
import { eventOfRow, revealRow } from '../eventRows';
import type { ImportRuleLanguage } from '../lazyModules';
import type { RecordTexts } from '../recordTexts';
import { LANGUAGE, LOG_DOCUMENTS } from '../shared';

const COMMAND = 'cloudtrail.createRule';

/** "Create Rule from This Event": a rule document with the event's telling fields, beside the log. */
export function registerCreateRule(
  logs: OpenLogs,
  records: RecordTexts,
  worker: Pick<RuleWritingWorker, 'tagsOfEvent'>,
  language: ImportRuleLanguage,
): vscode.Disposable {
  const recordAt = async (document: vscode.TextDocument, position: vscode.Position) =>
    document.languageId === LANGUAGE ? (await records.at(document, position))?.parsed.record : undefined;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMAND, async (where?: unknown, which?: unknown) => {
      if (eventOfRow(where) !== undefined && !(await revealRow(where))) return;
      const record = await recordOf(logs, recordAt, where, which);
      if (record !== undefined) await open(record, worker, language);
      else
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Put the cursor on an event of a CloudTrail log first.'),
        );
    }),
    vscode.languages.registerCodeActionsProvider(
      LOG_DOCUMENTS,
      {
        provideCodeActions: async (document, range) => {
          if ((await recordAt(document, range.start)) === undefined) return [];
          const title = vscode.l10n.t('Create rule from this event');
          const action = new vscode.CodeAction(title, KIND);
          action.command = { command: COMMAND, title, arguments: [document.uri, range.start] };
          return [action];
        },
      },
      { providedCodeActionKinds: [KIND] },
    ),
  );
}

const KIND = vscode.CodeActionKind.Refactor.append('createRule');

/** The event at a place of a document, the one of a row of a log or case, or else the one at the cursor. */
async function recordOf(
  logs: OpenLogs,
  recordAt: (document: vscode.TextDocument, position: vscode.Position) => Promise<CloudTrailRecord | undefined>,
  where: unknown,
  which: unknown,
): Promise<CloudTrailRecord | undefined> {
  if (typeof where === 'string' && typeof which === 'number') {
    const [text] = await logs.worker.records(where, [which]);
    return text === undefined ? undefined : parseRecord(text)?.record;
  }
  if (where instanceof vscode.Uri && which instanceof vscode.Position)
    return recordAt(await vscode.workspace.openTextDocument(where), which);
  const editor = vscode.window.activeTextEditor;
  return editor && recordAt(editor.document, editor.selection.active);
}

async function open(
  record: CloudTrailRecord,
  worker: Pick<RuleWritingWorker, 'tagsOfEvent'>,
  language: ImportRuleLanguage,
): Promise<void> {
  // rules that cannot be had are told of elsewhere: a draft is one without them, too
  const tags = await worker.tagsOfEvent(record).catch(() => []);
  const { draftRule } = await language();
  const content = draftRule(record, { id: newId(), date: today(), tags });
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document, { viewColumn: columnBeside(), preview: false });
}
