import { isObject, text } from '../../record/types';
import { code } from '../markdown';
import type { Identified } from './identified';

const MAX_POLICY = 150_000;
const MAX_STATEMENTS = 6;
const MAX_NAMES = 4;

function parse(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** A member of a statement, which may be one text or a list. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function names(values: readonly string[]): string {
  const shown = values.slice(0, MAX_NAMES).map((value) => code(value, 120));
  return shown.join(', ') + (values.length > MAX_NAMES ? ` and ${values.length - MAX_NAMES} more` : '');
}

/**
 * Whom a statement is about; undefined in policies that hang on an identity.
 * @param own the account of the log, so that others can be told.
 */
function principals(value: unknown, own: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const all = isObject(value) ? Object.values(value).flatMap(texts) : texts(value);
  if (all.includes('*')) return '**everybody**';
  if (all.length === 0) return undefined;
  const accounts = all.flatMap((principal) => /(?<!\d)\d{12}(?!\d)/.exec(principal)?.[0] ?? []);
  const foreign = own !== undefined && accounts.some((account) => account !== own);
  return names(all) + (foreign ? ': **another account than the log’s**' : '');
}

function statementText(statement: Readonly<Record<string, unknown>>, own: string | undefined): string {
  const effect = text(statement['Effect']) === 'Deny' ? '**Deny**' : '**Allow**';
  const [actions, notActions] = [texts(statement['Action']), texts(statement['NotAction'])];
  const [resources, notResources] = [texts(statement['Resource']), texts(statement['NotResource'])];
  const every = (list: readonly string[], word: string): string => (list.includes('*') ? word : names(list));
  const what = actions.length > 0 ? every(actions, '**every action**') : `all actions but ${names(notActions)}`;
  const where =
    resources.length > 0
      ? ` on ${every(resources, 'every resource')}`
      : notResources.length > 0
        ? ` on all but ${names(notResources)}`
        : '';
  const whom = principals(statement['Principal'], own);
  const others = statement['NotPrincipal'] === undefined ? '' : ' for **everybody but** those named';
  const condition = isObject(statement['Condition']) ? ', under conditions' : '';
  return `- ${effect} ${what}${where}${whom === undefined ? others : ` for ${whom}`}${condition}`;
}

/**
 * Explains an IAM policy, as JSON or as the string that IAM logs it in: what each statement allows or denies, to whom.
 * @param own the account of the log.
 */
export function explainPolicy(value: unknown, own?: string): Identified | undefined {
  const parsed =
    typeof value !== 'string'
      ? value
      : /^\s*\{/.test(value.slice(0, 100)) && value.length <= MAX_POLICY
        ? parse(value)
        : undefined;
  if (!isObject(parsed)) return undefined;
  const given = parsed['Statement'] ?? (parsed['Effect'] === undefined ? undefined : parsed);
  const statements = (Array.isArray(given) ? (given as unknown[]) : [given])
    .filter(isObject)
    .filter((statement) => /^(Allow|Deny)$/.test(text(statement['Effect']) ?? ''));
  if (statements.length === 0) return undefined;
  const lines = statements.slice(0, MAX_STATEMENTS).map((statement) => statementText(statement, own));
  const more =
    statements.length > MAX_STATEMENTS ? [`- and ${statements.length - MAX_STATEMENTS} statements more`] : [];
  return { kind: 'policy', text: `**Policy:**\n\n${[...lines, ...more].join('\n')}` };
}
