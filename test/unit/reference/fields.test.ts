import assert from 'node:assert/strict';
import { explainField, FIELD_GROUPS } from '../../../src/reference/fields/explain';
import { faults } from './helper';

/** Every field of a CloudTrail record up to version 1.11. */
const FIELDS = [
  'eventTime eventVersion userIdentity eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage',
  'requestParameters responseElements additionalEventData requestID eventID readOnly resources resources.0.ARN',
  'resources.0.accountId resources.0.type apiVersion eventType recipientAccountId sharedEventID sharedEventId',
  'vpcEndpointId vpcEndpointAccountId serviceEventDetails managementEvent eventCategory insightDetails addendum',
  'addendum.reason addendum.updatedFields addendum.originalRequestID addendum.originalEventID',
  'sessionCredentialFromConsole edgeDeviceDetails tlsDetails tlsDetails.tlsVersion tlsDetails.cipherSuite',
  'tlsDetails.clientProvidedHostHeader eventContext eventContext.requestContext eventContext.tagContext accountId eventId',
  'userIdentity.type userIdentity.userName userIdentity.principalId userIdentity.arn userIdentity.accountId',
  'userIdentity.accessKeyId userIdentity.invokedBy userIdentity.identityProvider userIdentity.sessionContext',
  'userIdentity.sessionContext.attributes userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.attributes.mfaAuthenticated userIdentity.sessionContext.sessionIssuer',
  'userIdentity.sessionContext.sessionIssuer.type userIdentity.sessionContext.sessionIssuer.principalId',
  'userIdentity.sessionContext.sessionIssuer.arn userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.userName userIdentity.sessionContext.webIdFederationData',
  'userIdentity.sessionContext.sourceIdentity userIdentity.sessionContext.ec2RoleDelivery userIdentity.onBehalfOf',
  'userIdentity.onBehalfOf.userId userIdentity.onBehalfOf.identityStoreArn userIdentity.credentialId',
  'userIdentity.inScopeOf userIdentity.invokedByDelegate userIdentity.assumedRoot insightDetails.state',
  'insightDetails.insightType insightDetails.insightContext insightDetails.insightContext.statistics',
  'insightDetails.insightContext.statistics.baseline insightDetails.insightContext.statistics.insight',
  'insightDetails.insightContext.statistics.insightDuration insightDetails.insightContext.statistics.baselineDuration',
  'insightDetails.insightContext.attributions insightDetails.insightContext.attributions.0.attribute',
].flatMap((line) => line.split(' '));

describe('fields: every field of a record is explained', () => {
  for (const field of FIELDS) {
    it(field, () => {
      const text = explainField(field.split('.'));
      assert.ok(text);
      assert.deepEqual(faults(text), []);
    });
  }

  it('also below Records', () => {
    assert.equal(explainField(['Records', '12', 'eventTime']), explainField(['eventTime']));
    assert.equal(explainField(['resources', '[3]', 'ARN']), explainField(['resources', '0', 'ARN']));
  });

  it('and nothing else', () => {
    for (const path of [
      [],
      ['nonsense'],
      ['__proto__'],
      ['constructor'],
      ['requestParameters', 'instanceType'],
      [''],
    ]) {
      assert.equal(explainField(path), undefined);
    }
  });
});

describe('fields: values', () => {
  const cases: readonly (readonly [path: string, value: unknown, says: RegExp])[] = [
    ['userIdentity.type', 'AssumedRole', /Here `AssumedRole`: temporary credentials of a role/],
    ['userIdentity.type', 'Root', /Here `Root`: the root user/],
    ['eventType', 'AwsServiceEvent', /Here `AwsServiceEvent`: the service wrote it by itself/],
    ['userIdentity.sessionContext.ec2RoleDelivery', '1.0', /Here `1\.0`: IMDSv1/],
    ['userIdentity.sessionContext.ec2RoleDelivery', '2.0', /Here `2\.0`: IMDSv2/],
    ['userIdentity.sessionContext.attributes.mfaAuthenticated', 'false', /Here `false`: no second factor/],
    ['readOnly', true, /Here `true`: the action changes nothing/],
    ['addendum.reason', 'DELIVERY_DELAY', /Here `DELIVERY_DELAY`: the event came late/],
    ['tlsDetails.tlsVersion', 'TLSv1.3', /Here `TLSv1\.3`: the newest/],
    ['responseElements.ConsoleLogin', 'Failure', /Here `Failure`: refused/],
  ];
  for (const [path, value, says] of cases) {
    it(`${path} = ${String(value)}`, () => assert.match(explainField(path.split('.'), value) ?? '', says));
  }

  it('say nothing of values that no row has, nor of what every object has', () => {
    for (const value of ['odd', 'constructor', 'toString', {}, null, [], 7]) {
      assert.doesNotMatch(explainField(['userIdentity', 'type'], value) ?? '', /^Here/m);
    }
  });

  it('say what is to be noted of a field', () => {
    assert.match(explainField(['sourceIPAddress']) ?? '', /\*\*Note:\*\* [A-Z`]/);
  });

  it('say since when a field exists', () => {
    assert.match(explainField(['tlsDetails']) ?? '', /Since event version 1\.08/);
  });
});

describe('fields: the tables', () => {
  const rows = FIELD_GROUPS.flatMap((group) => group.fields);
  it('have no field twice', () => assert.equal(new Set(rows.map(({ path }) => path)).size, rows.length));
  it('have whole sentences', () => {
    for (const { path, text, trap } of rows) {
      assert.match(text, /^[A-Z`].*\.$/s, path);
      if (trap !== undefined) assert.match(trap, /^[A-Z`].*\.$/s, path);
    }
  });
});
