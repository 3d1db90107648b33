import { isObject } from '../types';
import { heldJson, listed, textsOf } from './json';

/** A statement of a policy as it is written; nothing in it is sure to be of the kind that AWS asks for. */
export type Statement = Readonly<Record<string, unknown>>;

/** The statements of a policy; undefined of an object that is none. */
export function statementsOf(value: object): readonly unknown[] | undefined {
  if (!Object.hasOwn(value, 'Statement')) return undefined;
  return listed((value as Readonly<Record<string, unknown>>)['Statement']);
}

// A policy of AWS has some thousand parts at most.
const maxParts = 100_000;

/**
 * The policies that a value holds: it is one, as JSON or as the text that holds it, or has one somewhere in it; each as
 * its statements. Without recursion, as a hostile record may be nested deeper than the stack.
 */
export function policiesIn(root: unknown): Statement[][] {
  const policies: Statement[][] = [];
  const waiting: unknown[] = [root];
  for (let parts = 0; waiting.length > 0 && parts < maxParts; parts++) {
    const value = waiting.pop();
    const held = typeof value === 'string' ? heldJson(value) : value;
    if (typeof held !== 'object' || held === null) continue;
    const statements = Array.isArray(held) ? undefined : statementsOf(held);
    if (statements !== undefined) policies.push(statements.filter(isObject));
    else for (const inner of Object.values(held).reverse()) waiting.push(inner);
  }
  return policies;
}

/** For everyone, or for all but some; who is left out as `*` is everyone. */
export function isForEveryone({ Principal, NotPrincipal }: Statement): boolean {
  const names = (principal: unknown): boolean => textsOf(awsPrincipal(principal)).includes('*');
  return NotPrincipal === undefined ? names(Principal) : !names(NotPrincipal);
}

/** The AWS principals that `Principal` or `NotPrincipal` names, one or a list: not services, nor other providers. */
export function awsPrincipal(principal: unknown): unknown {
  return isObject(principal) ? principal['AWS'] : principal;
}
