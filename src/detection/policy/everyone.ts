import { clausesOf } from './clause';
import { covers } from './glob';
import { textsOf } from './json';
import { asksForHeader, keepsOut, sparesServices, turnsAway } from './keptOut';
import type { Statement } from './statement';

/**
 * How far a statement lets everyone in: `all` where no clause of its condition keeps anybody out, `header` where one
 * asks for a header that the caller writes himself, undefined where it lets in those it names, or nobody.
 * @param policy all of its policy: what another statement denies everyone but those it names is open to nobody else
 */
export function openTo(statement: Statement, policy: readonly Statement[]): 'all' | 'header' | undefined {
  if (statement['Effect'] !== 'Allow' || !isForEveryone(statement)) return undefined;
  const clauses = clausesOf(statement['Condition']);
  if (clauses.some(keepsOut) || isClosed(statement, closersOf(policy))) return undefined;
  return clauses.some(asksForHeader) ? 'header' : 'all';
}

/** For everyone, or for all but some. */
function isForEveryone({ Principal, NotPrincipal }: Statement): boolean {
  if (NotPrincipal !== undefined) return true;
  const named = typeof Principal === 'object' && Principal !== null ? (Principal as { AWS?: unknown }).AWS : Principal;
  return textsOf(named).includes('*');
}

/** What a statement denies to everyone but those it names. */
interface Closer {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const closers = new WeakMap<readonly Statement[], readonly Closer[]>();
// AWS takes no policy of so many; a hostile record may hold any number.
const maxClosers = 100;

/** What the statements of a policy deny to everyone but those they name, worked out once a policy. */
function closersOf(policy: readonly Statement[]): readonly Closer[] {
  let known = closers.get(policy);
  if (known === undefined) {
    known = policy
      .filter(isClosing)
      .slice(0, maxClosers)
      .map((deny) => ({ actions: partsOf(deny, 'Action', true), resources: partsOf(deny, 'Resource', false) }));
    closers.set(policy, known);
  }
  return known;
}

function isClosing(statement: Statement): boolean {
  if (statement['Effect'] !== 'Deny' || !isForEveryone(statement)) return false;
  if (statement['NotAction'] !== undefined || statement['NotResource'] !== undefined) return false;
  const clauses = clausesOf(statement['Condition']);
  if (!clauses.every((clause) => turnsAway(clause) || sparesServices(clause))) return false;
  return clauses.length === 0 || clauses.some(turnsAway);
}

/** Whether one statement denies all of what another allows. */
function isClosed(allow: Statement, by: readonly Closer[]): boolean {
  if (by.length === 0) return false;
  const [actions, resources] = [partsOf(allow, 'Action', true), partsOf(allow, 'Resource', false)];
  return by.some((closer) => isCovered(actions, closer.actions) && isCovered(resources, closer.resources));
}

/** What a statement is about; all there is where it says what it is not about, or where policies of its kind say nothing. */
function partsOf(statement: Statement, member: 'Action' | 'Resource', lower: boolean): string[] {
  const written = statement[member];
  const texts = written === undefined ? ['*'] : textsOf(written);
  return lower ? texts.map((text) => text.toLowerCase()) : texts;
}

function isCovered(parts: readonly string[], by: readonly string[]): boolean {
  return parts.every((part) => by.some((wide) => covers(wide, part)));
}
