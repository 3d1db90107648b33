import * as vscode from 'vscode';
import type { LogState } from '../../case/documents/openLogs';
import type { SourceProblem } from '../../reading/problem';
import { PROBLEM_SOURCE } from '../shared';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/** What could not be read, where it stands. */
export function documentDiagnostics(state: LogState): vscode.Diagnostic[] {
  const problems = (state.document?.analysis.problems ?? []).map(diagnosticOf);
  if (state.failure !== undefined) problems.push(diagnosticOf({ message: state.failure, severity: 'error' }));
  return problems;
}

function diagnosticOf({ message, severity, line = 1, column = 1 }: SourceProblem): vscode.Diagnostic {
  const at = new vscode.Range(line - 1, column - 1, line - 1, column);
  const diagnostic = new vscode.Diagnostic(at, message, SEVERITIES[severity]);
  diagnostic.source = PROBLEM_SOURCE;
  return diagnostic;
}
