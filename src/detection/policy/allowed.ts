import { clausesOf, type Clause } from '../../record/policy/clause';
import { covers } from './glob';
import { textsOf } from '../../record/policy/json';
import type { Statement } from '../../record/policy/statement';

/**
 * Whether a statement allows all that an action stands for (`*`, `iam:*`, `iam:Put*`) on every resource of its service,
 * without a condition or with one that everybody meets.
 * @param now when the policy was written, in milliseconds; NaN where that is not known
 */
export function allowsAll(statement: Statement, action: string, now: number): boolean {
  if (statement['Effect'] !== 'Allow' || !allowsAction(statement, action)) return false;
  const [service = '*'] = wholeAction(action).split(':');
  return isOnAll(statement, service) && isMetByAll(statement, now);
}

/**
 * Whether a statement allows everything but some: every action except those it names, and IAM is not among them; or
 * every action on all but the resources it names; or everything under a condition that keeps out only what it names, or
 * that holds of every call which lacks its key.
 */
export function allowsAllButSome(statement: Statement, now: number): boolean {
  if (statement['Effect'] !== 'Allow') return false;
  const { NotAction, NotResource } = statement;
  if (NotAction !== undefined) {
    const without = textsOf(NotAction).map(wholeAction);
    if (without.some((left) => covers(left, 'iam:*'))) return false;
    return (NotResource !== undefined || isOnAll(statement, '*')) && isLeavingOut(statement, now);
  }
  if (!allowsAction(statement, '*')) return false;
  if (NotResource !== undefined) return isLeavingOut(statement, now);
  return isOnAll(statement, '*') && !isMetByAll(statement, now) && isLeavingOut(statement, now);
}

/** Whether the condition of a statement keeps out nothing, or only what it names or what has its key. */
function isLeavingOut(statement: Statement, now: number): boolean {
  return clausesOf(statement['Condition']).every((clause) => isMet(clause, now) || leavesOutNamed(clause));
}

/** `*` is `*:*`; case does not count in actions. */
function wholeAction(action: string): string {
  return /^\*+$/.test(action) ? '*:*' : action.toLowerCase();
}

function allowsAction(statement: Statement, action: string): boolean {
  const asked = wholeAction(action);
  return textsOf(statement['Action']).some((allowed) => covers(wholeAction(allowed), asked));
}

/** On every resource, or on all of one service: `*`, or an ARN of which only that the account's own part is given. */
function isOnAll(statement: Statement, service: string): boolean {
  return textsOf(statement['Resource']).some((resource) => {
    if (/^\*+$/.test(resource)) return true;
    const [arn, partition = '', of = '', region = '', account = '', ...rest] = resource.split(':');
    if (arn !== 'arn' || !/^(?:aws[\w-]*|\*+)$/.test(partition)) return false;
    // what STS hands out are roles of IAM
    const isOfService = /^\*+$/.test(of) || of === service || (service === 'sts' && of === 'iam');
    const isWhole =
      rest.length === 0 ? /^\*+$/.test(account || region || of) : rest.every((part) => /^\*+$/.test(part));
    return isOfService && /^\**$/.test(region) && isWhole;
  });
}

function isMetByAll(statement: Statement, now: number): boolean {
  return clausesOf(statement['Condition']).every((clause) => isMet(clause, now));
}

const years = 365.25 * 24 * 3_600_000;

/** Whether everybody meets a clause, by what is true of every call: TLS, any address, a time that has come. */
function isMet({ operator, key, values }: Clause, now: number): boolean {
  const are = (wanted: RegExp): boolean => values.length > 0 && values.every((value) => wanted.test(value));
  switch (operator) {
    case 'bool':
      if (key === 'aws:securetransport') return values.some((value) => /^true$/i.test(value));
      return /^aws:(?:viaawsservice|principalisawsservice)$/.test(key) && are(/^false$/i);
    case 'ipaddress':
      return key === 'aws:sourceip' && values.some((value) => /\/[01]$/.test(value));
    case 'stringequals':
    case 'arnequals':
      return isOfHolder(key, values);
    case 'stringlike':
    case 'arnlike':
      if (isOfHolder(key, values)) return true;
      return /^aws:(?!(?:request|resource)tag\/)/.test(key) && are(/^\*+$/);
    case 'null':
      return alwaysThere.test(key) && are(/^false$/i);
    case 'dategreaterthan':
    case 'dategreaterthanequals':
      return key === 'aws:currenttime' && values.some((value) => Date.parse(value) <= now);
    case 'datelessthan':
    case 'datelessthanequals':
      return key === 'aws:currenttime' && values.some((value) => Date.parse(value) >= now + 3 * years);
    default:
      return false;
  }
}

const alwaysThere =
  /^aws:(?:currenttime|epochtime|principalaccount|principalarn|principaltype|securetransport|useragent|userid)$/;

/** What is true of everybody who holds a policy: his account is that of the policy, whichever stands there. */
function isOfHolder(key: string, values: readonly string[]): boolean {
  if (/^aws:(?:principal|resource)account$/.test(key))
    return values.some((value) => /^(?:\d{12}|\$\{aws:(?:Principal|Resource)Account\})$/i.test(value));
  return key === 'aws:principalarn' && values.some((value) => /^arn:[^:]*[*:]*$/.test(value));
}

function leavesOutNamed({ operator, set, ifExists, values }: Clause): boolean {
  if (ifExists) return true;
  if (operator === 'null') return values.some((value) => /^true$/i.test(value));
  return set === 'all' || /^(?:stringnot|notip|arnnot|numericnot|datenot)/.test(operator);
}
