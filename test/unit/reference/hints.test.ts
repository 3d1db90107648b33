import assert from 'node:assert/strict';
import { hintFor } from '../../../src/reference';
import { RUN } from './explainRecords';

describe('explain: inlay hints', () => {
  const cases: readonly (readonly [
    path: string,
    value: unknown,
    kind: string | undefined,
    text: string | undefined,
  ])[] = [
    ['userIdentity.accessKeyId', 'ASIAY34FZKBOKMUTVV7A', 'account', 'account 609629065308 (prod)'],
    ['userIdentity.accessKeyId', 'AKIAIOSFODNN7EXAMPLE', undefined, undefined],
    ['Records.0.eventTime', '2026-03-14T08:27:45Z', 'localTime', 'local 2026-03-14 09:27:45'],
    ['responseElements.instancesSet.items.0.launchTime', 1773476865000, 'localTime', 'local 2026-03-14 09:27:45'],
    ['userIdentity.arn', 'arn:aws:sts::111122223333:assumed-role/Admin/bob', 'person', 'bob@example.org'],
    ['responseElements.instancesSet.items.0.currentState.code', 32, 'stateCode', 'shutting-down'],
    ['responseElements.instancesSet.items.0.instanceState.code', 272, 'stateCode', 'running'],
    ['requestParameters.code', 32, undefined, undefined],
    ['eventName', 'RunInstances', undefined, undefined],
  ];
  for (const [path, value, kind, text] of cases) {
    it(`${path} = ${String(value)}`, () => {
      const context = { accounts: { '609629065308': 'prod' }, timeZone: 'Europe/Berlin' };
      const hint = hintFor(path.split('.'), value, RUN, context);
      assert.deepEqual([hint?.kind, hint?.text], [kind, text]);
    });
  }
});
