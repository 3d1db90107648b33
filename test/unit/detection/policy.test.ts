import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Detector, type RecordObject } from '../../../src/detection';
import { POLICY_WORDS } from '../../../src/case/rules/ruleWriting/words';
import { covers } from '../../../src/detection/policy/glob';
import { policyQuestion, POLICY_QUESTIONS } from '../../../src/detection/policy/question';
import { policiesIn } from '../../../src/record/policy/statement';
import { load, matches, ruleOf } from './support';

type Members = Readonly<Record<string, unknown>>;

const policy = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });
const BUCKET = ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'];
const allow = (more: Members = {}): Members => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
  ...more,
});
const deny = (Condition: unknown, more: Members = {}): Members => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: BUCKET,
  Condition,
  ...more,
});
const when = (operator: string, key: string, value: unknown): unknown =>
  policy(allow({ Condition: { [operator]: { [key]: value } } }));

const OUTSIDERS = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

/** What is asked, of what, and the answer. */
type Row = readonly [question: string, name: string, value: unknown, answer: boolean];

const EVERYONE: readonly Row[] = (
  [
    ['everyone', policy(allow()), true],
    ['everyone as an AWS principal', policy(allow({ Principal: { AWS: '*' } })), true],
    ['everyone beside an account', policy(allow({ Principal: { AWS: ['111122223333', '*'] } })), true],
    ['all but one', policy(allow({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } })), true],
    ['everyone in a statement that is no list', { Statement: allow() }, true],
    ['everyone in a text', JSON.stringify(policy(allow())), true],
    ['everyone in a text with the signs of a URL', encodeURIComponent(JSON.stringify(policy(allow()))), true],
    ['everyone in a policy within another object', { policy: JSON.stringify(policy(allow())) }, true],
    ['everyone, spelled as an escape', JSON.stringify(policy(allow())).replace('"*"', '"\\u002a"'), true],
    ['an account', policy(allow({ Principal: { AWS: '111122223333' } })), false],
    ['a service', policy(allow({ Principal: { Service: '*' } })), false],
    ['everyone who is denied', policy(allow({ Effect: 'Deny' })), false],
    ['a policy of an identity', policy(allow({ Principal: undefined })), false],
    ['a text that is no JSON', '{"Statement":[{"Effect":"Allow","Principal":"*"', false],
    ['a statement that is a text', { Statement: ['Allow'] }, false],
    // conditions that keep nobody out
    ['TLS', when('Bool', 'aws:SecureTransport', 'true'), true],
    ['a region', when('StringEquals', 'aws:RequestedRegion', 'eu-central-1'), true],
    ['a prefix', when('StringLike', 's3:prefix', 'home/*'), true],
    ['a tag of the caller, which any account may give', when('StringEquals', 'aws:PrincipalTag/team', 'red'), true],
    ['an external id', when('StringEquals', 'sts:ExternalId', 'secret'), true],
    ['a service on the way', when('StringEquals', 'kms:ViaService', 's3.eu-central-1.amazonaws.com'), true],
    ['a protocol', when('StringEquals', 'sns:Protocol', 'https'), true],
    ['all networks', when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'), true],
    ['half the internet beside a network', when('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '203.0.113.0/24']), true],
    ['much of IPv6', when('IpAddress', 'aws:SourceIp', '2000::/3'), true],
    ['all but a network', when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'), true],
    ['any account', when('StringLike', 'aws:PrincipalAccount', '*'), true],
    ['any ARN', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:*'), true],
    ['a role of any account', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/admin'), true],
    ['an organisation, if there is one', when('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-a'), true],
    ['an organisation of all there are', when('ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-a'), true],
    ['that it is no service of AWS', when('Bool', 'aws:PrincipalIsAWSService', false), true],
    ['a condition without a value', when('StringEquals', 'aws:PrincipalOrgID', []), true],
    ['a condition that is none', policy(allow({ Condition: null })), true],
    ['a network, if the call has an address', when('IpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24'), true],
    ['an identity of another provider, if any', when('StringLikeIfExists', 'acme.okta.com:sub', 'x'), true],
    ['an organisation of any id', when('StringLike', 'aws:PrincipalOrgID', 'o-*'), true],
    ['an endpoint of any id', when('StringLike', 'aws:SourceVpce', 'vpce-*'), true],
    ['accounts of which a part is given', when('StringLike', 'aws:PrincipalAccount', '9*'), true],
    ['the name of a session', when('StringLike', 'aws:userid', '*:alice'), true],
    ['what the caller himself is', when('StringEquals', 'aws:PrincipalOrgID', '${aws:PrincipalOrgID}'), true],
    ['rules of any account', when('ArnLike', 'aws:SourceArn', 'arn:aws:events:*:*:rule/*'), true],
    ['any mailbox', when('StringLike', 'sns:Endpoint', '*@*'), true],
    ['much of IPv6 beside a network', when('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2a06::/16']), true],
    // and those that do
    ['a provider of the web’s network', when('IpAddress', 'aws:SourceIp', ['2a06:98c0::/29']), false],
    ['what the resource is', when('StringEquals', 'aws:PrincipalOrgID', '${aws:ResourceOrgID}'), false],
    ['an id before the name of a session', when('StringLike', 'aws:userid', 'AROAEXAMPLE1234:*'), false],
    ['a bucket of an account', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:acme-in'), false],
    [
      'a role of the resource’s account',
      when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::${aws:ResourceAccount}:role/*'),
      false,
    ],
    ['a mailbox of a company', when('StringLike', 'sns:Endpoint', '*@acme.example'), false],
    ['an organisation', when('StringEquals', 'aws:PrincipalOrgID', 'o-a'), false],
    ['an organisation, in other letters', when('stringequals', 'AWS:principalorgid', 'o-a'), false],
    ['branches of an organisation', when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', ['o-a/r-b/*']), false],
    ['an account as a number', when('StringEquals', 'aws:SourceAccount', 111122223333), false],
    ['a network', when('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2001:db8::/32']), false],
    ['an address', when('IpAddress', 'aws:SourceIp', '203.0.113.7'), false],
    ['all but every network, so nobody', when('NotIpAddress', 'aws:SourceIp', ['0.0.0.0/0']), false],
    ['an endpoint', when('StringEquals', 'aws:SourceVpce', 'vpce-0a1b2c3d'), false],
    ['a role of an account', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*'), false],
    ['the caller of a key', when('StringEquals', 'kms:CallerAccount', '111122223333'), false],
    [
      'an identity of another provider',
      when('StringEquals', 'token.actions.githubusercontent.com:sub', 'repo:a/b'),
      false,
    ],
    ['services of AWS', when('Bool', 'aws:PrincipalIsAWSService', true), false],
    // what another statement denies
    ['what is denied to all but an organisation', policy(allow(), deny(OUTSIDERS)), false],
    ['what is denied before', policy(deny(OUTSIDERS), allow()), false],
    [
      'what is denied to all but those named',
      policy(allow(), deny(undefined, { Principal: undefined, NotPrincipal: { AWS: '111122223333' } })),
      false,
    ],
    ['what is denied to all', policy(allow(), deny(undefined)), false],
    [
      'what is denied to all but an organisation and services',
      policy(allow(), deny({ ...OUTSIDERS, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } })),
      false,
    ],
    [
      'what is denied but from a network',
      policy(allow(), deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
      false,
    ],
    [
      'what two statements deny',
      policy(
        allow({ Resource: BUCKET }),
        deny(OUTSIDERS, { Resource: BUCKET[0] }),
        deny(OUTSIDERS, { Resource: BUCKET[1] }),
      ),
      false,
    ],
    [
      'what is denied to all but services',
      policy(allow(), deny({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } })),
      false,
    ],
    [
      'what is denied to whoever signs and is no service',
      policy(allow(), deny({ ...OUTSIDERS, Bool: { 'aws:PrincipalIsAWSService': 'false' } })),
      true,
    ],
    [
      'what is denied but through services',
      policy(allow(), deny({ ...OUTSIDERS, BoolIfExists: { 'aws:ViaAWSService': 'false' } })),
      true,
    ],
    [
      'what is denied to nobody',
      policy(allow(), deny(undefined, { Principal: undefined, NotPrincipal: { AWS: '*' } })),
      true,
    ],
    [
      'what is denied to all but any organisation',
      policy(allow(), deny({ StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } })),
      true,
    ],
    ['what is denied without TLS', policy(allow(), deny({ Bool: { 'aws:SecureTransport': 'false' } })), true],
    [
      'what is denied to outsiders without TLS',
      policy(allow(), deny({ ...OUTSIDERS, Bool: { 'aws:SecureTransport': 'false' } })),
      true,
    ],
    ['what is denied to some', policy(allow(), deny({ StringEquals: { 'aws:PrincipalOrgID': 'o-b' } })), true],
    ['of which another action is denied', policy(allow(), deny(OUTSIDERS, { Action: 's3:PutObject' })), true],
    ['of which another bucket is denied', policy(allow(), deny(OUTSIDERS, { Resource: 'arn:aws:s3:::c/*' })), true],
    ['of which some is denied', policy(allow({ Action: ['s3:GetObject', 'sqs:*'] }), deny(OUTSIDERS)), true],
    [
      'of which all but some is denied',
      policy(allow(), deny(OUTSIDERS, { Action: undefined, NotAction: 's3:GetObject' })),
      true,
    ],
    ['what one account is denied', policy(allow(), deny(OUTSIDERS, { Principal: { AWS: '111122223333' } })), true],
    ['what is denied but for services alone', policy(allow(), deny({ Bool: { 'aws:ViaAWSService': 'false' } })), true],
    [
      'what is denied if any of the branches is another',
      policy(allow(), deny({ 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a/*' } })),
      true,
    ],
    ['what another policy denies', [policy(allow()), policy(deny(OUTSIDERS))], true],
  ] as const
).map(([name, value, answer]) => ['everyone', name, value, answer]);

const HEADER: readonly Row[] = [
  ['everyone by header', 'a page', when('StringLike', 'aws:Referer', 'https://acme.example/*'), true],
  ['everyone', 'a page', when('StringLike', 'aws:Referer', 'https://acme.example/*'), false],
  ['everyone by header', 'any page', when('StringLike', 'aws:Referer', '*'), false],
  ['everyone', 'any page', when('StringLike', 'aws:Referer', '*'), true],
  ['everyone by header', 'everyone', policy(allow()), false],
];

const all = (more: Members = {}): unknown => policy({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const under = (operator: string, key: string, value: unknown): unknown =>
  all({ Condition: { [operator]: { [key]: value } } });

const ALLOWS: readonly Row[] = [
  ['allows *', 'all', all(), true],
  ['allows *', 'all, in other words', all({ Action: ['s3:Get*', '**:*'], Resource: ['arn:aws:*:*:*:*'] }), true],
  ['allows *', 'all of one service', all({ Action: 's3:*' }), false],
  ['allows *', 'all on one bucket', all({ Resource: 'arn:aws:s3:::b/*' }), false],
  ['allows *', 'all that is denied', all({ Effect: 'Deny' }), false],
  ['allows *', 'TLS', under('Bool', 'aws:SecureTransport', ['true']), true],
  ['allows *', 'a second factor', under('Bool', 'aws:MultiFactorAuthPresent', 'true'), false],
  ['allows *', 'any address', under('IpAddress', 'aws:SourceIp', ['0.0.0.0/0']), true],
  ['allows *', 'a network', under('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), false],
  ['allows *', 'a tag that must be there', under('StringLike', 'aws:RequestTag/owner', '*'), false],
  ['allows *', 'what every call has', under('Null', 'aws:PrincipalArn', 'false'), true],
  ['allows *', 'a time that has come', under('DateGreaterThan', 'aws:CurrentTime', '2026-03-01T00:00:00Z'), true],
  ['allows *', 'a time to come', under('DateGreaterThan', 'aws:CurrentTime', '2026-04-01T00:00:00Z'), false],
  ['allows *', 'a time far away', under('DateLessThan', 'aws:CurrentTime', '2030-01-01T00:00:00Z'), true],
  ['allows *', 'a week more', under('DateLessThan', 'aws:CurrentTime', '2026-03-21T00:00:00Z'), false],
  ['allows *', 'the account of the policy', under('StringEquals', 'aws:PrincipalAccount', '111122223333'), true],
  ['allows *', 'any ARN', under('ArnLike', 'aws:PrincipalArn', 'arn:aws:*::*:*'), true],
  ['allows *', 'every ARN', under('StringLike', 'aws:PrincipalArn', 'arn:*'), true],
  ['allows *', 'TLS or not', under('Bool', 'aws:SecureTransport', ['false', 'true']), true],
  ['allows iam:*', 'all', all(), true],
  ['allows iam:*', 'IAM, in other letters', all({ Action: 'IAM:*' }), true],
  ['allows iam:*', 'IAM of the account', all({ Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:*' }), true],
  ['allows iam:*', 'IAM on roles', all({ Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/*' }), false],
  ['allows iam:*', 'IAM of one region, which is none', all({ Action: 'iam:*', Resource: 'arn:aws:s3:::*' }), false],
  ['allows sts:*', 'every role', all({ Action: 'sts:*', Resource: 'arn:aws:iam::*:*' }), true],
  ['allows iam:*', 'reading IAM', all({ Action: ['iam:Get*', 'iam:List*'] }), false],
  ['allows iam:Put*Policy', 'all that puts', all({ Action: 'iam:Put*' }), true],
  ['allows iam:Put*Policy', 'one that puts', all({ Action: 'iam:PutUserPolicy' }), false],
  ['allows all but some', 'all', all(), false],
  ['allows all but some', 'all actions but some', all({ Action: undefined, NotAction: 's3:*' }), true],
  ['allows all but some', 'all actions but IAM', all({ Action: undefined, NotAction: ['s3:*', 'iam:*'] }), false],
  ['allows all but some', 'all actions but some of IAM', all({ Action: undefined, NotAction: 'iam:Get*' }), true],
  ['allows all but some', 'all on all but a bucket', all({ Resource: undefined, NotResource: BUCKET }), true],
  [
    'allows all but some',
    'S3 on all but a bucket',
    all({ Action: 's3:*', Resource: undefined, NotResource: BUCKET }),
    false,
  ],
  ['allows all but some', 'all but one region', under('StringNotEquals', 'aws:RequestedRegion', 'us-east-1'), true],
  ['allows all but some', 'of all tags there are', under('ForAllValues:StringEquals', 'aws:TagKeys', 'team'), true],
  [
    'allows all but some',
    'a second factor, if there is one',
    under('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'),
    true,
  ],
  ['allows all but some', 'without a tag', under('Null', 'aws:RequestTag/x', 'true'), true],
  [
    'allows all but some',
    'all actions but some, not in one region',
    all({ Action: undefined, NotAction: 's3:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'x' } } }),
    true,
  ],
  [
    'allows all but some',
    'all on all but a bucket, not in one region',
    all({ Resource: undefined, NotResource: BUCKET, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'x' } } }),
    true,
  ],
  ['allows all but some', 'one region', under('StringEquals', 'aws:RequestedRegion', 'us-east-1'), false],
  [
    'allows all but some',
    'all but some with a second factor',
    all({ Action: undefined, NotAction: 's3:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    false,
  ],
];

const event = (value: unknown): RecordObject => ({ eventTime: '2026-03-14T09:00:00Z', a: value });

/** What is shown as the value that made a rule fire. */
function reasonsOf(detection: string, of: RecordObject): (string | undefined)[] {
  const [match] = new Detector(load(ruleOf(detection))).match(of);
  return (match?.explain() ?? []).flatMap(({ fields }) => fields.map(({ value }) => value));
}

describe('policy, a modifier of our own', () => {
  for (const [question, name, value, answer] of [...EVERYONE, ...HEADER, ...ALLOWS]) {
    it(`${question}: ${answer ? 'yes' : 'no'} of ${name}`, () => {
      assert.equal(matches(`sel: {a|policy: ${question}}`, event(value)), answer);
      assert.equal(matches(`sel: {a|policy|neq: ${question}}`, event(value)), !answer);
    });
  }

  it('asks for several at once, any or all of them', () => {
    const both = policy(allow(), allow({ Condition: { StringLike: { 'aws:Referer': 'https://a.example/*' } } }));
    for (const one of [both, policy(allow())])
      assert.ok(matches('sel: {a|policy: [everyone, everyone by header]}', event(one)));
    assert.ok(matches('sel: {a|policy|all: [everyone, everyone by header]}', event(both)));
    assert.ok(!matches('sel: {a|policy|all: [everyone, everyone by header]}', event(policy(allow()))));
  });

  it('is true of a statement that is nested too deep to be shown', () => {
    const Sid = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = JSON.stringify(policy(allow())).replace('{"Effect"', `{"Sid":${Sid},"Effect"`);
    assert.equal(reasonsOf('sel: {a|policy: everyone}', event(text)).length, 1);
    assert.match(reasonsOf('sel: {a|policy: everyone}', event(policy(allow())))[0] ?? '', /^\{"Effect":"Allow"/);
  });

  it('knows no time that has come of a record without one', () => {
    const value = under('DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z');
    assert.ok(!matches('sel: {a|policy: allows *}', { a: value }));
  });

  it('knows each question that is offered to who writes a rule', () => {
    assert.deepEqual(POLICY_WORDS.map(({ word }) => word).sort(), [...POLICY_QUESTIONS].sort());
    for (const question of POLICY_QUESTIONS) assert.notEqual(policyQuestion(question), undefined, question);
    for (const other of ['', 'all', 'toString', 'allows', 'allows ', 'allows iam', 'allows iam:Put Policy'])
      assert.equal(policyQuestion(other), undefined, other);
  });

  it('never throws, whatever stands there', () => {
    const questions = POLICY_QUESTIONS.map((one) => policyQuestion(one) ?? assert.fail(one));
    const ask = (value: unknown): void => {
      for (const statements of policiesIn(value))
        for (const one of statements) for (const question of questions) question(one, statements, 0);
    };
    const member = fc.constantFrom(
      'Effect',
      'Action',
      'NotAction',
      'Resource',
      'Principal',
      'NotPrincipal',
      'Condition',
    );
    const value = fc.oneof(fc.constantFrom<unknown>('Allow', 'Deny', '*', 'iam:*', null), fc.jsonValue());
    fc.assert(fc.property(fc.array(fc.dictionary(member, value)), (Statement) => ask({ Statement })));
    fc.assert(fc.property(fc.jsonValue(), ask));
    let deep: unknown = policy(allow());
    for (let n = 0; n < 50_000; n++) deep = [deep];
    assert.equal(policiesIn(deep).length, 1);
    // as many of both as a hostile record has room for
    const denied = deny(OUTSIDERS, { Resource: 'arn:aws:s3:::c/*' });
    ask(policy(...new Array<unknown>(2000).fill(allow()), ...new Array<unknown>(2000).fill(denied)));
    ask(policy(allow({ Action: 'a'.repeat(200_000) }), deny(OUTSIDERS, { Action: `*${'a'.repeat(100_000)}b` })));
    ask(when('ArnLike', 'aws:PrincipalArn', ':${'.repeat(100_000)));
    ask(
      policy(allow({ Resource: new Array<unknown>(5000).fill('b') }), ...new Array<unknown>(100).fill(deny(OUTSIDERS))),
    );
    ask('{"Statement":'.repeat(50_000));
    ask(policy(allow({ Condition: { StringLike: { 'aws:Referer': '*?'.repeat(200_000) } } })));
  });
});

describe('names with wildcards in policies', () => {
  const rows = [
    ['*', 'iam:Put*', true],
    ['iam:*', 'iam:Put*', true],
    ['iam:Put*', 'iam:*', false],
    ['iam:Put*Policy', 'iam:PutRolePolicy', true],
    ['iam:*Policy', 'iam:Put*Policy', true],
    ['iam:?et*', 'iam:Get*', true],
    ['iam:?', 'iam:*', false],
    ['iam:?*', 'iam:*', false],
    ['a*b*c', 'axxbxxbc', true],
    ['a*b*c', 'axxc', false],
    ['', '', true],
    ['', 'a', false],
    ['**', '', true],
  ] as const;
  for (const [wide, narrow, answer] of rows)
    it(`${JSON.stringify(wide)} ${answer ? 'stands' : 'does not stand'} for all of ${JSON.stringify(narrow)}`, () =>
      assert.equal(covers(wide, narrow), answer));

  it('stand for each name that those they stand for do', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
    const fill = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 });
    const one = fc.constantFrom('a', 'b');
    fc.assert(
      fc.property(glob, glob, fill, one, (wide, narrow, some, letter) => {
        const name = narrow.replaceAll('*', some).replaceAll('?', letter);
        const means = new RegExp(`^${wide.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        if (covers(wide, narrow)) assert.match(name, means);
        if (!/[*?]/.test(narrow)) assert.equal(covers(wide, narrow), means.test(narrow));
      }),
      { numRuns: 2000 },
    );
  });
});
