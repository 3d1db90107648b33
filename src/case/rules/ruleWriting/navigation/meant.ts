// not by way of the engine's index: the editor's half need not hold the engine
import { anyText, compilePattern } from '../../../../detection/match/pattern';
import { referenceKey } from '../../../../detection/link/referenceKey';
import type { ConditionWord } from './conditionWords';
import type { RuleDocument, WrittenSelection } from './documents';
import type { WrittenName } from './scalars';

/** What a rule is referred to by. */
interface Called {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly title: string | undefined;
}

/** The selections that a word of a condition means, as the engine decides it. */
export function selectionsMeant(
  { text, isPattern }: Pick<ConditionWord, 'text' | 'isPattern'>,
  selections: readonly WrittenSelection[],
): WrittenSelection[] {
  if (!isPattern) return selections.filter((selection) => selection.text === text);
  const fits = text.toLowerCase() === 'them' ? () => true : fitting(text);
  return selections.filter((one) => fits(one.text) && (text.startsWith('_') || !one.text.startsWith('_')));
}

function fitting(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/(\*+)/).filter((part) => part !== '');
  return compilePattern(
    parts.map((part) => (part.startsWith('*') ? anyText : part)),
    true,
  );
}

/** The names in a document that mean rules. */
export function referencesIn({ kind, rules, aliased, words }: RuleDocument): readonly WrittenName[] {
  if (kind === 'correlation') return [...rules, ...aliased, ...words.filter(({ isPattern }) => !isPattern)];
  const isAll = rules.length === 1 && /^(?:any|all)$/i.test(rules[0]?.text ?? '');
  return isAll ? [] : rules;
}

/** Rules by what they are referred to by: by id before name, by name before title. */
export class RulesCalled<T> {
  private readonly maps = [new Map<string, T[]>(), new Map<string, T[]>(), new Map<string, T[]>()] as const;

  constructor(rules: readonly T[], calledBy: (rule: T) => Called) {
    for (const rule of rules) {
      const { id, name, title } = calledBy(rule);
      for (const [n, text] of [id, name, title].entries()) {
        if (text === undefined) continue;
        const key = referenceKey(text);
        const map = this.maps[n as 0 | 1 | 2];
        const list = map.get(key);
        if (list === undefined) map.set(key, [rule]);
        else list.push(rule);
      }
    }
  }

  /** Those that are called so by id, by name, by title. */
  called(text: string): readonly (readonly T[])[] {
    return this.maps.map((map) => map.get(referenceKey(text)) ?? []);
  }
}

/** The rules of a file that can be referred to. */
export function rulesOf(documents: readonly RuleDocument[]): RulesCalled<RuleDocument> {
  const rules = documents.filter(({ kind }) => kind === 'rule' || kind === 'correlation');
  return new RulesCalled(rules, ({ id, name, title }) => ({ id: id?.text, name: name?.text, title: title?.text }));
}

/**
 * What a reference means, as the engine decides it: of one kind of name those of the file come before those of others.
 * The first is meant; the others are called so too.
 */
export function ruleMeant<T>(
  text: string,
  own: RulesCalled<RuleDocument>,
  others: RulesCalled<T>,
): { readonly own: readonly RuleDocument[]; readonly others: readonly T[] } {
  const elsewhere = others.called(text);
  for (const [n, near] of own.called(text).entries()) {
    if (near.length > 0) return { own: near, others: [] };
    const far = elsewhere[n] ?? [];
    if (far.length > 0) return { own: [], others: far };
  }
  return { own: [], others: [] };
}
