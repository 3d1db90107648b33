import type { Expression, Item } from '../match/expression';
import type { ValueMatcher } from '../match/matcher';
import { partSpan, textOf, type ScalarNode } from '../yaml/tree';
import type { Span } from '../problem';
import { warnOfEverywhere } from './mistakes/everywhere';
import { fieldMeant } from './fieldName';
import { checkModifiers } from './itemModifiers';
import { ItemValues } from './itemValues';
import { warnOfNeverThere } from './mistakes/neverThere';
import type { SelectionContext } from './selection';

/** What an item asks, without where it stands. */
export interface Question {
  readonly number: number;
  readonly slot: number;
  readonly matchers: readonly ValueMatcher[];
  readonly written: ReadonlyMap<ValueMatcher, string>;
}

/** One line of a selection: a field (empty for keywords), its modifiers, its values. Undefined after an error. */
export function compileItem(
  written: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  keySpan: Span,
  context: SelectionContext,
): Expression | undefined {
  if (!checkModifiers(written, modifiers, keySpan, context.report)) return undefined;
  const name = [written, ...modifiers].join('|');
  const fieldSpan = partSpan(context.report.text, keySpan, name, 0, written.length);
  const field = fieldMeant(written, fieldSpan, context.report);
  warnOfNeverThere(field, modifiers, nodes, context.report);
  warnOfEverywhere(field, modifiers, nodes, context.report);
  // here, because what is asked is compiled once for all rules that ask it, and each of them is to be told
  if (modifiers.includes('fieldref')) for (const node of nodes) fieldMeant(textOf(node) ?? '', node, context.report);
  const question = questionOf(field, modifiers, nodes, context);
  if (question === undefined) return undefined;
  const item: Item = {
    field,
    slot: question.slot,
    question: question.number,
    modifiers,
    matchers: question.matchers,
    written: question.written,
    all: modifiers.includes('all'),
    negated: modifiers.includes('neq'),
    ...context.report.position(keySpan.start),
  };
  return { kind: 'item', item };
}

/** Compiles what is asked; undefined after an error. */
function questionOf(
  field: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  context: SelectionContext,
): Question | undefined {
  const { questions, table } = context;
  const written = nodes.map(({ value, source }) => (value === source ? source : [value, source]));
  const key = JSON.stringify([field, modifiers, written]);
  const known = questions.get(key);
  if (known !== undefined) return known;
  const keyword = field === '';
  const values = new ItemValues(keyword, modifiers, context);
  const matchers = values.matchers(nodes);
  if (matchers === undefined) return undefined;
  const slot = keyword ? -1 : table.slot(field);
  const question: Question = { number: table.newQuestion(), slot, matchers, written: values.written };
  questions.set(key, question);
  return question;
}
