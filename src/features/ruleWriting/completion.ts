import * as vscode from 'vscode';
import { type Asked, askedAt } from '../../case/rules/ruleWriting/asked';
import { type WritingContext, writingContext } from '../../case/rules/ruleWriting/context';
import type { FieldSeen } from '../../case/rules/ruleWriting/census';
import type { ValueSeen } from '../../case/rules/ruleWriting/fields';
import { KNOWN_FIELDS } from '../../case/rules/ruleWriting/knownFields';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import { fieldKey, yamlText } from '../../case/rules/ruleWriting/scalar';
import { TACTICS } from '../../case/rules/tactics';
import { writtenValues } from '../../case/rules/ruleWriting/values';
import { countInWords } from '../counts';
import { labelText } from '../shared';
import { isRuleDocument } from '../ruleYaml';
import type { TrialScopes } from './scope';
import type { SeenInScope } from './seen';

/** More than these nobody scrolls through; typing on asks again. */
const MAX_ITEMS = 1000;

/** A suggestion before it has its place in the text. */
interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly kind: vscode.CompletionItemKind;
  /** Behind the label: a count, a title. */
  readonly beside?: string;
  /** Our own text, or what was escaped. */
  readonly text?: string;
  readonly commit?: readonly string[];
}

/** Suggests what may be written in a rule: from the open log or case, and from the rule language. */
export class RuleCompletions implements vscode.CompletionItemProvider {
  /** Characters behind which something else may be written. */
  static readonly triggers = ['|', ':', ' ', '.', '-', "'", '"', '(', '[', ','];

  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly scopes: TrialScopes,
    private readonly seen: SeenInScope,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    if (!isRuleDocument(document)) return undefined;
    const context = writingContext(document.getText(), position.line, position.character);
    const asked = context && askedAt(context);
    if (context === undefined || asked === undefined) return undefined;
    // before anything is waited for: a person types on, and the place is of the text as it is now
    const line = document.lineAt(position.line).text;
    const all = await this.suggestions(asked, document);
    const typed = line.slice(asked.start, position.character);
    const wanted = all.length > MAX_ITEMS ? all.filter(({ label }) => mayMatch(label, typed)) : all;
    const place = placeOf(asked, context, line, position);
    const items = wanted.slice(0, MAX_ITEMS).map((one, n) => itemOf(one, n, place));
    return new vscode.CompletionList(items, all.length > MAX_ITEMS);
  }

  private async suggestions(asked: Asked, document: vscode.TextDocument): Promise<Suggestion[]> {
    switch (asked.kind) {
      case 'keys':
        return asked.words.map(({ word, text }) => ({
          label: word,
          insert: word,
          text,
          kind: vscode.CompletionItemKind.Property,
        }));
      case 'modifiers':
      case 'words':
        return asked.words.map(({ word, text }) => ({
          label: word,
          insert: word,
          text,
          kind: asked.kind === 'words' ? vscode.CompletionItemKind.EnumMember : vscode.CompletionItemKind.Operator,
          commit: asked.kind === 'modifiers' ? ['|', ':'] : [],
        }));
      case 'fields':
        return (await this.fields(asked.names)).flatMap((field) =>
          fieldSuggestion(field, asked.as, this.scopes.current !== undefined),
        );
      case 'values':
        return this.values(asked);
      case 'rules':
        return this.rules(document);
      case 'tags':
        return this.tags();
    }
  }

  /** Fields of events of the names that the selection asks for, then of others, then those that any record may have. */
  private async fields(names: readonly string[]): Promise<FieldSeen[]> {
    const asked = names.length === 0 ? [[]] : [names, []];
    const seen = await Promise.all(asked.map((each) => this.seen.fields(each)));
    const fields = new Map<string, FieldSeen>();
    for (const one of seen.flatMap((each) => each?.fields ?? [])) if (!fields.has(one.path)) fields.set(one.path, one);
    for (const path of KNOWN_FIELDS.keys()) if (!fields.has(path)) fields.set(path, { path, count: 0 });
    return [...fields.values()];
  }

  private async values({ field, modifiers, names }: Extract<Asked, { kind: 'values' }>): Promise<Suggestion[]> {
    const seen = await this.seen.values(field, names);
    const suggestions = writtenValues(seen?.values ?? [], modifiers).map(valueSuggestion);
    if (modifiers.length > 0) return suggestions;
    const text = vscode.l10n.t('The event has no such field, or it is null.');
    return [...suggestions, { label: 'null', insert: 'null', text, kind: vscode.CompletionItemKind.Constant }];
  }

  /** The tactics in the order of their matrix, then what else rules in force are tagged with. */
  private async tags(): Promise<Suggestion[]> {
    const seen = await this.worker.tagsSeen().catch(() => []);
    const counts = new Map(seen.map(({ tag, rules }) => [tag, rules]));
    const tactics = TACTICS.map((name) => `attack.${name}`);
    const others = seen.map(({ tag }) => tag).filter((tag) => !tactics.includes(tag));
    return [...tactics, ...others].map((tag) => {
      const rules = counts.get(tag);
      return {
        label: labelText(tag),
        insert: yamlText(tag),
        kind: vscode.CompletionItemKind.EnumMember,
        ...(rules === undefined ? {} : { beside: rulesInWords(rules) }),
      };
    });
  }

  /** The rules of the file that have a name, and those in force. */
  private async rules(document: vscode.TextDocument): Promise<Suggestion[]> {
    const own = [...document.getText().matchAll(/^name:[ \t]*([\w.-]+)/gm)].map(([, name = '']) => ({
      label: name,
      insert: name,
      kind: vscode.CompletionItemKind.Reference,
    }));
    const inForce = (await this.worker.ruleNames().catch(() => [])).map(({ id, name, title, level }) => ({
      label: labelText(title),
      insert: yamlText(name ?? id),
      beside: level,
      kind: vscode.CompletionItemKind.Reference,
    }));
    return [...own, ...inForce];
  }
}

