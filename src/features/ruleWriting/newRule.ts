import * as vscode from 'vscode';
import type { RuleKind } from '../../case/rules/ruleWriting/templates';
import { today } from '../../case/today';
import { columnBeside } from '../beside';
import type { ImportRuleLanguage } from '../lazyModules';
import { newId } from '../newId';
import { LANGUAGE } from '../shared';

interface Choice extends vscode.QuickPickItem {
  readonly about: RuleKind;
}

/** "New Sigma Rule…": a rule to be filled in, without an event to start from; beside the log where one is active. */
export function registerNewRule(language: ImportRuleLanguage): vscode.Disposable {
  return vscode.commands.registerCommand('cloudtrail.newRule', async () => {
    const title = vscode.l10n.t('New Sigma Rule for CloudTrail');
    const placeHolder = vscode.l10n.t('What is the rule to find?');
    const choice = await vscode.window.showQuickPick(choices(), { title, placeHolder });
    if (choice !== undefined) await open(choice.about, language);
  });
}

function choices(): Choice[] {
  return [
    {
      about: 'event',
      label: vscode.l10n.t('Single events'),
      detail: vscode.l10n.t('What one event says by itself, as a call that somebody made'),
    },
    {
      about: 'many',
      label: vscode.l10n.t('Many events in a short time'),
      detail: vscode.l10n.t('A correlation that counts events of one identity (event_count)'),
    },
    {
      about: 'order',
      label: vscode.l10n.t('One event after another'),
      detail: vscode.l10n.t('A correlation of events of one identity in their order (temporal_ordered)'),
    },
    {
      about: 'first',
      label: vscode.l10n.t('What was never there before'),
      detail: vscode.l10n.t('A correlation that learns what is usual (first_seen, of CloudTrail Inspector alone)'),
    },
  ];
}

async function open(about: RuleKind, language: ImportRuleLanguage): Promise<void> {
  const { ruleTemplate } = await language();
  const { activeTextEditor: active } = vscode.window;
  const viewColumn = active?.document.languageId === LANGUAGE ? columnBeside() : vscode.ViewColumn.Active;
  const document = await vscode.workspace.openTextDocument({ language: 'yaml' });
  const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  await editor.insertSnippet(new vscode.SnippetString(ruleTemplate(about, { newId, date: today() })));
}
