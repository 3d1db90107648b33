import type { Expression } from './expression';
import { itemsOf } from './expression';
import { screen } from './screen';

/**
 * The event names, without their case, of which an expression can be true; undefined when it may be true of any. It is
 * not true of all of them where something else in it forbids that.
 */
export function namesIn(expression: Expression): readonly string[] | undefined {
  switch (expression.kind) {
    case 'item': {
      const { field, matchers, negated } = expression.item;
      const [only] = matchers;
      return field === 'eventName' && matchers.length === 1 && !negated ? only?.texts : undefined;
    }
    case 'named':
      return namesIn(expression.part);
    case 'not':
      return undefined;
    case 'and':
      return expression.parts.map(namesIn).find((names) => names !== undefined);
    case 'or': {
      const names: string[] = [];
      for (const part of expression.parts) {
        const own = namesIn(part);
        if (own === undefined) return undefined;
        names.push(...own);
      }
      return [...new Set(names)];
    }
  }
}

/** Of names without their case nobody knows what such an item says. */
function looksAtCase(modifiers: readonly string[]): boolean {
  return modifiers.includes('cased') || (modifiers.includes('re') && !modifiers.includes('i'));
}

/** {@link namesIn} without those that the rest of the expression forbids: for those who look at one rule. */
export function possibleNames(expression: Expression): readonly string[] | undefined {
  const names = namesIn(expression);
  return isCased(expression) ? names : names?.filter((eventName) => screen(expression, { eventName }) !== false);
}

/** Whether an expression names events and is true of none of them. */
export function isOfNoName(expression: Expression): boolean {
  const names = namesIn(expression);
  if (names === undefined || names.length === 0 || isCased(expression)) return false;
  // of most expressions the first name shows it
  return names.every((eventName) => screen(expression, { eventName }) === false);
}

function isCased(expression: Expression): boolean {
  return itemsOf(expression).some(({ field, modifiers }) => field === 'eventName' && looksAtCase(modifiers));
}
