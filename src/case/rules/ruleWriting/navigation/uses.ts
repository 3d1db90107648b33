import type { RuleSet, RuleSource } from '../../../../detection';
import { CalledBy } from '../../../../detection/link/called';
import type { Turns } from '../../../turns';
import { ruleNames } from '../ruleNames';
import { ruleDocuments } from './file';
import { referencesIn, ruleMeant, rulesOf } from './meant';
import type { Place } from './scalars';

/** A place of a rule file that refers to a rule. */
export interface RuleUse {
  readonly path: string;
  readonly at: Place;
}

/** Where the files in force refer to a rule that is in force. */
export async function ruleUses(
  { sources, set }: { readonly sources: readonly RuleSource[]; readonly set: RuleSet },
  id: string,
  turns: Turns,
): Promise<RuleUse[]> {
  const names = ruleNames(set);
  const target = names.find((rule) => rule.id === id);
  if (target === undefined) return [];
  const all = new CalledBy(names, (rule) => rule);
  const texts = [target.id, target.name, target.title].filter((text) => text !== undefined);
  const uses: RuleUse[] = [];
  for (const { path, text } of sources) {
    if (turns.due()) await turns.next();
    const lower = text.toLowerCase();
    // most files name none but their own
    if (!texts.some((one) => lower.includes(one.toLowerCase()))) continue;
    const documents = ruleDocuments(text);
    const called = rulesOf(documents);
    for (const reference of documents.flatMap(referencesIn)) {
      const { own, others } = ruleMeant(reference.text, called, all);
      const [first] = own;
      const line = (first?.title?.at.line ?? first?.firstLine ?? -1) + 1;
      const isMeant = first === undefined ? others[0] === target : path === target.path && line === target.line;
      if (isMeant) uses.push({ path, at: reference.at });
    }
  }
  return uses;
}
