import { allowsAll, allowsAllButSome } from './allowed';
import { openTo } from './everyone';
import type { Statement } from '../../record/policy/statement';

/**
 * What a rule asks of each statement of a policy.
 * @param policy all statements of its policy
 * @param now when the policy was written, in milliseconds; NaN where that is not known
 */
export type PolicyQuestion = (statement: Statement, policy: readonly Statement[], now: number) => boolean;

const words: Readonly<Record<string, PolicyQuestion>> = {
  everyone: (statement, policy) => openTo(statement, policy) === 'all',
  'everyone by header': (statement, policy) => openTo(statement, policy) === 'header',
  'allows all but some': (statement, _policy, now) => allowsAllButSome(statement, now),
};

/**
 * The question of a value: `everyone`, `everyone by header`, `allows all but some`, or `allows ACTION`, where the action
 * may have wildcards and stands for all that it stands for in a policy. Undefined of any other text.
 */
export function policyQuestion(text: string): PolicyQuestion | undefined {
  if (Object.hasOwn(words, text)) return words[text];
  const [, action] = /^allows (\*|[\w-]+:[\w*?]+)$/.exec(text) ?? [];
  return action === undefined ? undefined : (statement, _policy, now) => allowsAll(statement, action, now);
}

/** The values as a rule's author is told of them. */
export const POLICY_QUESTIONS = ['everyone', 'everyone by header', 'allows *', 'allows iam:*', 'allows all but some'];
