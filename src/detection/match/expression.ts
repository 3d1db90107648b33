import type { FieldValues } from './field';
import type { ValueMatcher } from './matcher';
import type { EventView } from './view';

/**
 * The logic of a rule as a tree: one `item` for each field (or keyword list) of a selection, joined by and, or, not.
 * `named` marks a selection of the rule, so that a match can tell which of them were true.
 */
export type Expression =
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'named'; readonly name: string; readonly part: Expression };

/** One line of a selection: a field, its modifiers and its values. */
export interface Item {
  /** The dotted path; empty for keywords. */
  readonly field: string;
  readonly slot: number;
  /** The same number for items that ask the same of the same field. */
  readonly question: number;
  readonly modifiers: readonly string[];
  readonly matchers: readonly ValueMatcher[];
  /** What the rule says where a matcher is a pattern or a part of a text. Beside the matchers, which are all alike. */
  readonly written: ReadonlyMap<ValueMatcher, string>;
  /** All values must match (`all`), not any. */
  readonly all: boolean;
  /** The item is true when its values do not match (`neq`). */
  readonly negated: boolean;
  /** Where its key stands in the file, both from 1. */
  readonly line: number;
  readonly column: number;
}

export type EventTest = (view: EventView) => boolean;

/** What an item answers for the values of its field. */
export function testItem(item: Item, field: FieldValues, view: EventView | undefined): boolean {
  const { matchers, all } = item;
  // No value at all, as of an empty table of placeholders, matches nothing.
  let matched = all && matchers.length > 0;
  for (const matcher of matchers) {
    matched = matcher.test(field, view);
    if (matched !== all) break;
  }
  return matched !== item.negated;
}

/** The values an item looks at. */
export function fieldOf(item: Item, view: EventView): FieldValues {
  return item.field === '' ? view.all() : view.field(item.slot);
}

/** Compiles an expression to a test of events. Cheap parts are asked first, which changes no answer. */
export function compileExpression(expression: Expression): EventTest {
  switch (expression.kind) {
    case 'item':
      return compileItem(expression.item);
    case 'named':
      return compileExpression(expression.part);
    case 'not': {
      const test = compileExpression(expression.part);
      return (view) => !test(view);
    }
    case 'and':
    case 'or': {
      const tests = [...expression.parts].sort((a, b) => costOf(a) - costOf(b)).map(compileExpression);
      return expression.kind === 'and' ? all(tests) : any(tests);
    }
  }
}

function all(tests: readonly EventTest[]): EventTest {
  const [first, second] = tests;
  if (tests.length === 1 && first !== undefined) return first;
  if (tests.length === 2 && first !== undefined && second !== undefined) return (view) => first(view) && second(view);
  return (view) => {
    for (const test of tests) if (!test(view)) return false;
    return true;
  };
}

function any(tests: readonly EventTest[]): EventTest {
  const [first] = tests;
  if (tests.length === 1 && first !== undefined) return first;
  return (view) => {
    for (const test of tests) if (test(view)) return true;
    return false;
  };
}

/** Many rules ask the same: an event answers each question once. */
function compileItem(item: Item): EventTest {
  const { question } = item;
  return (view) => {
    const known = view.answer(question);
    if (known !== undefined) return known;
    const answer = testItem(item, fieldOf(item, view), view);
    view.keep(question, answer);
    return answer;
  };
}

function costOf(expression: Expression): number {
  switch (expression.kind) {
    case 'item': {
      const cost = expression.item.matchers.reduce((sum, matcher) => sum + matcher.cost, 0);
      return expression.item.field === '' ? cost * 100 : cost;
    }
    case 'not':
    case 'named':
      return costOf(expression.part);
    case 'and':
    case 'or':
      return expression.parts.reduce((sum, part) => sum + costOf(part), 0);
  }
}

/** Every item of an expression. */
export function itemsOf(expression: Expression): Item[] {
  const items: Item[] = [];
  eachItem(expression, (item) => items.push(item));
  return items;
}

/** Visits every item of an expression. */
export function eachItem(expression: Expression, visit: (item: Item) => void): void {
  switch (expression.kind) {
    case 'item':
      return visit(expression.item);
    case 'not':
    case 'named':
      return eachItem(expression.part, visit);
    case 'and':
    case 'or':
      for (const part of expression.parts) eachItem(part, visit);
  }
}
