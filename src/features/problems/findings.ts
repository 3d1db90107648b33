import * as vscode from 'vscode';
import type { Findings } from '../../case/engine';
import type { RuleFacts } from '../../case/ruleBook';
import type { LogDocument } from '../../case/logDocument';
import type { RuleLevel } from '../../detection';
import { toRange } from '../shared';
import { ruleUri } from './ruleDocuments';

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

const ORDER: readonly RuleLevel[] = ['critical', 'high', 'medium', 'low', 'informational'];

/** The findings of a log, each on its event's name; of too many the most severe. */
export function findingDiagnostics(log: LogDocument, { rules, hits }: Findings): vscode.Diagnostic[] {
  const ruleOf = (hit: { readonly rule: number }): RuleFacts => rules[hit.rule] as RuleFacts;
  const sorted = [...hits].sort((a, b) => ORDER.indexOf(ruleOf(a).level) - ORDER.indexOf(ruleOf(b).level));
  const diagnostics = sorted.slice(0, MAX_DIAGNOSTICS).map((hit) => {
    const rule = ruleOf(hit);
    const diagnostic = new vscode.Diagnostic(rangeOf(log, hit.row), rule.title, SEVERITIES[rule.level]);
    diagnostic.source = SOURCE;
    diagnostic.code = { value: rule.id, target: ruleUri(rule) };
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

/** The value of the event's name, or the record's first line when it has none. */
function rangeOf(log: LogDocument, row: number): vscode.Range {
  const record = log.recordOfRow(row);
  const name = toRange(log.nameRange(record));
  return name.isEmpty ? new vscode.Range(name.start, name.start.translate(0, 1)) : name;
}
