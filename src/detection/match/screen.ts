import type { Expression, Item } from './expression';
import { testItem } from './expression';
import { FieldValues } from './field';
import { residual } from './residual';

/**
 * What is known of a field before the record is parsed: its only text (booleans and numbers as JSON text), null when
 * the field is absent or JSON null, undefined when it is not known, is an object or has several values.
 */
export type KnownValue = string | null | undefined;

/** What is known of an event: dotted path → value. */
export interface EventFacts {
  readonly eventSource?: KnownValue;
  readonly eventName?: KnownValue;
  readonly [field: string]: KnownValue;
}

/** What an item answers when all that is known of its field is this; undefined when the event must be asked. */
export function screenItem(item: Item, value: string | null, held = FieldValues.known(value)): boolean | undefined {
  for (const matcher of item.matchers) {
    if (matcher.needsEvent || (matcher.needsKey && value === null)) return undefined;
  }
  return testItem(item, held, undefined);
}

/**
 * Whether an expression can still be true of an event of which this is known: true, false, or undefined when the rest
 * of the event decides. Never wrong: undefined where in doubt.
 */
export function screen(expression: Expression, facts: EventFacts): boolean | undefined {
  const left = residual(expression, (item) => {
    const value = Object.hasOwn(facts, item.field) ? facts[item.field] : undefined;
    return value === undefined ? undefined : screenItem(item, value);
  });
  return typeof left === 'boolean' ? left : undefined;
}
