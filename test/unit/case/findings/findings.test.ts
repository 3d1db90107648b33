import assert from 'node:assert/strict';
import { findHits } from '../../../../src/case/findings/findings';
import { Turns } from '../../../../src/case/turns';
import { Detector, loadRules } from '../../../../src/detection';
import { record } from '../../../fixtures/log';
import { LOG, writingOn } from '../rules/ruleWriting/support';

const RULES = `title: Key pair was made
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair, requestParameters.keyName: x }
  condition: selection
`;

describe('findings of what can no longer be read', () => {
  const made = (n: number) => record(n, { eventName: 'CreateKeyPair', requestParameters: { keyName: 'x' } });

  it('are not there, and the events that a rule may be true of are told', async () => {
    const { engine } = await writingOn([made(1), record(2), made(3)]);
    const scope = engine.scopeOf(LOG);
    assert.ok(scope);
    const set = loadRules([{ path: 'rules.yml', text: RULES }]);
    const run = async (sourceOf: typeof scope.sourceOf) => {
      const unread: number[] = [];
      const hits = await findHits(set, new Detector(set), scope.reader.index, sourceOf, new Turns(), unread);
      return [hits.map(({ row }) => row), unread];
    };
    assert.deepEqual(await run(scope.sourceOf), [[0, 2], []]);
    assert.deepEqual(await run(async () => undefined), [[], [0, 2]]);
  });

  it('are none in a log that is there', async () => {
    const { engine } = await writingOn([made(1)], { sources: [{ path: 'rules.yml', text: RULES }] });
    const { hits, unread } = await engine.findings(LOG);
    assert.deepEqual([hits.length, unread], [1, 0]);
  });
});
