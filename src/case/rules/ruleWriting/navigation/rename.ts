import { isOperator } from './conditionWords';
import type { RuleDocument } from './documents';
import { selectionsMeant } from './meant';
import type { Place, WrittenName } from './scalars';
import type { At, RuleFile, Subject } from './subject';

/** What may be renamed, or why it may not be. */
export type Renameable = WrittenName | Refusal;

export interface Refusal {
  readonly refused: string;
}

/** The places that get the new name, or why they do not. */
export type Renamed = { readonly places: readonly Place[] } | Refusal;

type Selections = Extract<Subject, { kind: 'selections' }>;

/** What needs no quotes wherever it stands, and is one word in a condition. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u;
/** What YAML reads as no text, and what has a meaning of its own in a condition or among rules. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|them|any|all|condition|timeframe)$/i;

/** Whether a name can be that of a selection or a rule everywhere, without quotes. */
function isName(text: string): boolean {
  return NAME.test(text) && !RESERVED.test(text) && !isOperator(text) && Number.isNaN(Number(text));
}

/** What is renamed by who stands here. */
export function renameableAt(file: RuleFile, at: At): Renameable {
  const subject = file.subjectAt(at);
  const found = subject && (subject.kind === 'selections' ? selectionAt(subject, at) : ruleAt(subject));
  if (found === undefined) return { refused: 'Only selections and the names of rules can be renamed.' };
  if ('refused' in found) return found;
  if (file.documents.some(({ hasAction }) => hasAction))
    return { refused: 'The documents of this file lend to each other by "action": rename it by hand.' };
  if (!isName(found.text)) return { refused: `"${found.text}" is not one plain word: rename it by hand.` };
  return found;
}

function selectionAt({ document, at, selections: [first] }: Selections, cursor: At): Renameable {
  const word = document.words.find((one) => one.at === at);
  const text = word?.text ?? first?.text ?? '';
  if (first === undefined) return { refused: `There is no selection "${text}".` };
  if (text !== first.text) return { refused: `"${text}" is a pattern of names: rename the selections that it fits.` };
  return { text, at: { ...at, line: cursor.line } };
}

function ruleAt({ at, text, own: [first], others: [other] }: Extract<Subject, { kind: 'rules' }>): Renameable {
  if (first === undefined && other === undefined) return { refused: `There is no rule "${text}".` };
  if (first === undefined) return { refused: `"${other?.title ?? text}" stands in another file: rename it there.` };
  if (first.name?.text !== text) return { refused: 'Only the "name" of a rule can be renamed, not its id or title.' };
  return { text, at };
}

/** Where the new name is to be written for what stands here. */
export function rename(file: RuleFile, at: At, name: string): Renamed {
  const found = renameableAt(file, at);
  const subject = file.subjectAt(at);
  if ('refused' in found || subject === undefined) return 'refused' in found ? found : { places: [] };
  if (name === found.text) return { places: [] };
  if (!isName(name))
    return { refused: `"${name}" is not a valid name: take one word of letters, digits, "_", "-" and "." that means nothing else.` };
  return subject.kind === 'selections'
    ? renameSelection(subject, found.text, name)
    : renameRule(file, subject.own[0] as RuleDocument, found.text, name);
}

function renameSelection({ document }: Selections, old: string, name: string): Renamed {
  const { selections, words, kind } = document;
  if (kind === 'filter' && name === 'rules') return { refused: '"rules" of a filter is not a selection.' };
  if (selections.some(({ text }) => text === name)) return { refused: `There is a selection "${name}" already.` };
  const renamed = <T extends WrittenName>(one: T): T => (one.text === old ? { ...one, text: name } : one);
  const after = selections.map(renamed);
  for (const word of words) {
    const meant = new Set(selectionsMeant(word, selections).map((one) => selections.indexOf(one)));
    const means = new Set(selectionsMeant(renamed(word), after).map((one) => after.indexOf(one)));
    if (meant.size === means.size && [...meant].every((n) => means.has(n))) continue;
    if (!word.isPattern) return { refused: `The condition names "${name}" already.` };
    return {
      refused:
        meant.size > means.size
          ? `"${word.text}" in the condition fits "${old}" and would not fit "${name}".`
          : `"${word.text}" in the condition does not fit "${old}" and would fit "${name}".`,
    };
  }
  return { places: [...selections, ...words].filter(({ text }) => text === old).map(({ at }) => at) };
}

function renameRule(file: RuleFile, rule: RuleDocument, old: string, name: string): Renamed {
  const own = rule.name === undefined ? [] : [rule.name.at];
  // nothing refers to a filter
  if (rule.kind !== 'rule' && rule.kind !== 'correlation') return { places: own };
  if (file.isCalled(name)) return { refused: `There is a rule "${name}" already.` };
  const referred = file.references(name)[0];
  if (referred !== undefined)
    return { refused: `Line ${referred.at.line + 1} refers to a rule "${name}" already.` };
  const references = file.references(old).filter((one) => file.ruleOf(one) === rule);
  return { places: [...own, ...references.map(({ at }) => at)] };
}
