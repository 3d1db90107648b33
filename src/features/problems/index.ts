import * as vscode from 'vscode';
import type { LogState, OpenLogs } from '../../case/openLogs';
import { documentDiagnostics } from './documentProblems';
import { findingDiagnostics } from './findings';
import { RULE_SCHEME, RuleDocuments } from './ruleDocuments';

/** The Problems panel: what is suspicious in the open logs, and what in them is broken. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  const broken = vscode.languages.createDiagnosticCollection('cloudtrail-log');
  const suspicious = vscode.languages.createDiagnosticCollection('cloudtrail');
  const show = (state: LogState): void => {
    const uri = vscode.Uri.parse(state.uri, true);
    broken.set(uri, documentDiagnostics(state));
    // while a new version is read, what was found in the old one stays in sight
    if (state.document !== undefined && state.findings !== undefined) {
      suspicious.set(uri, findingDiagnostics(state.document, state.findings));
    }
  };
  context.subscriptions.push(
    broken,
    suspicious,
    logs.onDidChange(show),
    logs.onDidClose((uri) => {
      broken.delete(vscode.Uri.parse(uri, true));
      suspicious.delete(vscode.Uri.parse(uri, true));
    }),
    vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, new RuleDocuments(logs)),
  );
}
