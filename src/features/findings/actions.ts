import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/openLogs';
import { labelText } from '../shared';
import { type FindingReference, hitsOn } from './reference';

/** What can be done about a finding, on its line: exceptions, the rule, more of the same identity. */
export class FindingActions implements vscode.CodeActionProvider {
  constructor(private readonly logs: OpenLogs) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const scope = document.uri.toString();
    const state = this.logs.state(scope);
    const log = state?.document;
    if (log === undefined || state?.findings === undefined) return [];
    const { findings } = state;
    const actions: vscode.CodeAction[] = [];
    let last: { finding: FindingReference; identity: string; diagnostic: vscode.Diagnostic } | undefined;
    for (const diagnostic of diagnostics) {
      const id = ruleIdOf(diagnostic);
      const record = id === undefined ? undefined : log.recordAt(diagnostic.range.start);
      const row = record === undefined ? undefined : log.analysis.rows[record];
      if (row === undefined) continue;
      const hit = hitsOn(findings, row).find(({ rule }) => findings.rules[rule]?.id === id);
      const rule = hit && findings.rules[hit.rule];
      if (hit === undefined || rule === undefined) continue;
      const finding = { scope, rule, row, chain: hit.chain };
      const identity = labelText(log.eventOfRow(row).identity);
      actions.push(...actionsFor(finding, identity, diagnostic));
      last = { finding, identity, diagnostic };
    }
    if (last !== undefined) {
      const title = vscode.l10n.t('Show all events of {0}', last.identity);
      actions.push(action(title, 'showEventsOfIdentity', last.finding, last.diagnostic));
    }
    return actions;
  }
}

function actionsFor(finding: FindingReference, identity: string, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const title = labelText(finding.rule.title);
  const events = finding.chain.length;
  return [
    action(vscode.l10n.t('Except {0} from “{1}”…', identity, title), 'exceptIdentity', finding, diagnostic),
    action(
      events > 0
        ? vscode.l10n.t('Except these {0} events from “{1}”…', events, title)
        : vscode.l10n.t('Except this event from “{0}”…', title),
      'exceptEvent',
      finding,
      diagnostic,
    ),
    action(vscode.l10n.t('Turn “{0}” off here…', title), 'turnRuleOff', finding, diagnostic),
    action(vscode.l10n.t('Open the rule “{0}”', title), 'openRule', finding, diagnostic),
    action(vscode.l10n.t('Copy as Sigma filter: {0}, “{1}”', identity, title), 'copyAsFilter', finding, diagnostic),
  ];
}

function action(
  title: string,
  command: string,
  finding: FindingReference,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command: `cloudtrail.${command}`, title, arguments: [finding] };
  made.diagnostics = [diagnostic];
  return made;
}

/** The id of the rule that made a diagnostic; undefined when it is none of ours. */
function ruleIdOf({ source, code }: vscode.Diagnostic): string | undefined {
  return source === 'CloudTrail' && typeof code === 'object' ? String(code.value) : undefined;
}
