import * as vscode from 'vscode';
import type { Asked } from '../../case/rules/ruleWriting/asked';
import type { ImportRuleLanguage } from '../lazyModules';
import { isRuleDocument } from '../ruleYaml';
import { itemOf, placeOf } from './completionItem';
import type { Suggestions } from './suggestions';

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
    const { askedAt, writingContext } = await this.language();
    const context = writingContext(text, position.line, position.character);
    const asked = context && askedAt(context);
    if (context === undefined || asked === undefined) return undefined;
    const all = await this.suggestions.of(asked, document);
    const typed = line.slice(asked.start, position.character);
    const isValue = !isKey(asked);
    // what is typed in full needs no suggestion, which would take the key that begins the next line
    if (isValue && isTypingOn(trigger) && all.some(({ insert }) => insert === typed))
      return new vscode.CompletionList([], true);
    const wanted = all.length > MAX_ITEMS ? all.filter(({ label }) => mayMatch(label, typed)) : all;
    const place = placeOf(asked, context, line, position);
    const items = wanted.slice(0, MAX_ITEMS).map((one, n) => itemOf(one, n, place));
    return new vscode.CompletionList(items, isValue || all.length > MAX_ITEMS);
  }
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
  for (const letter of typed.toLowerCase().replace(/^['"]/, '')) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
