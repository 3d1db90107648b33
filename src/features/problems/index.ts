import * as vscode from 'vscode';
import type { LogState, OpenLogs } from '../../case/documents/openLogs';
import { lowestLevel, onDidChangeLevel } from '../levels';
import { RULE_SCHEME, RuleDocuments } from '../rulesInForce/ruleDocuments';
import { documentDiagnostics } from './documentProblems';
import { findingDiagnostics } from './findings';

/** The Problems panel: what is suspicious in the open logs, and what in them is broken. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  const broken = vscode.languages.createDiagnosticCollection('cloudtrail-log');
  const suspicious = vscode.languages.createDiagnosticCollection('cloudtrail');
  const shown = new Map<string, LogState>();
  const showFindings = ({ uri, document, findings }: LogState): void => {
    // while a new version is read, what was found in the old one stays in sight
    if (document === undefined || findings === undefined) return;
    suspicious.set(vscode.Uri.parse(uri, true), findingDiagnostics(document, findings, lowestLevel()));
  };
  context.subscriptions.push(
    broken,
    suspicious,
    logs.onDidChange((state) => {
      broken.set(vscode.Uri.parse(state.uri, true), documentDiagnostics(state));
      if (shown.get(state.uri)?.findings !== state.findings) showFindings(state);
      shown.set(state.uri, state);
    }),
    logs.onDidClose((uri) => {
      shown.delete(uri);
      broken.delete(vscode.Uri.parse(uri, true));
      suspicious.delete(vscode.Uri.parse(uri, true));
    }),
    onDidChangeLevel(() => shown.forEach(showFindings)),
    vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, new RuleDocuments(logs)),
  );
}
