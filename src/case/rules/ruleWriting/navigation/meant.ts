// not by way of the engine's index: the editor's half need not hold the engine
import { CalledBy } from '../../../../detection/link/called';
import { namesMeant } from '../../../../detection/rule/names';
import type { ConditionWord } from './conditionWords';
import type { RuleDocument, WrittenSelection } from './documents';
import type { WrittenName } from './scalars';

/** The selections that a word of a condition means, as the engine decides it. */
export function selectionsMeant(
  { text, isPattern }: Pick<ConditionWord, 'text' | 'isPattern'>,
  selections: readonly WrittenSelection[],
): WrittenSelection[] {
  if (!isPattern) return selections.filter((selection) => selection.text === text);
  const isMeant = namesMeant(text);
  return selections.filter((one) => isMeant(one.text));
}

/** The names in a document that mean rules. */
export function referencesIn({ kind, rules, aliased, words }: RuleDocument): readonly WrittenName[] {
  if (kind === 'correlation') return [...rules, ...aliased, ...words.filter(({ isPattern }) => !isPattern)];
  const isAll = rules.length === 1 && /^(?:any|all)$/i.test(rules[0]?.text ?? '');
  return isAll ? [] : rules;
}

/** The rules of a file that can be referred to. */
export function rulesOf(documents: readonly RuleDocument[]): CalledBy<RuleDocument> {
  const rules = documents.filter(({ kind }) => kind === 'rule' || kind === 'correlation');
  return new CalledBy(rules, ({ id, name, title }) => ({ id: id?.text, name: name?.text, title: title?.text }));
}

/**
 * What a reference means, as the engine decides it: of one kind of name those of the file come before those of others.
 * The first is meant; the others are called so too.
 */
export function ruleMeant<T>(
  text: string,
  own: CalledBy<RuleDocument>,
  others: CalledBy<T>,
): { readonly own: readonly RuleDocument[]; readonly others: readonly T[] } {
  const elsewhere = others.called(text);
  for (const [n, near] of own.called(text).entries()) {
    if (near.length > 0) return { own: near, others: [] };
    const far = elsewhere[n] ?? [];
    if (far.length > 0) return { own: [], others: far };
  }
  return { own: [], others: [] };
}
