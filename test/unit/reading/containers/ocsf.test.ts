import assert from 'node:assert/strict';
import { type Json, read } from '../../../fixtures/log';

const ARN = 'arn:aws:sts::111122223333:assumed-role/Admin/bob';
const RC2: Json = { account_uid: '111122223333', uid: 'AROAX:bob', uuid: ARN, type: 'AssumedRole' };
const V1: Json = { account: { uid: '111122223333' }, uid: ARN, uid_alt: 'AROAX:bob', type: 'AssumedRole' };

function event(more: Json = {}): Json {
  return {
    activity_id: 1,
    actor: { idp: {}, session: { created_time: 0, issuer: null }, user: V1 },
    api: {
      operation: 'RunInstances',
      request: { uid: 'r', data: '{"a":1}' },
      response: { error: null, data: null },
      service: { name: 'ec2.amazonaws.com' },
    },
    class_uid: 6003,
    cloud: { provider: 'AWS', region: 'us-east-1' },
    metadata: { product: { name: 'CloudTrail', version: '1.08' }, uid: 'e', version: '1.1.0' },
    src_endpoint: { domain: null, ip: '192.0.2.1', uid: null },
    time: 1773476865123,
    ...more,
  };
}

/** The record that is made of an event, in lines. */
function recordOf(value: unknown): Json {
  const { container, found, problems } = read(JSON.stringify(value));
  assert.deepEqual([container, problems.map(({ severity }) => severity)], ['ocsf', ['info']]);
  return found[0]?.value ?? {};
}

describe('events of Security Lake', () => {
  it('in the versions 1.0.0-rc.2 and 1.1.0, which call the same by other names', () => {
    for (const user of [RC2, V1]) {
      const { userIdentity, eventTime, requestParameters, responseElements } = recordOf(
        event({ actor: { user, session: { created_time: 1773476800000, mfa: true } } }),
      );
      assert.deepEqual(userIdentity, {
        type: 'AssumedRole',
        principalId: 'AROAX:bob',
        arn: ARN,
        accountId: '111122223333',
        sessionContext: { attributes: { mfaAuthenticated: true, creationDate: '2026-03-14T08:26:40Z' } },
      });
      assert.deepEqual([eventTime, requestParameters], ['2026-03-14T08:27:45.123Z', { a: 1 }]);
      assert.equal(responseElements, undefined);
    }
  });

  it('that say nothing by an empty value: no time of 1970', () => {
    assert.equal((recordOf(event())['userIdentity'] as Json)['sessionContext'], undefined);
  });

  it('of a sign-in', () => {
    const found = recordOf(
      event({
        class_uid: 3002,
        is_mfa: false,
        dst_endpoint: { svc_name: 'https://console' },
        metadata: {
          event_code: 'AwsConsoleSignIn',
          product: { name: 'cloudtrail', feature: { name: 'Management' } },
          uid: 'e',
        },
        status_detail: 'No username found in supplied account',
      }),
    );
    assert.deepEqual(found['additionalEventData'], { MFAUsed: 'No', LoginTo: 'https://console' });
    assert.deepEqual(
      [found['eventType'], found['eventCategory'], found['errorMessage']],
      ['AwsConsoleSignIn', 'Management', 'No username found in supplied account'],
    );
  });

  it('in a version that names all kinds of events as the feature: no category', () => {
    const product = { name: 'CloudTrail', feature: { name: 'Management, Data, and Insights' } };
    assert.equal(recordOf(event({ metadata: { product } }))['eventCategory'], undefined);
  });

  const entries: readonly (readonly [string, unknown])[] = [
    ['recipientAccountId', '111122223333'],
    ['readOnly', 'false'],
    ['userIdentity.sessionContext.sessionIssuer.userName', 'Admin'],
    ['tlsDetails.tlsVersion', 'TLSv1.3'],
    ['requestParameters.b', '2'],
    ['something.else', 'x'],
  ];
  const object = Object.fromEntries(entries);
  const pairs = entries.map(([key, value]) => ({ key, value }));
  const shapes: readonly (readonly [what: string, unmapped: unknown])[] = [
    ['an object', object],
    ['a list of keys and values', pairs],
    ['a list of names and values', entries.map(([name, value]) => ({ name, value }))],
    ['a list of pairs', entries],
    ['a wrapped list of keys and values', { key_value: pairs }],
    ['text of an object', JSON.stringify(object)],
    ['text of a list', JSON.stringify(entries)],
    ['a struct', `{${entries.map(([key, value]) => `${key}=${String(value)}`).join(', ')}}`],
  ];
  for (const [what, unmapped] of shapes) {
    it(`with what was not mapped as ${what}`, () => {
      const found = recordOf(event({ unmapped }));
      assert.deepEqual([found['recipientAccountId'], found['readOnly']], ['111122223333', false]);
      assert.deepEqual(found['tlsDetails'], { tlsVersion: 'TLSv1.3' });
      const context = (found['userIdentity'] as Json)['sessionContext'] as Json;
      assert.deepEqual(context['sessionIssuer'], { userName: 'Admin' });
      // what has no room in the record is not lost
      assert.deepEqual(found['additionalEventData'], {
        unmapped: { 'requestParameters.b': '2', 'something.else': 'x' },
      });
    });
  }

  for (const depth of [9, 5000, 50_000]) {
    it(`takes a name of ${depth} dots for a name`, () => {
      const name = `userIdentity${'.a'.repeat(depth)}`;
      const found = recordOf(event({ unmapped: { [name]: 'x' } }));
      assert.deepEqual(found['additionalEventData'], { unmapped: { [name]: 'x' } });
    });
  }

  for (const unmapped of [null, [], {}, 'x', '{', '[1,{"key":1},["a"]]', [{ key: 'a' }], 17, '{a={b=c}}']) {
    it(`with nothing that was not mapped: ${JSON.stringify(unmapped)}`, () => {
      assert.equal(recordOf(event({ unmapped }))['additionalEventData'], undefined);
    });
  }

  it('of something else are no records', () => {
    const { records, problems } = read(JSON.stringify(event({ metadata: { product: { name: 'Amazon EKS' } } })));
    assert.equal(records, 0);
    assert.match(problems[0]?.message ?? '', /OCSF of something else/);
  });
});
