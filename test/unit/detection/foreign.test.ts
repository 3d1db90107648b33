import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordObject } from '../../../src/detection';
import { accountsIn } from '../../../src/detection/match/accounts';
import { matches } from './support';

const OWN = '111122223333';
const SISTER = '222233334444';
const STRANGER = '444455556666';
const options = { placeholders: new Map([['accounts', [SISTER]]]) };
const policy = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (Principal: unknown, more = {}) => ({ Effect: 'Allow', Principal, Action: '*', ...more });
const arn = (account: string, rest = 'root'): string => `arn:aws:iam::${account}:${rest}`;

type Row = readonly [name: string, value: unknown, foreign: boolean];

/** Everyone, of whom a condition picks some. */
function picked(whom: string, Condition: unknown, foreign: boolean): Row[] {
  return [{ AWS: '*' }, '*', { AWS: [OWN, '*'] }].map((Principal) => [
    `everyone (${JSON.stringify(Principal)}) of whom a condition picks ${whom}`,
    policy(allow(Principal, { Condition })),
    foreign,
  ]);
}

const ROWS: readonly Row[] = [
  ['an account id', STRANGER, true],
  ['the log’s own', OWN, false],
  ['one of the setting', SISTER, false],
  ['that of AWS’s load balancers', arn('127311923021'), false],
  ['a layer of AWS’s', 'arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:55', false],
  ['a layer of AWS’s for pandas', 'arn:aws:lambda:us-east-1:336392948345:layer:AWSSDKPandas-Python312:16', false],
  ['a layer of AWS’s for signals', 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroPython:5', false],
  ['that of AWS’s bills', policy(allow({ AWS: arn('386209384616') })), false],
  ['a stranger beside that of AWS’s load balancers', [arn('127311923021'), STRANGER], true],
  ['an account id that was written as a number', Number(STRANGER), true],
  ['a word', 'all', false],
  ['a longer number', `${STRANGER}0`, false],
  ['an ARN', arn(STRANGER, 'role/x'), true],
  ['an ARN of one’s own', arn(OWN, 'role/x'), false],
  ['an image', `${STRANGER}.dkr.ecr.us-east-1.amazonaws.com/x:1`, true],
  ['an image by the newer address', `${STRANGER}.dkr-ecr.us-east-1.on.aws/x:1`, true],
  ['an image by the address for FIPS', `${STRANGER}.dkr.ecr-fips.us-east-1.amazonaws.com/x@sha256:0a`, true],
  ['an image of one’s own', `${OWN}.dkr.ecr.us-east-1.amazonaws.com/x:1`, false],
  ['an image of the sister account', `${SISTER}.dkr.ecr.us-east-1.amazonaws.com/x:1`, false],
  ['an image that everybody may fetch', 'public.ecr.aws/lambda/python:3.12', false],
  ['an ARN of China', `arn:aws-cn:iam::${STRANGER}:root`, true],
  ['an ARN without an account', 'arn:aws:s3:::bucket', false],
  ['a text that an ARN stands in', `see ${arn(STRANGER)}`, false],
  ['a stranger beside one’s own', [OWN, STRANGER], true],
  ['a stranger before one’s own', [STRANGER, SISTER], true],
  ['several of one’s own', [OWN, SISTER], false],
  ['an empty list', [], false],
  ['a list of maps', { items: [{ userId: OWN }, { userId: STRANGER }] }, true],
  ['a list of maps of one’s own', { items: [{ userId: OWN }, { userId: SISTER }, { group: 'all' }] }, false],
  ['an organisation', { items: [{ organizationArn: `arn:aws:organizations::${STRANGER}:organization/o-a` }] }, true],
  ['a policy', policy(allow({ AWS: arn(STRANGER) })), true],
  ['a policy held as a text', JSON.stringify(policy(allow({ AWS: STRANGER }))), true],
  ['a policy with the signs of a URL', encodeURIComponent(JSON.stringify(policy(allow({ AWS: STRANGER })))), true],
  ['a policy that is one statement', { Statement: allow({ AWS: [arn(OWN), arn(STRANGER)] }) }, true],
  ['a stranger in the second statement', policy(allow({ AWS: arn(OWN) }), allow({ AWS: STRANGER })), true],
  ['a policy of one’s own', policy(allow({ AWS: [arn(OWN), arn(SISTER)] })), false],
  ['a policy for a service', policy(allow({ Service: 'ec2.amazonaws.com' })), false],
  ['a policy for everyone, which names nobody', policy(allow('*'), allow({ AWS: '*' })), false],
  ['a stranger that is kept out', policy({ Effect: 'Deny', Principal: { AWS: STRANGER } }), false],
  [
    'a stranger in a condition and a resource',
    policy(
      allow({ AWS: OWN }, { Condition: { StringEquals: { 'aws:SourceAccount': STRANGER } }, Resource: arn(STRANGER) }),
    ),
    false,
  ],
  ...picked('an account', { StringEquals: { 'aws:PrincipalAccount': STRANGER } }, true),
  ...picked('an account, however it is spelled', { stringequals: { 'AWS:principalaccount': [OWN, STRANGER] } }, true),
  ...picked(
    'an account that was written as a number',
    { StringLike: { 'aws:PrincipalAccount': Number(STRANGER) } },
    true,
  ),
  ...picked('an account of a key’s', { StringEquals: { 'kms:CallerAccount': STRANGER } }, true),
  ...picked('roles', { 'ForAnyValue:ArnLike': { 'aws:PrincipalArn': `arn:*:iam::${STRANGER}:role/*` } }, true),
  ...picked('accounts of one’s own', { StringEquals: { 'aws:PrincipalAccount': [OWN, SISTER] } }, false),
  ...picked('all but an account', { StringNotEquals: { 'aws:PrincipalAccount': STRANGER } }, false),
  ...picked('what a service does for an account', { StringEquals: { 'aws:SourceAccount': STRANGER } }, false),
  ...picked('nobody', { StringEquals: { 'aws:PrincipalArn': [{ toString: 1 }, null, 'x'] }, ArnLike: null }, false),
  [
    'a stranger in a condition on one’s own',
    policy(allow({ AWS: OWN }, { Condition: { StringEquals: { 'aws:PrincipalAccount': STRANGER } } })),
    false,
  ],
  [
    'a stranger that a condition keeps out',
    policy({ Effect: 'Deny', Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': STRANGER } } }),
    false,
  ],
  ...(
    [
      ['a Deny', { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': STRANGER } } }, true],
      [
        'a Deny by ARN',
        { Principal: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': arn(STRANGER, '*') } } },
        true,
      ],
      ['a Deny by name', { NotPrincipal: { AWS: arn(STRANGER) } }, true],
      ['a Deny, one of one’s own,', { NotPrincipal: { AWS: [arn(OWN), arn(SISTER)] } }, false],
      [
        'a Deny for a few',
        { Principal: OWN, Condition: { StringNotEquals: { 'aws:PrincipalAccount': STRANGER } } },
        false,
      ],
    ] as const
  ).map(([what, deny, answer]): Row => [
    `an account that ${what} spares where everyone is let in`,
    policy(allow('*'), { Effect: 'Deny', ...deny }),
    answer,
  ]),
  [
    'an account that a Deny spares where nobody is let in',
    policy(allow({ AWS: OWN }), { Effect: 'Deny', NotPrincipal: { AWS: arn(STRANGER) } }),
    false,
  ],
  ['text that only looks like a policy', '{"Statement":', false],
];

const event = (value: unknown): RecordObject => ({ recipientAccountId: OWN, a: value });

describe('foreign, a modifier of our own', () => {
  for (const [name, value, foreign] of ROWS) {
    it(`${foreign ? 'is' : 'is not'} true of ${name}`, () => {
      assert.equal(matches('sel: {a|foreign: true}', event(value), options), foreign);
      assert.equal(matches(`sel: {a|foreign: 'false'}`, event(value), options), !foreign);
      assert.equal(matches('sel: {a|foreign|neq: true}', event(value), options), !foreign);
    });
  }

  it('takes all accounts but the log’s for strange where none is known', () => {
    assert.equal(matches('sel: {a|foreign: true}', event(SISTER)), true);
    assert.equal(matches('sel: {a|foreign: true}', event(OWN)), false);
  });

  it('is not true of an absent field', () => {
    assert.equal(matches('sel: {a|foreign: true}', { recipientAccountId: OWN }), false);
    assert.equal(matches('sel: {a|foreign: false}', { recipientAccountId: OWN }), true);
  });

  it('takes the caller’s account for the log’s only in a record that does not name the log’s', () => {
    const userIdentity = { accountId: STRANGER };
    assert.equal(matches('sel: {a|foreign: true}', { ...event(STRANGER), userIdentity }), true);
    assert.equal(matches('sel: {a|foreign: true}', { userIdentity, a: STRANGER }), false);
  });

  it('never throws, whatever stands there', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void accountsIn(value)));
    fc.assert(fc.property(fc.json(), (text) => void accountsIn(text)));
    let deep: unknown = STRANGER;
    for (let n = 0; n < 100_000; n++) deep = [deep];
    assert.deepEqual(accountsIn(deep), [STRANGER]);
    assert.deepEqual(accountsIn('{"a":'.repeat(50_000)), []);
  });

  for (const recipientAccountId of [undefined, null, '']) {
    it(`takes the caller's account for the log's where that is ${JSON.stringify(recipientAccountId)}`, () => {
      const of = (a: string): RecordObject => ({ recipientAccountId, userIdentity: { accountId: OWN }, a });
      assert.equal(matches('sel: {a|foreign: true}', of(OWN), options), false);
      assert.equal(matches('sel: {a|foreign: true}', of(STRANGER), options), true);
    });
  }
});
