import * as vscode from 'vscode';
import type { ExceptionUse } from '../../case/exceptionsUsed';
import type { OpenLogs } from '../../case/openLogs';
import type { RuleProblem } from '../../detection';
import { EXCEPTIONS_PATH } from '../ruleFiles';

const SOURCE = 'CloudTrail';

/** What was asked about the exceptions in one log or case. */
interface Answer {
  readonly abort: AbortController;
  uses?: readonly ExceptionUse[];
  readonly isCase: boolean;
}

/**
 * Tells in the files of exceptions which of them are over, broken or without use: those that left out nothing of any
 * log that is open.
 */
export class ExceptionProblems implements vscode.Disposable {
  private readonly answers = new Map<string, Answer>();
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-exceptions');
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  private problems: readonly RuleProblem[] = [];

  private readonly listening: vscode.Disposable;

  constructor(private readonly logs: OpenLogs) {
    const shownElsewhere = ({ uri }: vscode.TextDocument): void => {
      if (isExceptions(uri.path)) this.show();
    };
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(shownElsewhere),
      vscode.workspace.onDidCloseTextDocument(shownElsewhere),
    );
  }

  /** The rules ran over a log or a case: asks what the exceptions left out there. */
  ran(key: string, isCase: boolean, problems: readonly RuleProblem[]): void {
    this.answers.get(key)?.abort.abort();
    const answer: Answer = { abort: new AbortController(), isCase };
    this.answers.set(key, answer);
    this.problems = problems;
    this.logs.worker.exceptions(key, answer.abort.signal).then(
      (uses) => {
        if (answer.abort.signal.aborted) return;
        answer.uses = uses;
        this.show();
      },
      // superseded, or the worker is gone: then the rules run again
      () => undefined,
    );
  }

  closed(key: string): void {
    if (!this.answers.has(key)) return;
    this.answers.get(key)?.abort.abort();
    this.answers.delete(key);
    this.show();
  }

  /** Events that exceptions left out of a log or a case. */
  leftOut(key: string): number {
    return (this.answers.get(key)?.uses ?? []).reduce((sum, { events }) => sum + events, 0);
  }

  dispose(): void {
    this.listening.dispose();
    this.collection.dispose();
    this.changes.dispose();
  }

  private show(): void {
    const diagnostics = new Map<string, vscode.Diagnostic[]>();
    const add = (path: string, diagnostic: vscode.Diagnostic): void => {
      diagnostic.source = SOURCE;
      diagnostics.set(path, [...(diagnostics.get(path) ?? []), diagnostic]);
    };
    const asked = [...this.answers.values()].filter(({ uses }) => uses !== undefined);
    if (asked.length > 0) {
      for (const problem of this.problems) {
        if (isExceptions(problem.path) && isToBeSaid(problem)) add(problem.path, ofProblem(problem));
      }
      const wide = asked.some(({ isCase }) => isCase);
      for (const use of unusedIn(asked.map(({ uses = [] }) => uses))) {
        if (isExceptions(use.path)) add(use.path, ofUnused(use, wide));
      }
    }
    this.collection.clear();
    for (const [path, list] of diagnostics) this.collection.set(vscode.Uri.parse(path, true), list);
    this.changes.fire();
  }
}

function isExceptions(path: string): boolean {
  return path.endsWith(`/${EXCEPTIONS_PATH}`);
}

/** Of a file in the editor, rule writing says what is wrong as it is typed; of days it knows nothing. */
function isToBeSaid({ path, message }: RuleProblem): boolean {
  const isOpen = vscode.workspace.textDocuments.some(({ uri, isClosed }) => uri.toString() === path && !isClosed);
  return !isOpen || message.startsWith('This filter expired on ');
}

/** The exceptions that none of several logs has a use for. */
function unusedIn(answers: readonly (readonly ExceptionUse[])[]): ExceptionUse[] {
  const keyOf = ({ path, line }: ExceptionUse): string => `${line} ${path}`;
  const used = new Set(answers.flatMap((uses) => uses.filter(({ events }) => events > 0).map(keyOf)));
  const all = new Map(answers.flatMap((uses) => uses.map((use) => [keyOf(use), use] as const)));
  return [...all].flatMap(([key, use]) => (used.has(key) ? [] : [use]));
}

function ofProblem({ message, severity, line, column, endLine, endColumn }: RuleProblem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  return new vscode.Diagnostic(range, message, level);
}

/** One log of many says little; a case says that the exception can go. */
function ofUnused({ line }: ExceptionUse, wide: boolean): vscode.Diagnostic {
  return new vscode.Diagnostic(
    new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER),
    wide
      ? vscode.l10n.t('This exception left out nothing in the open case.')
      : vscode.l10n.t('This exception left out nothing in the logs that are open.'),
    wide ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information,
  );
}
