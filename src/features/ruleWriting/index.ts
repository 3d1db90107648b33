import * as vscode from 'vscode';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { ImportRuleLanguage, LazyReference } from '../lazyModules';
import { onDidChangeLevel } from '../levels';
import type { RecordTexts } from '../recordTexts';
import type { RuleFiles } from '../rulesInForce/ruleFiles';
import { documentsOf } from '../tabs';
import { RuleChecks } from './checks';
import { TrialLenses } from './codeLens';
import { RuleCompletions } from './completion';
import { registerCreateRule } from './createRule';
import { RuleDiagnostics } from './diagnostics';
import { DryRuns } from './dryRun';
import { ExceptionFixes } from './exceptionFixes';
import { RuleFixes } from './fixes';
import { RuleHovers } from './hover';
import { showMatches } from './matches';
import { registerNavigation } from './navigation';
import { registerNewRule } from './newRule';
import { putInForce } from './putInForce';
import { headsOf, isRuleDocument, RULE_DOCUMENTS, ruleDocumentAt } from '../ruleYaml';
import { TrialScopes } from './scope';
import { SeenInScope } from './seen';
import { PUT_IN_FORCE, RuleStandings } from './standing';
import { Suggestions } from './suggestions';
import { Trials } from './trials';

/** What rule writing asks. */
export interface RuleWritingParts {
  readonly logs: OpenLogs;
  readonly openCase: OpenCase;
  readonly worker: RuleWritingWorker;
  readonly records: RecordTexts;
  readonly reference: LazyReference;
  readonly language: ImportRuleLanguage;
  readonly rules: RuleFiles;
}

/** Writing Sigma rules with the log beside them, in any YAML document that is one. */
export function register(context: vscode.ExtensionContext, parts: RuleWritingParts): void {
  const { logs, openCase, worker, records, reference, language, rules } = parts;
  const scopes = new TrialScopes(logs, openCase);
  const checks = new RuleChecks(worker);
  const diagnostics = new RuleDiagnostics(worker, checks, scopes, language, reference);
  const trials = new Trials(worker, scopes);
  const standings = new RuleStandings(checks, rules);
  const lenses = new TrialLenses(trials, scopes, standings);
  const dryRuns = new DryRuns(trials, scopes, language);
  const seen = new SeenInScope(worker, scopes);
  const lookAtAll = (): void => vscode.workspace.textDocuments.forEach((document) => diagnostics.changed(document));
  const activated = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isRule = document !== undefined && isRuleDocument(document);
    void vscode.commands.executeCommand('setContext', 'cloudtrail.isRule', isRule);
    // so that the first completion need not wait for it
    if (isRule) void seen.fields([]);
  };
  context.subscriptions.push(
    scopes,
    diagnostics,
    trials,
    scopes.onDidChange(() => {
      lenses.refresh();
      lookAtAll();
    }),
    trials.onDidChange(() => lenses.refresh()),
    standings.onDidChange(() => lenses.refresh()),
    onDidChangeLevel(() => lenses.refresh()),
    rules.onDidChange(() => {
      checks.forgetAll();
      trials.forgetAll();
      lenses.refresh();
      lookAtAll();
    }),
    vscode.workspace.onDidOpenTextDocument((document) => diagnostics.changed(document, 0)),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      const touched = new Set([...opened, ...closed].flatMap(documentsOf));
      for (const document of vscode.workspace.textDocuments)
        if (touched.has(document.uri.toString())) diagnostics.changed(document, 0);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (isRuleDocument(document)) lenses.refresh();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      diagnostics.changed(document);
      if (document === vscode.window.activeTextEditor?.document) activated();
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      diagnostics.closed(document);
      checks.forget(document.uri.toString());
      standings.forget(document.uri.toString());
      trials.close(document.uri.toString());
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) =>
      editors.forEach(({ document }) => diagnostics.changed(document)),
    ),
    vscode.window.onDidChangeActiveTextEditor(activated),
    dryRuns.register(),
    registerCreateRule(logs, records, worker, language),
    registerNewRule(language),
    registerNavigation(worker, language),
    vscode.languages.registerCodeLensProvider(RULE_DOCUMENTS, lenses),
    vscode.languages.registerHoverProvider(
      RULE_DOCUMENTS,
      new RuleHovers(worker, checks, scopes, { reference, language, seen }),
    ),
    vscode.languages.registerCodeActionsProvider(RULE_DOCUMENTS, new RuleFixes(diagnostics), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerCodeActionsProvider(RULE_DOCUMENTS, new ExceptionFixes(), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerCompletionItemProvider(
      RULE_DOCUMENTS,
      new RuleCompletions(new Suggestions(worker, scopes, seen, language), language),
      ...RuleCompletions.triggers,
    ),
    onRule('cloudtrail.showRuleMatches', async (document, number) => {
      const trial = await trials.settled(document);
      if (trial !== undefined) await showMatches(document, number, trial);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Open a log to see what this rule matches'));
    }),
    onRule('cloudtrail.dryRunRule', (document, number) => dryRuns.show(document, number)),
    onRule(PUT_IN_FORCE, (document) =>
      putInForce(
        document,
        rules.waitsForTrust(document),
        async (one) => (await checks.of(one))?.problems.some(({ severity }) => severity === 'error') ?? false,
        (draft, file) => dryRuns.moved(draft, file),
      ),
    ),
  );
  lookAtAll();
  activated();
}

/** A command on one rule of a document: the one that is named, or the one at the cursor of the active editor. */
function onRule(
  command: string,
  run: (document: vscode.TextDocument, number: number) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (uri?: unknown, number?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const document = uri instanceof vscode.Uri ? ruleDocumentAt(uri.toString()) : editor?.document;
    if (document === undefined || !isRuleDocument(document)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a Sigma rule for CloudTrail first.'));
      return;
    }
    await run(document, typeof number === 'number' ? number : numberAt(document, editor));
  });
}

/** The rule of a file that the cursor is in. */
function numberAt(document: vscode.TextDocument, editor: vscode.TextEditor | undefined): number {
  const line = editor?.document === document ? editor.selection.active.line : 0;
  return Math.max(
    0,
    headsOf(document).findLastIndex((head) => head.line <= line),
  );
}
