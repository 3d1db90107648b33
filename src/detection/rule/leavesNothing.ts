import type { Expression, Item } from '../match/expression';
import type { Filter } from './filter';

/** Whether a filter leaves nothing of what its rules find, whatever an event is: it turns them off. */
export function leavesNothing({ logic }: Filter): boolean {
  return is(false, logic.expression);
}

/** Whether an expression is always true, or never: what follows from its form alone. */
function is(always: boolean, expression: Expression): boolean {
  switch (expression.kind) {
    case 'item':
      return false;
    case 'named':
      return is(always, expression.part);
    case 'not':
      return is(!always, expression.part);
    case 'and':
    case 'or': {
      const { parts } = expression;
      if ((expression.kind === 'or') !== always) return parts.length > 0 && parts.every((part) => is(always, part));
      return parts.some((part) => is(always, part)) || (always && haveOpposites(parts));
    }
  }
}

/** Of `field|exists: true` and `field|exists: false` one is true of any event. */
function haveOpposites(parts: readonly Expression[]): boolean {
  const items = parts.map(itemIn).filter((item) => item?.modifiers.join() === 'exists');
  return items.some((one) => items.some((other) => one?.field === other?.field && one?.question !== other?.question));
}

/** The only line of a selection or of an element of one. */
function itemIn(expression: Expression | undefined): Item | undefined {
  if (expression?.kind === 'named') return itemIn(expression.part);
  if (expression?.kind === 'and' || expression?.kind === 'or')
    return expression.parts.length === 1 ? itemIn(expression.parts[0]) : undefined;
  return expression?.kind === 'item' ? expression.item : undefined;
}
