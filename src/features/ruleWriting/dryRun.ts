import * as vscode from 'vscode';
import { dryRunReport } from '../../case/rules/ruleWriting/report';
import { columnBeside } from '../beside';
import { fileName } from '../shared';
import { ruleDocumentAt } from '../ruleYaml';
import type { TrialScopes } from './scope';
import { type Trials, trialOf } from './trials';

/** The scheme of documents that say what a rule would find. */
const SCHEME = 'cloudtrail-dry-run';

/** What a rule would find, as a preview that follows the rule while it is edited. */
export class DryRuns implements vscode.TextDocumentContentProvider {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  /** The last report of each preview that was shown, by its address; empty where there was none yet. */
  private readonly reports = new Map<string, string>();

  constructor(
    private readonly trials: Trials,
    private readonly scopes: TrialScopes,
  ) {}

  register(): vscode.Disposable {
    const refresh = (rule?: string): void => {
      for (const shown of this.reports.keys()) {
        const uri = vscode.Uri.parse(shown, true);
        if (rule === undefined || addressOf(uri).rule === rule) this.changes.fire(uri);
      }
    };
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.reports.delete(uri.toString()));
    return vscode.Disposable.from(
      this.trials.onDidChange(refresh),
      // a rule is tried on the next log of itself, but not where there is none
      this.scopes.onDidChange(() => this.scopes.current === undefined && refresh()),
      closed,
      this.changes,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async show(document: vscode.TextDocument, number: number): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${vscode.l10n.t('Dry run')} ${nameOf(document)}${number > 0 ? ` ${number + 1}` : ''}.md`,
      query: JSON.stringify([document.uri.toString(), number]),
    });
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

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { rule, number } = addressOf(uri);
    const document = ruleDocumentAt(rule);
    const report = document === undefined ? undefined : await this.report(document, number);
    const before = this.reports.get(uri.toString()) ?? '';
    this.reports.set(uri.toString(), report ?? before);
    if (report !== undefined) return report;
    if (before === '') return vscode.l10n.t('There is no open log to try this rule on.');
    if (this.scopes.current !== undefined || this.scopes.isReading) return before;
    return `> ${vscode.l10n.t('No log is open any more: this is what the rule found before.')}\n\n${before}`;
  }

  private async report(document: vscode.TextDocument, number: number): Promise<string | undefined> {
    const trial = await this.trials.settled(document);
    if (trial === undefined) return undefined;
    const found = trialOf(document, number, trial);
    if (found === undefined) return vscode.l10n.t('This rule could not be tried: see its problems.');
    const { events, unread } = trial.result;
    const samples = await trial.scope.events(Uint32Array.from(found.samples, ({ row }) => row));
    return dryRunReport(found, { scope: trial.scope.name, events, unread, samples });
  }
}

function addressOf({ query }: vscode.Uri): { rule: string; number: number } {
  const [rule, number] = JSON.parse(query) as [string, number];
  return { rule, number };
}

function nameOf({ uri }: vscode.TextDocument): string {
  const name = fileName(uri);
  return name.replace(/\.ya?ml$/, '').replace(/[^\w .-]+/g, ' ');
}
