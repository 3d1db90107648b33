import * as vscode from 'vscode';
import { columnBeside } from '../beside';
import type { ImportRuleLanguage } from '../lazyModules';
import { fileName } from '../shared';
import { ruleDocumentAt, titleAt } from '../ruleYaml';
import { tabsOf } from '../tabs';
import type { TrialScopes } from './scope';
import { type Trials, trialOf } from './trials';

/** The scheme of documents that say what a rule would find. */
const SCHEME = 'cloudtrail-dry-run';
/** A longer name is cut off in its tab. */
const MAX_NAME = 60;

/** What a rule would find, as a preview that follows the rule while it is edited. */
export class DryRuns implements vscode.TextDocumentContentProvider {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  /** The last report of each preview that was shown, by its address; empty where there was none yet. */
  private readonly reports = new Map<string, string>();
  /** By the address of a preview the file that its draft became. */
  private readonly files = new Map<string, string>();

  constructor(
    private readonly trials: Trials,
    private readonly scopes: TrialScopes,
    private readonly language: ImportRuleLanguage,
  ) {}

  register(): vscode.Disposable {
    const refresh = (rule?: string): void => {
      for (const shown of this.reports.keys()) {
        const uri = vscode.Uri.parse(shown, true);
        if (rule === undefined || this.ruleOf(uri).rule === rule) this.renew(uri);
      }
    };
    // what was a rule is one no longer
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => refresh(uri.toString()));
    return vscode.Disposable.from(
      this.trials.onDidChange(refresh),
      this.scopes.onDidChange(() => refresh()),
      closed,
      this.changes,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async show(document: vscode.TextDocument, number: number): Promise<void> {
    const uri = this.shownOf(document.uri.toString(), number) ?? newAddress(document, number);
    this.changes.fire(uri);
    const viewColumn = columnBeside();
    if (viewColumn === vscode.ViewColumn.Beside)
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    else {
      // a preview would take the place of the log that the rule is tried on, where that is one
      const options = { viewColumn, preview: false };
      await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', options);
    }
  }

  /** A draft is a file now, which its previews follow. */
  moved(draft: vscode.Uri, file: vscode.Uri): void {
    for (const shown of this.reports.keys()) {
      const uri = vscode.Uri.parse(shown, true);
      if (this.ruleOf(uri).rule !== draft.toString()) continue;
      this.files.set(shown, file.toString());
      this.renew(uri);
    }
  }

  /** VS Code forgets what a preview is of after some minutes; that it is there again makes the preview look at it. */
  private renew(uri: vscode.Uri): void {
    const shown = uri.toString();
    if (vscode.workspace.textDocuments.some((one) => one.uri.toString() === shown)) this.changes.fire(uri);
    else if (hasTab(uri)) void vscode.workspace.openTextDocument(uri);
    else {
      this.reports.delete(shown);
      this.files.delete(shown);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { rule, number } = this.ruleOf(uri);
    const document = ruleDocumentAt(rule);
    const report = document === undefined ? undefined : await this.report(document, number);
    const before = this.reports.get(uri.toString()) ?? '';
    this.reports.set(uri.toString(), report ?? before);
    if (report !== undefined) return report;
    if (before === '') return vscode.l10n.t('There is no open log to try this rule on.');
    const why =
      document === undefined
        ? vscode.l10n.t('The rule is not open any more: this is what it found before.')
        : this.scopes.current === undefined && !this.scopes.isReading
          ? vscode.l10n.t('No log is open any more: this is what the rule found before.')
          : undefined;
    return why === undefined ? before : `> ${why}\n\n${before}`;
  }

  /** The rule that a preview follows. */
  private ruleOf(preview: vscode.Uri): { rule: string; number: number } {
    const { rule, number } = addressOf(preview);
    return { rule: this.files.get(preview.toString()) ?? rule, number };
  }

  /** The preview of a rule, where there is one: its title may have been another. */
  private shownOf(rule: string, number: number): vscode.Uri | undefined {
    const all = Array.from(this.reports.keys(), (shown) => vscode.Uri.parse(shown, true));
    return all.find((uri) => this.ruleOf(uri).rule === rule && this.ruleOf(uri).number === number);
  }

  private async report(document: vscode.TextDocument, number: number): Promise<string | undefined> {
    const trial = await this.trials.settled(document);
    if (trial === undefined) return undefined;
    const found = trialOf(document, number, trial);
    if (found === undefined) return vscode.l10n.t('This rule could not be tried: see its problems.');
    const { events, unread } = trial.result;
    const samples = await trial.scope.events(Uint32Array.from(found.samples, ({ row }) => row));
    const { dryRunReport } = await this.language();
    return dryRunReport(found, { scope: trial.scope.name, events, unread, samples });
  }
}

/** VS Code does not say of every kind of preview what it is of. */
function hasTab(uri: vscode.Uri): boolean {
  if (tabsOf(uri, vscode.TabInputCustom).length > 0) return true;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input, label }) => input instanceof vscode.TabInputWebview && label.endsWith(fileName(uri)));
}

function addressOf({ query }: vscode.Uri): { rule: string; number: number } {
  const [rule, number] = JSON.parse(query) as [string, number];
  return { rule, number };
}

function newAddress(document: vscode.TextDocument, number: number): vscode.Uri {
  const title = titleAt(document, number)
    .replace(/[^\p{L}\p{N}.,'’()-]+/gu, ' ')
    .trim();
  const name = title === '' ? fileName(document.uri) : title.slice(0, MAX_NAME).trim();
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${vscode.l10n.t('Dry run')} ${name}.md`,
    query: JSON.stringify([document.uri.toString(), number]),
  });
}
