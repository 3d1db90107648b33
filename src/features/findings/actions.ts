import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/engine';
import type { LogState, OpenLogs } from '../../case/openLogs';
import type { RuleLevel } from '../../detection';
import { isShown, LEVELS, lowestLevel } from '../levels';
import { ruleIdOf } from '../ruleDocuments';
import { labelText, LANGUAGE } from '../shared';
import { hitsOn } from './reference';
import { remediesByCommand, remediesFor, remediesOfEvent, type Remedy } from './remedies';

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
      const more = remediesOfEvent(log, first.hit.row);
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
  if (log === undefined || row === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no event at the cursor.'), 4000);
    return;
  }
  const { Separator } = vscode.QuickPickItemKind;
  const itemOf = (remedy: Remedy) => ({ label: remedy.short, remedy });
  const hits = findings === undefined ? [] : shownHits(findings, row);
  const items: (vscode.QuickPickItem & { readonly remedy?: Remedy })[] = [
    ...hits.flatMap((hit) => [
      { label: labelText(findings?.rules[hit.rule]?.title ?? ''), kind: Separator },
      ...remediesFor(log, findings as Findings, hit).map(itemOf),
    ]),
    { label: vscode.l10n.t('This event'), kind: Separator },
    ...[...remediesOfEvent(log, row), ...remediesByCommand(log, row)].map(itemOf),
  ];
  const title =
    hits.length > 0 ? vscode.l10n.t('What to Do about This Finding') : vscode.l10n.t('What to Do with This Event');
  const remedy = (await vscode.window.showQuickPick(items, { title }))?.remedy;
  if (remedy !== undefined) await vscode.commands.executeCommand(remedy.command, ...remedy.arguments);
}

/** What was found on an event from the lowest level on that is shown, the worst first. */
function shownHits(findings: Findings, row: number): FindingHit[] {
  const lowest = lowestLevel();
  const levelOf = ({ rule }: FindingHit): RuleLevel => findings.rules[rule]?.level ?? 'informational';
  const shown = hitsOn(findings, row).filter((hit) => isShown(levelOf(hit), lowest));
  return shown.sort((a, b) => LEVELS.indexOf(levelOf(a)) - LEVELS.indexOf(levelOf(b)));
}

/** The row of the record at a place. */
function rowAt({ document: log }: LogState, place: vscode.Position): number | undefined {
  const record = log?.recordAt(place);
  return record === undefined ? undefined : log?.analysis.rows[record];
}

function actionOf({ long, command, arguments: args }: Remedy, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(long, vscode.CodeActionKind.QuickFix);
  action.command = { command, title: long, arguments: [...args] };
  action.diagnostics = [diagnostic];
  return action;
}
