import * as vscode from 'vscode';
import type { Asked } from '../../case/rules/ruleWriting/asked';
import type { FieldSeen } from '../../case/rules/ruleWriting/census';
import type { ValueSeen } from '../../case/rules/ruleWriting/fields';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import { ruleDocuments } from '../../case/rules/ruleWriting/navigation/file';
import { fieldKey } from '../../case/rules/ruleWriting/scalar';
import { yamlText } from '../../case/yamlText';
import { TACTICS } from '../../case/rules/tactics';
import { writtenValues } from '../../case/rules/ruleWriting/values';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import type { ImportRuleLanguage } from '../lazyModules';
import { plainLabel } from '../shared';
import type { TrialScopes } from './scope';
import type { SeenInScope } from './seen';

/** A suggestion before it has its place in the text. */
export interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly kind: vscode.CompletionItemKind;
  /** Behind the label: a count, a title. */
  readonly beside?: string;
  /** Our own text, or what was escaped. */
  readonly text?: string;
  readonly commit?: readonly string[];
}

/** What may be written in a rule: from the open log or case, and from the rule language. */
export class Suggestions {
  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly scopes: TrialScopes,
    private readonly seen: SeenInScope,
    private readonly language: ImportRuleLanguage,
  ) {}

  /** @param line where it may be written */
  async of(asked: Asked, document: vscode.TextDocument, line: number): Promise<Suggestion[]> {
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
        return this.fields(asked);
      case 'values':
        return this.values(asked);
      case 'rules':
        return this.rules(asked, document, line);
      case 'tags':
        return this.tags();
    }
  }

  /** What stands for fields, then those of events of the names that the selection asks for, then of others, then those that any record may have. */
  private async fields({ names, as, aliases = [] }: Extract<Asked, { kind: 'fields' }>): Promise<Suggestion[]> {
    const asked = names.length === 0 ? [[]] : [names, []];
    const { KNOWN_FIELDS: known } = await this.language();
    const seen = await Promise.all(asked.map((each) => this.seen.fields(each)));
    const fields = new Map<string, FieldSeen>();
    for (const one of seen.flatMap((each) => each?.fields ?? [])) if (!fields.has(one.path)) fields.set(one.path, one);
    for (const path of known.keys()) if (!fields.has(path)) fields.set(path, { path, count: 0 });
    const isCounted = this.scopes.current !== undefined;
    const text = vscode.l10n.t('A name of this rule, for fields that are called differently in the rules it counts.');
    const ofRule = aliases.map((name) => ({
      label: plainLabel(name),
      insert: yamlText(name),
      kind: vscode.CompletionItemKind.Reference,
      text,
    }));
    const others = [...fields.values()].flatMap(({ path, count }) =>
      fieldSuggestion(path, as, isCounted ? count : undefined, known.get(path)?.text),
    );
    return [...ofRule, ...others];
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
    // a technique is as good a tag where rules name only parts of it
    const others = new Set(seen.flatMap(({ tag }) => [/^(attack\.t\d{4})\.\d{3}$/.exec(tag)?.[1] ?? tag, tag]));
    tactics.forEach((tag) => others.delete(tag));
    return [...tactics, ...others].map((tag) => {
      const rules = counts.get(tag);
      return {
        label: plainLabel(tag),
        insert: yamlText(tag),
        kind: vscode.CompletionItemKind.EnumMember,
        ...(rules === undefined ? {} : { beside: rulesInWords(rules) }),
      };
    });
  }

  /** The other rules of the file, and those in force; before them what stands for all, where it may. */
  private async rules(
    { orAny }: Extract<Asked, { kind: 'rules' }>,
    document: vscode.TextDocument,
    line: number,
  ): Promise<Suggestion[]> {
    const text = vscode.l10n.t('All rules of its logsource.');
    const any = { label: 'any', insert: 'any', text, kind: vscode.CompletionItemKind.EnumMember };
    const documents = ruleDocuments(document.getText());
    const here = documents.findLast(({ firstLine }) => firstLine <= line);
    const others = documents.filter((one) => one !== here && one.kind !== 'filter');
    const own = others.flatMap(({ name, title, id }) => {
      const called = name ?? id ?? title;
      return called === undefined ? [] : [ruleSuggestion((name ?? title ?? called).text, called.text)];
    });
    // what is in force of the file itself is as it was last saved
    const known = (await this.worker.ruleNames().catch(() => [])).filter(
      ({ path }) => path !== document.uri.toString(),
    );
    const inForce = known.map(({ id, name, title, level }) => ({
      ...ruleSuggestion(title, name ?? id),
      beside: level,
    }));
    return [...(orAny === true ? [any] : []), ...own, ...inForce];
  }
}

function ruleSuggestion(label: string, called: string): Suggestion {
  return { label: plainLabel(label), insert: yamlText(called), kind: vscode.CompletionItemKind.Reference };
}

function rulesInWords(rules: number): string {
  return rules === 1 ? vscode.l10n.t('1 rule') : vscode.l10n.t('{0} rules', countInWords(rules));
}

function fieldSuggestion(
  path: string,
  as: 'key' | 'value',
  count: number | undefined,
  text: string | undefined,
): Suggestion[] {
  const insert = as === 'key' ? fieldKey(path) : yamlText(path);
  if (insert === undefined) return [];
  return [
    {
      label: plainLabel(path),
      insert,
      kind: vscode.CompletionItemKind.Field,
      ...(count === undefined ? {} : { beside: count === 0 ? vscode.l10n.t('not seen') : eventsInWords(count) }),
      ...(text === undefined ? {} : { text }),
    },
  ];
}

function valueSuggestion({ value, count, written }: ValueSeen & { readonly written: string }): Suggestion {
  return {
    label: plainLabel(String(value)) || "''",
    insert: written,
    beside: eventsInWords(count),
    kind: vscode.CompletionItemKind.Value,
  };
}
