import type { Expression, Item } from './expression';

/**
 * What is left to ask of an event when some items of an expression are answered: true or false when nothing is; the
 * expression itself where none of its items is answered.
 * @param answer of an item; undefined when the event has to be asked
 */
export function residual(expression: Expression, answer: (item: Item) => boolean | undefined): Expression | boolean {
  switch (expression.kind) {
    case 'item':
      return answer(expression.item) ?? expression;
    case 'named':
      return residual(expression.part, answer);
    case 'not': {
      const part = residual(expression.part, answer);
      if (typeof part === 'boolean') return !part;
      return part === expression.part ? expression : { kind: 'not', part };
    }
    case 'and':
    case 'or': {
      const decisive = expression.kind === 'or';
      const parts: Expression[] = [];
      let isSame = true;
      for (const each of expression.parts) {
        const part = residual(each, answer);
        if (part === decisive) return decisive;
        isSame &&= part === each;
        if (typeof part !== 'boolean') parts.push(part);
      }
      if (isSame && parts.length > 0) return expression;
      const [only] = parts;
      if (only === undefined) return !decisive;
      return parts.length === 1 ? only : { kind: expression.kind, parts };
    }
  }
}
