import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EC2_ERRORS } from '../../../src/reference/errors/ec2Errors';
import { ALL_ERRORS, explainError, explainErrorMessage } from '../../../src/reference/errors/explain';
import { faults } from './helper';

const EC2 = 'ec2.amazonaws.com';

describe('errors: codes', () => {
  it('there are enough of EC2’s', () => assert.ok(EC2_ERRORS.length >= 80, String(EC2_ERRORS.length)));

  it('no table has a code twice', () => {
    const codes = EC2_ERRORS.map(({ code }) => code.toLowerCase());
    assert.equal(new Set(codes).size, codes.length);
  });

  for (const { code } of ALL_ERRORS) {
    it(code, () => {
      for (const source of [EC2, 'iam.amazonaws.com']) {
        const text = explainError(source, code);
        assert.ok(text);
        assert.deepEqual(faults(text), []);
      }
    });
  }

  const cases: readonly (readonly [source: string, code: string, says: RegExp])[] = [
    [EC2, 'Client.DryRunOperation', /permission probe/],
    [EC2, 'Client.UnauthorizedOperation', /fault is the caller’s[^]*which kind of policy/],
    [EC2, 'Server.InsufficientInstanceCapacity', /side of AWS/],
    [EC2, 'Client.InvalidFoo.NotFound', /does not exist in this account and Region/],
    [EC2, 'Client.Something', /no entry here/],
    ['iam.amazonaws.com', 'NoSuchEntityException', /no such user, role/],
    ['s3.amazonaws.com', 'NoSuchBucket', /no such bucket/],
    ['sts.amazonaws.com', 'ExpiredTokenException', /expired/],
    ['foo.amazonaws.com', 'FooLimitExceededException', /as many of these/],
  ];
  for (const [source, code, says] of cases) {
    it(`${source} ${code}`, () => assert.match(explainError(source, code) ?? '', says));
  }

  it('that nothing explains stay unexplained', () => {
    assert.equal(explainError('foo.amazonaws.com', 'Weird'), undefined);
    assert.equal(explainError(EC2, ''), undefined);
    assert.equal(explainError(EC2, 'constructor'), undefined);
  });
});

describe('errors: messages', () => {
  const message =
    'You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/bob is not authorized to perform: ' +
    'ec2:RunInstances on resource: arn:aws:ec2:us-west-2:111122223333:instance/* because no identity-based policy allows ' +
    'the ec2:RunInstances action. Encoded authorization failure message: abcDEF-_0123456789abcdef';

  it('name action, resource and policy', () => {
    const text = explainErrorMessage(message) ?? '';
    assert.match(text, /Denied: `ec2:RunInstances` on `arn:aws:ec2:us-west-2:111122223333:instance\/\*`/);
    assert.match(text, /No allow in the identity-based policy/);
  });

  it('that are encoded come with the line that decodes them', () => {
    const text = explainErrorMessage(message) ?? '';
    assert.match(text, /^aws sts decode-authorization-message --encoded-message abcDEF-_0123456789abcdef$/m);
  });

  it('that CloudTrail cut say that they cannot be decoded', () => {
    const text = explainErrorMessage(`${message}...`) ?? '';
    assert.match(text, /CloudTrail cut the message[^]*cannot be decoded/);
    assert.doesNotMatch(text, /decode-authorization-message/);
  });

  it('tell an explicit deny', () => {
    const deny = 'User: u is not authorized to perform: s3:GetObject with an explicit deny in a service control policy';
    assert.match(explainErrorMessage(deny) ?? '', /\*\*Explicit deny\*\* in the service control policy/);
  });

  it('put nothing into the command line that a shell would read', () => {
    const text = explainErrorMessage(`Encoded authorization failure message: ${'a'.repeat(30)}; rm -rf $(x)`) ?? '';
    assert.match(text, /--encoded-message a{30}$/m);
  });

  it('cannot harm, whatever is in them', () => {
    const piece = fc.constantFrom(
      'User: ',
      'x',
      ' is not authorized to perform: ',
      'a:B',
      ' on resource: ',
      '[x](y)',
      '`',
      '<b>',
      ' because no ',
      'identity-based',
      ' policy allows',
      '\n',
      'Encoded authorization failure message: ',
      'A'.repeat(30),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (parts) => {
        const text = explainErrorMessage(parts.join(''));
        if (text !== undefined) assert.deepEqual(faults(text), []);
      }),
    );
    explainErrorMessage('User: '.repeat(100_000));
    explainErrorMessage(`because no ${'a '.repeat(100_000)}`);
  });
});
