import * as vscode from 'vscode';
import type { RuleCheck, RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { MistypedCall } from '../../case/rules/ruleWriting/mistypedCalls';
import type { WrittenField } from '../../detection';
import { problemDiagnostic, rangeOf } from '../rulesInForce/ruleProblem';
import { PROBLEM_SOURCE, labelText } from '../shared';
import type { RuleChecks } from './checks';
import type { ImportRuleLanguage, LazyReference } from '../lazyModules';
import { documentsInTabs } from '../tabs';
import { isRuleDocument } from '../ruleYaml';
import type { TrialScope, TrialScopes } from './scope';

/** A keystroke is not yet a change worth a check. */
const SETTLE_MILLISECONDS = 300;

/** What is wrong, and the name that was probably meant where one is none. */
interface Told {
  readonly diagnostic: vscode.Diagnostic;
  readonly meant: string | undefined;
}

/** A name that is none, and the one that was probably meant. */
export interface Mistaken {
  readonly diagnostic: vscode.Diagnostic;
  readonly meant: string;
}

/** Problems of rule documents, and hints on fields that no event of the open log or case has. */
export class RuleDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-rules');
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly counting = new Map<string, AbortController>();
  /** What is shown of each document, and of which version. */
  private readonly shown = new Map<string, { readonly version: number; readonly told: readonly Told[] }>();

  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly checks: RuleChecks,
    private readonly scopes: TrialScopes,
    private readonly language: ImportRuleLanguage,
    private readonly reference: LazyReference,
  ) {}

  /** Looks at a document again, once it has settled. */
  changed(document: vscode.TextDocument, wait = SETTLE_MILLISECONDS): void {
    const uri = document.uri.toString();
    clearTimeout(this.timers.get(uri));
    this.counting.get(uri)?.abort();
    if (document.isClosed) return;
    if (!isRuleDocument(document) || !documentsInTabs().has(uri)) {
      this.shown.delete(uri);
      this.collection.delete(document.uri);
      return;
    }
    this.timers.set(
      uri,
      setTimeout(() => void this.look(document), wait),
    );
  }

  /**
   * The names in a document, as it is now, that are none and near to one that is. Where somebody has just typed, it is
   * looked at at once: who asks does not ask a second time.
   */
  async mistaken(document: vscode.TextDocument): Promise<Mistaken[]> {
    const { uri, version } = document;
    if (this.shown.get(uri.toString())?.version !== version) await this.tell(document);
    const shown = this.shown.get(uri.toString());
    if (shown?.version !== version || document.version !== version) return [];
    return shown.told.flatMap(({ diagnostic, meant }) => (meant === undefined ? [] : [{ diagnostic, meant }]));
  }

  closed(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    clearTimeout(this.timers.get(uri));
    this.counting.get(uri)?.abort();
    this.timers.delete(uri);
    this.counting.delete(uri);
    this.shown.delete(uri);
    this.collection.delete(document.uri);
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.collection.dispose();
  }

  /** Shows what is wrong; undefined where the document is another one meanwhile. */
  private async tell(
    document: vscode.TextDocument,
  ): Promise<{ readonly rules: RuleCheck['rules']; readonly problems: readonly Told[] } | undefined> {
    const { version } = document;
    const check = await this.checks.of(document);
    if (check === undefined || document.isClosed || document.version !== version) return undefined;
    const problems = check.problems.map((problem): Told => ({
      diagnostic: problemDiagnostic(problem),
      meant: problem.meant,
    }));
    // the hints of this version stay in sight while they are counted again
    if (this.shown.get(document.uri.toString())?.version !== version) this.show(document, problems);
    return { rules: check.rules, problems };
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const told = await this.tell(document);
    if (told === undefined) return;
    const { rules, problems } = told;
    const isOld = (): boolean => document.isClosed || document.version !== version;
    const fields = rules.flatMap((rule) => rule.fields);
    const [hints, calls] = await Promise.all([
      this.hints(document, fields, problems),
      this.calls(fields).catch((): Told[] => []),
    ]);
    if (hints !== undefined && !isOld()) this.show(document, [...problems, ...hints, ...calls]);
  }

  /** Names that no call has, as far as is known, and that are near to that of one. */
  private async calls(fields: readonly WrittenField[]): Promise<Told[]> {
    const { callsNamed, mistypedCalls } = await this.language();
    const named = callsNamed(fields);
    if (named.length === 0) return [];
    const reference = await this.reference();
    const mistyped = await mistypedCalls(named, (eventSource) => reference.callNames(eventSource));
    return mistyped.map(callHint);
  }

  private show({ uri, version }: vscode.TextDocument, told: readonly Told[]): void {
    this.shown.set(uri.toString(), { version, told });
    this.collection.set(
      uri,
      told.map(({ diagnostic }) => diagnostic),
    );
  }

  /** Undefined when it was given up for a newer question. */
  private async hints(
    document: vscode.TextDocument,
    written: readonly WrittenField[],
    problems: readonly Told[],
  ): Promise<Told[] | undefined> {
    const scope = this.scopes.current;
    const isSeen = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
    const fields = written.filter(({ use, modifiers }) => use !== 'show' && !asksForAbsence(modifiers));
    if (scope === undefined || !isSeen || fields.length === 0) return [];
    const controller = new AbortController();
    const uri = document.uri.toString();
    this.counting.get(uri)?.abort();
    this.counting.set(uri, controller);
    const paths = fields.map(({ field }) => field);
    const [counts, language] = await Promise.all([
      this.worker.countFields(scope.key, paths, controller.signal).catch(() => undefined),
      this.language().catch(() => undefined),
    ]);
    const isOver = (): boolean => controller.signal.aborted || scope !== this.scopes.current;
    if (isOver()) return undefined;
    // of what is told already, with what is meant, that says no more
    const isTold = ({ at }: WrittenField): boolean =>
      problems.some(({ diagnostic, meant }) => meant !== undefined && diagnostic.range.isEqual(rangeOf(at)));
    const missing = fields.filter((field, n) => counts?.[n] === 0 && !isTold(field));
    // one that is known to exist is not mistaken for another
    const strange = missing.map(({ field }) => field).filter((field) => language?.KNOWN_FIELDS.has(field) !== true);
    const meant =
      strange.length === 0
        ? []
        : await this.worker.nearestFields(scope.key, strange, controller.signal).catch(() => undefined);
    if (isOver()) return undefined;
    return missing.flatMap((field) => {
      const own = meant?.[strange.indexOf(field.field)];
      return own === undefined && isToBeAbsent(field) ? [] : [hint(field, scope, own)];
    });
  }
}

