import * as vscode from 'vscode';
import type { ValuesSeen } from '../../case/rules/ruleWriting/fields';
import type { RuleCheck, RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { WrittenPart } from '../../case/rules/ruleWriting/writtenAt';
import type { WrittenField, WrittenText } from '../../detection';
import type { ImportRuleLanguage, LazyReference } from '../lazyModules';
import { code, escapeMarkdown, paragraphs } from '../../reference/markdown';
import { accountNames } from '../accounts';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import { PROBLEM_SOURCE, signalOf } from '../shared';
import type { RuleChecks } from './checks';
import { rangeOf } from '../rulesInForce/ruleProblem';
import { isRuleDocument } from '../ruleYaml';
import type { TrialScopes } from './scope';
import type { SeenInScope } from './seen';

const SHOWN_VALUES = 5;

/** Where hovers in a rule have their texts from. */
interface HoverSources {
  readonly reference: LazyReference;
  readonly language: ImportRuleLanguage;
  readonly seen: SeenInScope;
}

/** Explains fields and values of a rule as in a log, and says what modifiers do. */
export class RuleHovers implements vscode.HoverProvider {
  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly checks: RuleChecks,
    private readonly scopes: TrialScopes,
    private readonly sources: HoverSources,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isRuleDocument(document)) return undefined;
    const check = await this.checks.of(document);
    const found = check && (partOf(check, position) ?? (await this.partOfLine(check, document, position)));
    if (found === undefined) return undefined;
    const { part, text, field } = found;
    if (part === 'modifier') return hoverOf(await this.modifierText(text.text), text);
    if (part === 'value') return hoverOf(await this.valueText(field, text.text), text);
    // its problem stands in the same hover
    const isMissed = isTold(document, field);
    return hoverOf(await this.fieldText(field, isMissed, signalOf(token)), text);
  }

  /** What the open log or case holds of the field, which a long text would push out of sight, and its text in a log. */
  private async fieldText(field: WrittenField, isMissed: boolean, signal: AbortSignal): Promise<string | undefined> {
    const explained = await this.explain(field, 'key', undefined);
    const counted = isMissed ? undefined : await this.countText(field, signal).catch(() => undefined);
    return paragraphs(counted, explained === undefined || counted === undefined ? undefined : '---', explained);
  }

  private async countText({ field, eventName }: WrittenField, signal: AbortSignal): Promise<string | undefined> {
    const scope = this.scopes.current;
    if (scope === undefined) return undefined;
    const names = eventName === undefined || field === 'eventName' ? [] : [eventName];
    const [counts, seen] = await Promise.all([
      this.worker.countFields(scope.key, [field], signal),
      this.sources.seen.values(field, names),
    ]);
    const [count] = counts ?? [];
    if (count === undefined) return undefined;
    const name = escapeMarkdown(scope.name);
    if (count === 0) return vscode.l10n.t('No event of {0} has this field.', name);
    const head =
      count === 1
        ? vscode.l10n.t('One event of {0} has this field.', name)
        : vscode.l10n.t('{0} events of {1} have this field.', countInWords(count), name);
    const values = seen?.values.slice(0, SHOWN_VALUES).map(({ value, count: own }) => {
      return `- ${code(String(value), 120)}: ${countInWords(own)}`;
    });
    if (seen === undefined || values === undefined || values.length === 0) return head;
    return paragraphs(head, countedInWords(seen, eventName), values.join('\n'));
  }

  /** What a value means that is compared as it is: neither a pattern nor a part of one. */
  private async valueText(field: WrittenField, value: string): Promise<string | undefined> {
    const isPlain = field.modifiers.every(({ text }) => ['all', 'cased', 'neq'].includes(text));
    return isPlain && !/[*?]/.test(value) ? this.explain(field, 'value', value) : undefined;
  }

  private async explain(
    field: WrittenField,
    side: 'key' | 'value',
    value: string | undefined,
  ): Promise<string | undefined> {
    const eventName = field.eventName ?? '';
    const eventSource = field.eventSource ?? (await this.sourceOf(field.field === 'eventName' ? value : eventName));
    const { recordPathOf } = await this.sources.language();
    const path = recordPathOf(field.field);
    const reference = await this.sources.reference();
    return reference.explain({ eventSource, eventName, path, side, value, accounts: accountNames() });
  }

  /** What a modifier does. */
  private async modifierText(name: string): Promise<string | undefined> {
    const { MODIFIER_WORDS } = await this.sources.language();
    const text = MODIFIER_WORDS.find(({ word }) => word === name)?.text;
    return text === undefined ? undefined : `**${name}**: ${text}`;
  }

  /** What stands at a place of a document that cannot be read, as while something is typed in it. */
  private async partOfLine(
    { problems }: RuleCheck,
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<WrittenPart | undefined> {
    if (!problems.some(({ severity }) => severity === 'error')) return undefined;
    const { writtenAt } = await this.sources.language();
    return writtenAt(document.getText(), line, character);
  }

  /** The service of a call that a rule names without it: that of such events in the open log or case. */
  private async sourceOf(eventName = ''): Promise<string> {
    if (eventName === '') return '';
    const asked = ['eventName', 'eventSource'].map((one) => this.sources.seen.values(one, [eventName]));
    const [names, [source] = []] = (await Promise.all(asked)).map((seen) => seen?.values);
    // where no event has the name it is all of them that answer
    if (names?.some(({ value }) => value === eventName) !== true) return '';
    return typeof source?.value === 'string' ? source.value : '';
  }
}

/** Which events values were counted in, where it is not all of them. */
function countedInWords({ isNamed, events, of }: ValuesSeen, eventName = ''): string | undefined {
  const all = eventsInWords(of);
  const name = code(eventName, 120);
  if (isNamed && events < of) return vscode.l10n.t('In {0} of the {1} of {2}:', countInWords(events), all, name);
  if (isNamed) return vscode.l10n.t('In {0} of {1}:', all, name);
  return events < of ? vscode.l10n.t('In {0} of the {1}:', countInWords(events), all) : undefined;
}

/** What stands at a place of documents that can be read. */
function partOf({ rules }: RuleCheck, position: vscode.Position): WrittenPart | undefined {
  const isHere = ({ at }: { readonly at: WrittenText['at'] }): boolean => rangeOf(at).contains(position);
  for (const field of rules.flatMap(({ fields }) => fields)) {
    const modifier = field.modifiers.find(isHere);
    if (modifier !== undefined) return { part: 'modifier', text: modifier, field };
    if (isHere(field)) return { part: 'field', text: { text: field.field, at: field.at }, field };
    const value = field.values.find(isHere);
    if (value !== undefined) return { part: 'value', text: value, field };
  }
  return undefined;
}

const GRAVE: ReadonlySet<vscode.DiagnosticSeverity> = new Set([
  vscode.DiagnosticSeverity.Error,
  vscode.DiagnosticSeverity.Warning,
]);

/** Whether it is told already that no event has a field, as a hint, or less softly where it is near to one that there is. */
function isTold({ uri }: vscode.TextDocument, { at }: WrittenField): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(
      ({ source, severity, range }) => source === PROBLEM_SOURCE && !GRAVE.has(severity) && range.isEqual(rangeOf(at)),
    );
}

/** Untrusted and without HTML: it may quote what an attacker wrote into a log. */
function hoverOf(text: string | undefined, { at }: { readonly at: WrittenText['at'] }): vscode.Hover | undefined {
  return text === undefined || text === '' ? undefined : new vscode.Hover(new vscode.MarkdownString(text), rangeOf(at));
}
