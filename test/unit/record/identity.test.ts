import assert from 'node:assert/strict';
import { type Identity, identityOf } from '../../../src/record/identity';

const ISSUER = {
  type: 'Role',
  principalId: 'AROAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:role/path/Admin',
  accountId: '111122223333',
  userName: 'Admin',
};
const ASSUMED = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:bob',
  arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: { sessionIssuer: ISSUER },
};
const without = (object: object, ...names: string[]): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

describe('identity', () => {
  const table: readonly (readonly [what: string, userIdentity: unknown, label: string, more?: Partial<Identity>])[] = [
    [
      'root',
      { type: 'Root', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
      'root of 111122223333',
    ],
    ['root of an unknown account', { type: 'Root' }, 'root'],
    [
      'a user',
      { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIAEXAMPLE' },
      'alice',
      { accessKeyId: 'AKIAEXAMPLE' },
    ],
    [
      'a user with an empty key',
      { type: 'IAMUser', userName: 'alice', accessKeyId: '' },
      'alice',
      { accessKeyId: undefined },
    ],
    ['a user by ARN', { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/team/alice' }, 'alice'],
    ['a user of whom only the principal is known', { type: 'IAMUser', principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
    [
      'a user whose name is hidden',
      { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      'HIDDEN_DUE_TO_SECURITY_REASONS',
    ],
    [
      'an assumed role',
      ASSUMED,
      'role Admin / session bob',
      { role: 'Admin', session: 'bob', issuerArn: ISSUER.arn, accountId: '111122223333' },
    ],
    ['one without ARN', without(ASSUMED, 'arn'), 'role Admin / session bob', { role: 'Admin', session: 'bob' }],
    ['one without issuer', without(ASSUMED, 'sessionContext'), 'role Admin / session bob', { issuerArn: undefined }],
    [
      'one of an instance',
      { ...ASSUMED, arn: 'arn:aws:sts::111122223333:assumed-role/Web/i-1a2b3c4d' },
      'role Web / session i-1a2b3c4d',
    ],
    [
      'one of another partition',
      { ...ASSUMED, arn: 'arn:aws-us-gov:sts::111122223333:assumed-role/Admin/bob@example.com' },
      'role Admin / session bob@example.com',
    ],
    [
      'one of a person of IAM Identity Center',
      { ...ASSUMED, arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_Team_0123456789abcdef/ann' },
      'ann (permission set Ops_Team)',
      { role: 'AWSReservedSSO_Ops_Team_0123456789abcdef', session: 'ann' },
    ],
    [
      'one whose role is only called so',
      { ...ASSUMED, arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops/ann' },
      'role AWSReservedSSO_Ops / session ann',
    ],
    [
      'one without a session name',
      { type: 'AssumedRole', sessionContext: { sessionIssuer: ISSUER } },
      'role Admin',
      { session: undefined },
    ],
    ['one of which nothing is known', { type: 'AssumedRole' }, 'assumed role'],
    [
      'one whose account only the issuer tells',
      without(ASSUMED, 'accountId'),
      'role Admin / session bob',
      { accountId: '111122223333' },
    ],
    ['a role', { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin' }, 'role Admin'],
    ['a role without anything', { type: 'Role' }, 'role (unnamed)'],
    [
      'a federated user',
      { type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/carol' },
      'federated user carol',
      { session: 'carol' },
    ],
    [
      'a federated user by principal',
      { type: 'FederatedUser', principalId: '111122223333:carol' },
      'federated user 111122223333:carol',
    ],
    ['a directory user', { type: 'Directory', userName: 'dora' }, 'dora'],
    [
      'another account',
      { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAEXAMPLE' },
      'account 444455556666',
    ],
    ['another account without number', { type: 'AWSAccount', principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
      'ec2.amazonaws.com',
      { invokedBy: 'ec2.amazonaws.com' },
    ],
    ['a service without name', { type: 'AWSService' }, 'AWS service'],
    ['a SAML user', { type: 'SAMLUser', userName: 'erin', principalId: 'x:erin' }, 'erin'],
    [
      'a web identity',
      { type: 'WebIdentityUser', userName: 'repo:example/app:ref', principalId: 'p' },
      'repo:example/app:ref',
    ],
    [
      'an Identity Center user',
      { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } },
      'Identity Center user u-1',
    ],
    ['an Identity Center user of whom nothing is known', { type: 'IdentityCenterUser' }, 'Identity Center user'],
    ['Unknown', { type: 'Unknown', userName: 'frank' }, 'frank'],
    ['Unknown without anything', { type: 'Unknown' }, 'Unknown'],
    ['a type that is not known yet', { type: 'Robot', arn: 'arn:aws:iam::111122223333:robot/r2' }, 'r2'],
    [
      'no type, but a service',
      { invokedBy: 'autoscaling.amazonaws.com' },
      'autoscaling.amazonaws.com',
      { type: undefined },
    ],
    ['no type, but an account', { accountId: '111122223333' }, '111122223333'],
    ['an empty object', {}, 'no identity'],
    ['a string', 'alice', 'alice'],
    ['an empty string', '', 'no identity'],
    ['nothing', undefined, 'no identity'],
    ['null', null, 'no identity'],
    ['a list', ['alice'], 'no identity'],
    ['a number', 7, 'no identity'],
    ['members of other types', { type: 7, userName: {}, arn: [], principalId: null, accountId: 5 }, 'no identity'],
    ['a session context that is a string', { ...ASSUMED, sessionContext: 'x' }, 'role Admin / session bob'],
  ];
  for (const [what, userIdentity, label, more = {}] of table) {
    it(`of ${what}: ${label}`, () => {
      const identity = identityOf(userIdentity);
      assert.equal(identity.label, label);
      for (const [name, value] of Object.entries(more)) assert.equal(identity[name as keyof Identity], value, name);
    });
  }

  it('comes back from ARNs that were written to stall it', () => {
    for (const arn of [
      `:assumed-role/${'/'.repeat(1e6)}\n`,
      ':assumed-role/'.repeat(1e5),
      `${':assumed-role/x/'.repeat(5e4)}\n/`,
      `${'a:'.repeat(1e6)}/`,
      '/'.repeat(1e6),
    ]) {
      assert.ok(identityOf({ type: 'AssumedRole', arn, principalId: `AROA${arn}` }).label.length > 0);
    }
  });
});