/** A field of which a rule wants to know whether it is there may well be nowhere. */
function asksForAbsence(modifiers: WrittenField['modifiers']): boolean {
  return modifiers.some(({ text }) => text === 'exists');
}

/** One that is compared with null alone, as of a call that worked its error: a slip in its name is told of all the same. */
function isToBeAbsent({ use, modifiers, values }: WrittenField): boolean {
  return use === 'match' && values.length === 0 && modifiers.every(({ text }) => text !== 'fieldref');
}

function hint({ field, at }: WrittenField, { name }: TrialScope, meant: string | undefined): Told {
  const missing = vscode.l10n.t('No event of {0} has the field {1}.', labelText(name), labelText(field));
  const message =
    meant === undefined ? missing : `${missing} ${vscode.l10n.t('Did you mean "{0}"?', labelText(meant))}`;
  // the keys that go from problem to problem pass over hints; a log may well lack a field that there is
  const severity = meant === undefined ? vscode.DiagnosticSeverity.Hint : vscode.DiagnosticSeverity.Information;
  const diagnostic = new vscode.Diagnostic(rangeOf(at), message, severity);
  diagnostic.source = PROBLEM_SOURCE;
  return { diagnostic, meant };
}

function callHint({ call: { text: name, at, eventSource }, meant }: MistypedCall): Told {
  const missing =
    eventSource === undefined
      ? vscode.l10n.t('No call named "{0}" is known.', labelText(name))
      : vscode.l10n.t('No call of {0} named "{1}" is known.', labelText(eventSource), labelText(name));
  const message = `${missing} ${vscode.l10n.t('Did you mean "{0}"?', labelText(meant))}`;
  const diagnostic = new vscode.Diagnostic(rangeOf(at), message, vscode.DiagnosticSeverity.Information);
  diagnostic.source = PROBLEM_SOURCE;
  return { diagnostic, meant };
}
