import { type PolicyQuestion, policyQuestion } from '../policy/question';
import { policiesIn, type Statement } from '../../record/policy/statement';
import { compactJson, type FieldValues } from './field';
import type { ValueMatcher } from './matcher';
import type { EventView, FieldTable } from './view';

/** Asks each statement of the policies that a field holds; what it finds is the statement, as JSON. */
export function policyMatcher(text: string, table: FieldTable): ValueMatcher | string {
  const question = policyQuestion(text);
  if (question === undefined) return `"${text}" asks nothing of a policy`;
  const eventTime = table.slot('eventTime');
  const statementIn = (field: FieldValues, view: EventView | undefined): Statement | undefined => {
    const policies = policiesOf(field);
    if (policies.length === 0) return undefined;
    const now = Date.parse(view?.field(eventTime).texts()[0] ?? '');
    return firstOf(policies, question, now);
  };
  return {
    cost: 12,
    needsEvent: true,
    test: (field, view) => statementIn(field, view) !== undefined,
    found: (field, view) => {
      const statement = statementIn(field, view);
      return statement && compactJson(statement);
    },
  };
}

const known = new WeakMap<FieldValues, readonly (readonly Statement[])[]>();

/** The policies that a field holds, read once for all that rules ask of them. */
function policiesOf(field: FieldValues): readonly (readonly Statement[])[] {
  let policies = known.get(field);
  if (policies === undefined) known.set(field, (policies = field.values.flatMap(policiesIn)));
  return policies;
}

function firstOf(
  policies: readonly (readonly Statement[])[],
  question: PolicyQuestion,
  now: number,
): Statement | undefined {
  for (const policy of policies) {
    const statement = policy.find((one) => question(one, policy, now));
    if (statement !== undefined) return statement;
  }
  return undefined;
}
