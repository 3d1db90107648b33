import * as vscode from 'vscode';
import { ExceptionAnswers } from '../../case/exceptions/exceptionAnswers';
import type { ExceptionUse } from '../../case/exceptions/exceptionsUsed';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { RuleProblem } from '../../detection';
import { countInWords } from '../counts';
import { isInFile, UNUSED_EXCEPTION } from '../rulesInForce/ruleFiles';
import { problemDiagnostic } from '../rulesInForce/ruleProblem';
import { isRuleDocument } from '../ruleYaml';
import { PROBLEM_SOURCE } from '../shared';
import { documentsInTabs, documentsOf } from '../tabs';
import { isExceptionsFile } from '../rulesInForce/windowRules';

/**
 * Tells in the files themselves what is wrong with rules and exceptions: which cannot be used, and of the exceptions
 * which are over or without use: those that left out nothing of any log that is open.
 */
export class RuleFileProblems implements vscode.Disposable {
  private readonly answers: ExceptionAnswers;
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-rule-files');
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  private problems: readonly RuleProblem[] = [];
  /** The files in tabs of which rule writing says what is wrong with them, as they are now. */
  private told: ReadonlySet<string> = new Set();
  private readonly listening: vscode.Disposable;

  constructor(logs: OpenLogs) {
    this.answers = new ExceptionAnswers(
      (key, signal) => logs.worker.exceptions(key, signal),
      () => this.show(),
    );
    const touched = (documents: ReadonlySet<string>): void => {
      if (this.problems.some(({ path }) => documents.has(path))) this.show();
    };
    const changed = (document: vscode.TextDocument): void => {
      const uri = document.uri.toString();
      if (isToldInTab(document, documentsInTabs()) !== this.told.has(uri)) touched(new Set([uri]));
    };
    // what rule writing says of a file in a tab need not be said twice
    this.listening = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) =>
        touched(new Set([...opened, ...closed].flatMap(documentsOf))),
      ),
      vscode.workspace.onDidOpenTextDocument(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document)),
    );
  }

  /** A log or a case is being read, or the rules run over it. */
  awaits(key: string, isCase: boolean): void {
    this.answers.awaits(key, isCase);
  }

  /** The rules or the exceptions changed. */
  rulesChanged(): void {
    this.answers.rulesChanged();
  }

  /** The rules ran over a log or a case. */
  ran(key: string, isCase: boolean, problems: readonly RuleProblem[]): void {
    this.problems = problems.filter(isToBeSaid);
    this.answers.ran(key, isCase);
    this.show();
  }

  /** A log or a case is open no longer, or cannot be read. */
  gone(key: string): void {
    this.answers.gone(key);
  }

  /** Events that exceptions left out of a log or a case. */
  leftOut(key: string): number {
    return this.answers.leftOut(key);
  }

  /** Files in which there are rules or exceptions that cannot be used: of exceptions, and others. */
  get brokenFiles(): { readonly exceptions: number; readonly rules: number } {
    const all = [...new Set(this.problems.filter(({ severity }) => severity === 'error').map(({ path }) => path))];
    const exceptions = all.filter(isExceptionsFile).length;
    return { exceptions, rules: all.length - exceptions };
  }

  dispose(): void {
    this.listening.dispose();
    this.collection.dispose();
    this.changes.dispose();
  }

  private show(): void {
    const diagnostics = new Map<string, vscode.Diagnostic[]>();
    const add = (path: string, diagnostic: vscode.Diagnostic): void => {
      diagnostic.source = PROBLEM_SOURCE;
      const known = diagnostics.get(path);
      if (known === undefined) diagnostics.set(path, [diagnostic]);
      else known.push(diagnostic);
    };
    const inTabs = documentsInTabs();
    const told = vscode.workspace.textDocuments.filter((document) => isToldInTab(document, inTabs));
    this.told = new Set(told.map(({ uri }) => uri.toString()));
    if (this.answers.isAnyOpen) {
      for (const problem of this.problems)
        if (!this.told.has(problem.path)) add(problem.path, problemDiagnostic(problem));
    }
    const { uses, inCase } = this.answers.unused();
    for (const path of new Set(uses.map((use) => use.path))) {
      const its = isExceptionsFile(path) ? uses.filter((use) => use.path === path) : [];
      for (const [n, use] of its.entries()) add(path, ofUnused(use, inCase, n, its.length - MOST_UNUSED));
    }
    this.collection.clear();
    for (const [path, list] of diagnostics) this.collection.set(vscode.Uri.parse(path, true), list);
    this.changes.fire();
  }
}

/** Rule writing looks at what looks like rules: a file in which nothing does, as it is broken, is left to us. */
function isToldInTab(document: vscode.TextDocument, inTabs: ReadonlySet<string>): boolean {
  return inTabs.has(document.uri.toString()) && isRuleDocument(document);
}

/** Of exceptions all, for people review them; of a folder of rules that somebody else wrote what keeps one from use. */
function isToBeSaid({ path, severity }: RuleProblem): boolean {
  return isInFile(path) && (severity === 'error' || isExceptionsFile(path));
}

/** So many exceptions without use the Problems panel lists of a file: teams share files of hundreds. */
const MOST_UNUSED = 10;

/**
 * One log of many says little; a case says more, but a workspace may hold several.
 * @param number which of those of its file it is, from 0
 * @param more how many of them the Problems panel does not list
 */
function ofUnused({ line }: ExceptionUse, wide: boolean, number: number, more: number): vscode.Diagnostic {
  const said = [
    wide
      ? vscode.l10n.t('This exception left out nothing in the open case.')
      : vscode.l10n.t('This exception left out nothing in the logs that are open.'),
    number === MOST_UNUSED - 1 && more > 0 ? vscode.l10n.t('Nor did {0} more of this file.', countInWords(more)) : '',
    wide ? vscode.l10n.t('Another case may need it.') : '',
  ];
  const severity = wide ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
  const unused = new vscode.Diagnostic(
    new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER),
    said.filter((part) => part !== '').join(' '),
    number < MOST_UNUSED ? severity : vscode.DiagnosticSeverity.Hint,
  );
  unused.code = UNUSED_EXCEPTION;
  return unused;
}
