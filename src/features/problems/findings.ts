import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/engine';
import type { LogDocument } from '../../case/logDocument';
import type { RuleFacts } from '../../case/ruleBook';
import type { RuleLevel } from '../../detection';
import { isShown, LEVELS } from '../levels';
import { ruleUri } from '../ruleDocuments';
import { nameOf, relatedTo } from './related';

const SOURCE = 'CloudTrail';

/** VS Code shows 1,000 diagnostics a file; one is kept for what we say of the rest. */
const MAX_DIAGNOSTICS = 999;

const SEVERITIES: Readonly<Record<RuleLevel, vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Error,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
  // a Hint is not listed in the Problems panel
  informational: vscode.DiagnosticSeverity.Information,
};

/** The findings of a log from a level on, each on its event's name; of too many the most severe. */
export function findingDiagnostics(log: LogDocument, findings: Findings, lowest: RuleLevel): vscode.Diagnostic[] {
  const ruleOf = (hit: FindingHit): RuleFacts => findings.rules[hit.rule] as RuleFacts;
  const rank = (hit: FindingHit): number => LEVELS.indexOf(ruleOf(hit).level);
  const hits = findings.hits.map((hit, number) => ({ hit, number }));
  const sorted = hits.filter(({ hit }) => isShown(ruleOf(hit).level, lowest));
  sorted.sort((a, b) => rank(a.hit) - rank(b.hit));
  const shown = sorted.slice(0, MAX_DIAGNOSTICS);
  const related = relatedTo(log, findings, shown.length);
  const diagnostics = shown.map(({ hit, number }) => {
    const rule = ruleOf(hit);
    const diagnostic = new vscode.Diagnostic(nameOf(log, hit.row), rule.title, SEVERITIES[rule.level]);
    diagnostic.source = SOURCE;
    diagnostic.code = { value: rule.id, target: ruleUri(rule) };
    diagnostic.relatedInformation = related(hit, number);
    return diagnostic;
  });
  const rest = sorted.length - diagnostics.length;
  if (rest > 0) {
    const message = vscode.l10n.t(
      '{0} more findings, none of them more severe than those listed, are not shown.',
      rest,
    );
    const note = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information);
    note.source = SOURCE;
    diagnostics.push(note);
  }
  return diagnostics;
}
