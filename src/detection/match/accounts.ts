import { isObject } from '../../record/types';
import { clausesOf } from '../../record/policy/clause';
import { heldJson, textOf } from '../../record/policy/json';
import { awsPrincipal, isForEveryone, type Statement, statementsOf } from '../../record/policy/statement';

/**
 * The AWS accounts that a value of a request names: an account id, an ARN or the address of an image with one in it, or
 * whoever a policy lets in.
 *
 * Of a policy, as JSON or as the text that holds it, only the principals of what it allows are taken, and where it
 * allows everyone whom its condition picks out of them, or a Deny for everyone spares: an account in another condition
 * or in the name of a resource is not let in. Any other object or list names what its leaves name.
 */
export function accountsIn(root: unknown): string[] {
  const accounts: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0 && accounts.length < maxAccounts) {
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) {
      const policy = Array.isArray(value) ? undefined : statementsOf(value);
      const inner: unknown[] = policy === undefined ? Object.values(value) : letInBy(policy);
      for (let i = inner.length - 1; i >= 0; i--) waiting.push(inner[i]);
      continue;
    }
    const text = textOf(value);
    const account = accountOf(text);
    const held = account === undefined ? heldJson(text) : undefined;
    if (account !== undefined) accounts.push(account);
    else if (held !== undefined) waiting.push(held);
  }
  return accounts;
}

// A policy of AWS holds a few dozen at most.
const maxAccounts = 10_000;

/** An ARN, or an image in a private registry. */
const withAccount = /^(?:arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):|(\d{12})\.dkr[.-]ecr(?:-fips)?\.)/;

function accountOf(text: string): string | undefined {
  if (/^\d{12}$/.test(text)) return text;
  return withAccount
    .exec(text)
    ?.slice(1)
    .find((account) => account !== undefined);
}

/** Whom the statements of a policy let in: AWS principals, not services, nor those whom they only keep out. */
function letInBy(statements: readonly unknown[]): unknown[] {
  const policy = statements.filter(isObject);
  const allows = policy.filter(({ Effect }) => Effect === 'Allow');
  const open = allows.filter(isForEveryone);
  return [
    ...allows.map(({ Principal }) => awsPrincipal(Principal)),
    ...open.flatMap(({ Condition }) => pickedBy(Condition, picks)),
    // everyone is let in, and whom a Deny spares is not put out again
    ...(open.length > 0 ? policy.filter(({ Effect }) => Effect === 'Deny').flatMap(sparedBy) : []),
  ];
}

function sparedBy(deny: Statement): unknown[] {
  return isForEveryone(deny) ? [awsPrincipal(deny['NotPrincipal']), ...pickedBy(deny['Condition'], spares)] : [];
}

/** The accounts that callers must be of, or have their identity in, by the operators of a condition. */
function pickedBy(condition: unknown, operators: RegExp): string[] {
  return clausesOf(condition)
    .filter(({ operator, key }) => operators.test(operator) && ofCaller.test(key))
    .flatMap(({ values }) => values)
    .flatMap((value) => /(?:^|[:*])(\d{12})(?:[:*]|$)/.exec(value)?.[1] ?? []);
}

// as clauses have them, in small letters
const picks = /^(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like))$/;
const spares = /^(?:stringnot(?:equals|equalsignorecase|like)|arnnot(?:equals|like))$/;
const ofCaller = /^(?:aws:principal(?:account|arn)|kms:calleraccount)$/;
