import { heldJson, textsOf } from '../../record/policy/json';
import { type Statement, statementsOf } from '../../record/policy/statement';
import { isObject, text } from '../../record/types';
import { code } from '../markdown';
import type { Identified } from './identified';
import { conditionText } from './policyCondition';

const MAX_POLICY = 150_000;
const MAX_STATEMENTS = 6;
const MAX_NAMES = 4;

function names(values: readonly string[]): string {
  const shown = values.slice(0, MAX_NAMES).map((value) => code(value, 120));
  return shown.join(', ') + (values.length > MAX_NAMES ? ` and ${values.length - MAX_NAMES} more` : '');
}

function principalsIn(value: unknown): string[] {
  return isObject(value) ? Object.values(value).flatMap(textsOf) : textsOf(value);
}

/**
 * Whom a statement is about; undefined in policies that hang on an identity.
 * @param own the account of the log, so that others can be told.
 */
function principals(value: unknown, own: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const all = principalsIn(value);
  if (all.includes('*')) return '**everybody**';
  if (all.length === 0) return undefined;
  const accounts = all.flatMap((principal) => /(?<!\d)\d{12}(?!\d)/.exec(principal)?.[0] ?? []);
  const foreign = own !== undefined && accounts.some((account) => account !== own);
  return names(all) + (foreign ? ': **another account than the log’s**' : '');
}

function statementText(statement: Statement, own: string | undefined): string {
  const effect = text(statement['Effect']) === 'Deny' ? '**Deny**' : '**Allow**';
  const [actions, notActions] = [textsOf(statement['Action']), textsOf(statement['NotAction'])];
  const [resources, notResources] = [textsOf(statement['Resource']), textsOf(statement['NotResource'])];
  const every = (list: readonly string[], word: string): string => (list.includes('*') ? word : names(list));
  const others = notActions.length > 0 ? `all actions but ${names(notActions)}` : 'no action named';
  const what = actions.length > 0 ? every(actions, '**every action**') : others;
  const where =
    resources.length > 0
      ? ` on ${every(resources, 'every resource')}`
      : notResources.length > 0
        ? ` on all but ${names(notResources)}`
        : '';
  return `- ${effect} ${what}${where}${whomText(statement, own)}${conditionText(statement['Condition'])}`;
}

function whomText({ Principal, NotPrincipal }: Statement, own: string | undefined): string {
  const whom = principals(Principal, own);
  if (whom !== undefined) return ` for ${whom}`;
  if (NotPrincipal === undefined) return '';
  const others = principalsIn(NotPrincipal);
  return ` for **everybody but** ${others.length > 0 ? names(others) : 'those named'}`;
}

/**
 * Explains an IAM policy, as JSON or as the string that IAM logs it in: what each statement allows or denies, to whom.
 * @param own the account of the log.
 */
export function explainPolicy(value: unknown, own?: string): Identified | undefined {
  const held = typeof value !== 'string' ? value : value.length <= MAX_POLICY ? heldJson(value) : undefined;
  if (!isObject(held)) return undefined;
  const given = statementsOf(held) ?? (held['Effect'] === undefined ? [] : [held]);
  const statements = given.filter(isObject).filter(({ Effect }) => /^(Allow|Deny)$/.test(text(Effect) ?? ''));
  if (statements.length === 0) return undefined;
  const lines = statements.slice(0, MAX_STATEMENTS).map((statement) => statementText(statement, own));
  const more =
    statements.length > MAX_STATEMENTS ? [`- and ${statements.length - MAX_STATEMENTS} statements more`] : [];
  return { kind: 'policy', text: `**Policy:**\n\n${[...lines, ...more].join('\n')}` };
}
