import * as vscode from 'vscode';
import type { RuleProblem, Stretch } from '../../detection';
import { PROBLEM_SOURCE } from '../shared';

/** A place of a rule file in the editor's own type. */
export function rangeOf({ line, column, endLine, endColumn }: Stretch): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

/** What is wrong in a rule file, as the Problems panel says it. */
export function problemDiagnostic(problem: RuleProblem): vscode.Diagnostic {
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(problem), problem.message, severity);
  diagnostic.source = PROBLEM_SOURCE;
  if (problem.code !== undefined) diagnostic.code = problem.code;
  return diagnostic;
}
