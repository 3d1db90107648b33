import * as vscode from 'vscode';
import type { Asked } from '../../case/rules/ruleWriting/asked';
import type { ImportRuleLanguage } from '../lazyModules';
import { isRuleDocument } from '../ruleYaml';
import { itemOf, placeOf, unseenItem } from './completionItem';
import { plainLabel } from '../shared';
import type { Suggestion, Suggestions } from './suggestions';

/** More than these nobody scrolls through; typing on asks again. */
const MAX_ITEMS = 1000;

/** Suggests what may be written at the cursor of a rule. */
export class RuleCompletions implements vscode.CompletionItemProvider {
  /**
   * Characters behind which something else may be written. Not the colon: whoever goes on in the next line would take the
   * first value with that key.
   */
  static readonly triggers = ['|', ' ', '.', '-', "'", '"', '(', '[', '{', ','];

  constructor(
    private readonly suggestions: Suggestions,
    private readonly language: ImportRuleLanguage,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    _token?: vscode.CancellationToken,
    trigger?: vscode.CompletionContext,
  ): Promise<vscode.CompletionList | undefined> {
    if (!isRuleDocument(document)) return undefined;
    // before anything is waited for: a person types on, and the place is of the text as it is now
    const text = document.getText();
    const line = document.lineAt(position.line).text;
    const { askedAt, mayBeWanted, writingContext } = await this.language();
    const context = writingContext(text, position.line, position.character);
    const asked = context && askedAt(context);
    if (context === undefined || asked === undefined) return undefined;
    const all = await this.suggestions.of(asked, document, position.line);
    const typed = line.slice(asked.start, position.character);
    const isValue = !isKey(asked);
    // what is typed in full needs no suggestion, which would take the key that begins the next line
    const place = placeOf(asked, context, line, position);
    if (isValue && isTypingOn(trigger) && all.some(({ insert }) => insert === typed))
      return new vscode.CompletionList([], true);
    const letters = typed.replace(/^['"]/, '');
    const wanted = isOpen(asked) ? all.filter(({ label }) => mayBeWanted(label, letters)) : all;
    if (wanted.length === 0 && all.length > 0) return new vscode.CompletionList([unseenItem(typed, place)], true);
    const fitting = wanted.length > MAX_ITEMS ? wanted.filter(({ label }) => mayMatch(label, letters)) : wanted;
    const isPart = letters !== '' && asked.kind === 'values' && asked.modifiers.some((one) => OF_PARTS.has(one));
    const offered = isPart ? [asTyped(letters, context.written), ...fitting] : fitting;
    const items = offered.slice(0, MAX_ITEMS).map((one, n) => itemOf(one, n, place));
    return new vscode.CompletionList(items, isValue || all.length > MAX_ITEMS);
  }
}

/** Whether anything may be written there, also what is not suggested. */
function isOpen({ kind }: Asked): boolean {
  return kind === 'values' || kind === 'rules' || kind === 'tags';
}

/** With these a value may well be less than any that the events have. */
const OF_PARTS: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith', 're']);

/** What is typed, before what it is a part of: whoever goes on in the next line takes the first. */
function asTyped(label: string, insert: string): Suggestion {
  const beside = vscode.l10n.t('as it is typed');
  return { label: plainLabel(label), insert, beside, kind: vscode.CompletionItemKind.Text };
}

/** Behind a key comes more in its line. */
function isKey(asked: Asked): boolean {
  return asked.kind === 'keys' || asked.kind === 'modifiers' || (asked.kind === 'fields' && asked.as === 'key');
}

/** Whether a list is there already, of which VS Code asks again at each letter as it was not complete. */
function isTypingOn(trigger: vscode.CompletionContext | undefined): boolean {
  return trigger?.triggerKind === vscode.CompletionTriggerKind.TriggerForIncompleteCompletions;
}

/** Whether the letters typed so far come in a label, in their order. */
function mayMatch(label: string, typed: string): boolean {
  const lower = label.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
