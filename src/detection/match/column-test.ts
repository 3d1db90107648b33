import type { Expression, Item } from './expression';
import { screenItem, type KnownValue } from './screen';

/** A column of an index: rows hold ids of its values. */
export interface Column {
  /** The dotted path, as rules name it; its values are found as rules find them. */
  readonly field: string;
  /** The value of an id, or those of which it is one. Ids are small whole numbers, as they are in a dictionary. */
  value(id: number): KnownValue | readonly KnownValue[];
}

/** A test of a row by the ids of its columns, in the order of the columns. */
export type ColumnTest = (ids: ArrayLike<number>) => boolean;

/** An answer for some rows, or the same for all. */
type Answer = ColumnTest | boolean;

/** Whether an expression may be true, and whether it must be, as far as the columns tell. */
interface Bounds {
  readonly may: Answer;
  readonly must: Answer;
}

/**
 * Compiles an expression to a test that is false only when the columns alone say that it cannot be true; `true` when
 * they never say so. Each item is asked once for each id and remembers the answer.
 */
export function compileColumnTest(expression: Expression, columns: readonly Column[]): Answer {
  const places = new Map(columns.map((column, place) => [column.field, { column, place }]));
  const bounds = (node: Expression): Bounds => {
    switch (node.kind) {
      case 'named':
        return bounds(node.part);
      case 'not': {
        const { may, must } = bounds(node.part);
        return { may: negate(must), must: negate(may) };
      }
      case 'and':
      case 'or': {
        const parts = node.parts.map(bounds);
        const decisive = node.kind === 'or';
        return {
          may: joined(
            parts.map((part) => part.may),
            decisive,
          ),
          must: joined(
            parts.map((part) => part.must),
            decisive,
          ),
        };
      }
      case 'item': {
        const known = places.get(node.item.field);
        return known === undefined ? { may: true, must: false } : itemBounds(node.item, known.column, known.place);
      }
    }
  };
  return bounds(expression).may;
}

function negate(answer: Answer): Answer {
  return typeof answer === 'boolean' ? !answer : (ids) => !answer(ids);
}

function joined(answers: readonly Answer[], decisive: boolean): Answer {
  if (answers.includes(decisive)) return decisive;
  const tests = answers.filter((answer) => typeof answer !== 'boolean');
  const [first, second] = tests;
  if (first === undefined) return !decisive;
  if (second === undefined) return first;
  return (ids) => {
    for (const test of tests) if (test(ids) === decisive) return decisive;
    return !decisive;
  };
}

const yes = 1;
const no = 2;
const open = 3;
/** A byte for each id and item; a column with more values than this is asked anew each time. */
const maxRemembered = 2 ** 20;

function answerOf(item: Item, value: KnownValue | readonly KnownValue[]): number {
  const [result, ...others] = (isList(value) ? value : [value]).map((one) => screenItem(item, one));
  if (result === undefined || others.some((other) => other !== result)) return open;
  return result ? yes : no;
}

function isList(value: KnownValue | readonly KnownValue[]): value is readonly KnownValue[] {
  return Array.isArray(value);
}

function itemBounds(item: Item, column: Column, place: number): Bounds {
  let remembered = new Uint8Array(64);
  const answer = (ids: ArrayLike<number>): number => {
    const id = ids[place] ?? 0;
    const known = remembered[id];
    if (known !== undefined && known !== 0) return known;
    const code = answerOf(item, column.value(id));
    if (id >= maxRemembered) return code;
    if (id >= remembered.length) {
      const grown = new Uint8Array(Math.max(id + 1, remembered.length * 2));
      grown.set(remembered);
      remembered = grown;
    }
    remembered[id] = code;
    return code;
  };
  return { may: (ids) => answer(ids) !== no, must: (ids) => answer(ids) === yes };
}
