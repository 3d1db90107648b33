import assert from 'node:assert/strict';
import { mayBeWanted } from '../../../../../src/case/rules/ruleWriting/typedLetters';

/** A text, what is typed, and whether that text may be wanted. */
const TYPED: readonly [string, string, boolean][] = [
  ['RunInstances', '', true],
  ['RunInstances', 'inst', true],
  ['RunInstances', 'ri', true],
  ['RunInstances', 'runIn', true],
  ['RunInstances', 'RInst', true],
  ['RunInstances', 'rins', true],
  ['RunInstances', 'rs', false],
  ['stratus-red-team', 'srt', true],
  ['198.236.253.4', '1.2.3.4', false],
  ['198.236.253.4', '236.2', true],
  ['arn:aws:iam::111122223333:user/a', 'arn:aws:iam::2', false],
  ['Many buckets were deleted', 'any', true],
  ['Was made in another country', 'any', false],
  ['sessionCredentialFromConsole', 'foo', false],
];

describe('Whether a suggestion may be wanted', () => {
  for (const [text, typed, expected] of TYPED)
    it(`${JSON.stringify(typed)} of ${text}`, () => assert.equal(mayBeWanted(text, typed), expected));
});
