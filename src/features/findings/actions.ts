import * as vscode from 'vscode';
import type { FindingHit } from '../../case/engine';
import type { LogState, OpenLogs } from '../../case/openLogs';
import type { RuleLevel } from '../../detection';
import { isShown, LEVELS, lowestLevel } from '../levels';
import { labelText, LANGUAGE } from '../shared';
import { hitsOn } from './reference';
import { remediesFor, remediesOfEvent, type Remedy } from './remedies';

/** What can be done about a finding, on its line: exceptions, the rule, more of the same identity. */
export class FindingActions implements vscode.CodeActionProvider {
  constructor(private readonly logs: OpenLogs) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const state = this.logs.state(document.uri.toString());
    const log = state?.document;
    if (log === undefined || state?.findings === undefined) return [];
    const { findings } = state;
    const found = diagnostics.flatMap((diagnostic) => {
      const id = ruleIdOf(diagnostic);
      const row = id === undefined ? undefined : rowAt(state, diagnostic.range.start);
      const hits = row === undefined ? [] : hitsOn(findings, row);
      const hit = hits.find(({ rule }) => findings.rules[rule]?.id === id);
      return hit === undefined ? [] : [{ diagnostic, hit }];
    });
    const actions = found.flatMap(({ diagnostic, hit }) =>
      remediesFor(log, findings, hit).map((remedy) => actionOf(remedy, diagnostic)),
    );
    const [first] = found;
    if (first !== undefined) {
      const more = remediesOfEvent(log, findings, first.hit);
      actions.push(...more.map((remedy) => actionOf(remedy, first.diagnostic)));
    }
    return actions;
  }
}

/**
 * The same as a list for the event under the cursor: the editor has no quick fixes for documents that cannot be
 * written, and readable views are of that kind.
 */
export async function chooseRemedy(logs: OpenLogs): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const state = editor?.document.languageId === LANGUAGE ? logs.state(editor.document.uri.toString()) : undefined;
  const log = state?.document;
  const findings = state?.findings;
  const row = editor && state && rowAt(state, editor.selection.active);
  const lowest = lowestLevel();
  const levelOf = ({ rule }: FindingHit): RuleLevel => findings?.rules[rule]?.level ?? 'informational';
  const hits = findings === undefined || row === undefined ? [] : hitsOn(findings, row);
  const shown = hits.filter((hit) => isShown(levelOf(hit), lowest));
  shown.sort((a, b) => LEVELS.indexOf(levelOf(a)) - LEVELS.indexOf(levelOf(b)));
  const [first] = shown;
  if (log === undefined || findings === undefined || first === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('No rule found anything about the event at the cursor.'), 4000);
    return;
  }
  const { Separator } = vscode.QuickPickItemKind;
  const itemOf = (remedy: Remedy) => ({ label: remedy.short, remedy });
  const items: (vscode.QuickPickItem & { readonly remedy?: Remedy })[] = [
    ...shown.flatMap((hit) => [
      { label: labelText(findings.rules[hit.rule]?.title ?? ''), kind: Separator },
      ...remediesFor(log, findings, hit).map(itemOf),
    ]),
    { label: vscode.l10n.t('This event'), kind: Separator },
    ...remediesOfEvent(log, findings, first).map(itemOf),
  ];
  const title = vscode.l10n.t('What to Do about This Finding');
  const remedy = (await vscode.window.showQuickPick(items, { title }))?.remedy;
  if (remedy !== undefined) await vscode.commands.executeCommand(remedy.command, remedy.finding);
}

/** The row of the record at a place. */
function rowAt({ document: log }: LogState, place: vscode.Position): number | undefined {
  const record = log?.recordAt(place);
  return record === undefined ? undefined : log?.analysis.rows[record];
}

function actionOf({ long, command, finding }: Remedy, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(long, vscode.CodeActionKind.QuickFix);
  action.command = { command, title: long, arguments: [finding] };
  action.diagnostics = [diagnostic];
  return action;
}

/** The id of the rule that made a diagnostic; undefined when it is none of ours. */
function ruleIdOf({ source, code }: vscode.Diagnostic): string | undefined {
  return source === 'CloudTrail' && typeof code === 'object' ? String(code.value) : undefined;
}
