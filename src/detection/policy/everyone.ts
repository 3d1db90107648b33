import { clausesOf } from '../../record/policy/clause';
import { covers } from './glob';
import { textsOf } from '../../record/policy/json';
import { asksForHeader, keepsOut, turnsAway } from './keptOut';
import { isForEveryone, type Statement } from '../../record/policy/statement';

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

/** What a statement denies to everyone but those it names. */
interface Closer {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const closers = new WeakMap<readonly Statement[], readonly Closer[]>();
// AWS takes no policy of so many; a hostile record may hold any number.
const maxClosers = 100;
const maxComparisons = 10_000;

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
  return clausesOf(statement['Condition']).every(turnsAway);
}

/** Whether all of what a statement allows is denied by others, each action on each resource. */
function isClosed(allow: Statement, by: readonly Closer[]): boolean {
  if (by.length === 0) return false;
  const [actions, resources] = [partsOf(allow, 'Action', true), partsOf(allow, 'Resource', false)];
  if (actions.length * resources.length * by.length > maxComparisons) return false;
  return actions.every((action) =>
    resources.every((resource) =>
      by.some((closer) => isCovered(action, closer.actions) && isCovered(resource, closer.resources)),
    ),
  );
}

/** What a statement is about; all there is where it says what it is not about, or where policies of its kind say nothing. */
function partsOf(statement: Statement, member: 'Action' | 'Resource', lower: boolean): string[] {
  const written = statement[member];
  const texts = written === undefined ? ['*'] : textsOf(written);
  return lower ? texts.map((text) => text.toLowerCase()) : texts;
}

function isCovered(part: string, by: readonly string[]): boolean {
  return by.some((wide) => covers(wide, part));
}