function rulesInWords(rules: number): string {
  return rules === 1 ? vscode.l10n.t('1 rule') : vscode.l10n.t('{0} rules', countInWords(rules));
}

function fieldSuggestion({ path, count }: FieldSeen, as: 'key' | 'value', isCounted: boolean): Suggestion[] {
  const insert = as === 'key' ? fieldKey(path) : yamlText(path);
  const text = KNOWN_FIELDS.get(path)?.text;
  if (insert === undefined) return [];
  return [
    {
      label: labelText(path),
      insert,
      kind: vscode.CompletionItemKind.Field,
      ...(isCounted ? { beside: count === 0 ? vscode.l10n.t('not seen') : countInWords(count) } : {}),
      ...(text === undefined ? {} : { text }),
      commit: as === 'key' ? ['|', ':'] : [],
    },
  ];
}

function valueSuggestion({ value, count, written }: ValueSeen & { readonly written: string }): Suggestion {
  return {
    label: labelText(String(value)) || "''",
    insert: written,
    beside: countInWords(count),
    kind: vscode.CompletionItemKind.Value,
  };
}

interface ItemPlace {
  readonly range: vscode.Range;
  /** What VS Code compares the label with begins like this. */
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

/** What a suggestion replaces: the whole key or value, or the word of it at the cursor. */
function placeOf(asked: Asked, context: WritingContext, line: string, position: vscode.Position): ItemPlace {
  const isPart = asked.start !== context.start || asked.kind === 'modifiers';
  const word = /^[\w*-]*/.exec(line.slice(position.character))?.[0].length ?? 0;
  const barred = asked.kind === 'fields' && asked.as === 'key' ? /^[^|:]*/.exec(line.slice(position.character)) : null;
  const end = isPart
    ? position.character + word
    : position.character + (barred?.[0].length ?? context.end - position.character);
  const quote = /^['"]/.exec(line.slice(asked.start, position.character))?.[0] ?? '';
  const hasColon = /^\s*['"]?\s*:/.test(line.slice(end));
  return {
    range: new vscode.Range(position.line, asked.start, position.line, Math.max(end, position.character)),
    quote,
    before: context.lacksSpace && !isPart ? ' ' : '',
    after: asked.kind === 'keys' && !hasColon ? ':' : '',
  };
}

function itemOf(one: Suggestion, number: number, { range, quote, before, after }: ItemPlace): vscode.CompletionItem {
  const label = one.beside === undefined ? one.label : { label: one.label, description: one.beside };
  const item = new vscode.CompletionItem(label, one.kind);
  item.range = range;
  item.filterText = quote + one.label;
  item.insertText = `${before}${one.insert}${after}`;
  item.sortText = String(number).padStart(5, '0');
  if (one.commit !== undefined) item.commitCharacters = [...one.commit];
  if (one.text !== undefined && one.text !== '') item.documentation = new vscode.MarkdownString(one.text);
  return item;
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
