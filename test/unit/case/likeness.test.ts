import assert from 'node:assert/strict';
import { CaseEngine } from '../../../src/case/engine';
import { likenessOf, summaryOf } from '../../../src/case/eventTable';
import { localPool } from '../../../src/case/loading/localPool';
import type { Platform } from '../../../src/case/platform';
import { WRAPPINGS } from '../../fixtures/containers';
import { record, utf8 } from '../../fixtures/log';

describe('an event in a case and in the readable view of its log', () => {
  const URI = 'memory:log';
  const records = [0, 1, 2].map((n) =>
    record(n, {
      awsRegion: 'us-east-1',
      sourceIPAddress: '192.0.2.10',
      userIdentity: { type: 'IAMUser', userName: 'alice', arn: 'arn:aws:iam::111122223333:user/alice' },
      ...(n === 1 ? { errorCode: 'AccessDenied' } : {}),
    }),
  );

  for (const { what, wrap } of WRAPPINGS) {
    it(`says the same in a line: ${what}`, async () => {
      const bytes = utf8(wrap(records));
      const platform: Platform = {
        read: async () => bytes,
        inflate: () => assert.fail(),
        list: async (uris) => ({ files: uris.map((uri) => ({ uri, named: true, size: bytes.length })) }),
      };
      const listener = { progress: () => undefined, changed: () => undefined };
      const engine = new CaseEngine(
        platform,
        async () => ({ sources: [] }),
        listener,
        async () => localPool(platform),
      );
      await engine.cases.open('case', [URI], engine.cap);
      await engine.open({ uri: 'view', from: { readable: { source: URI } } });
      const count = engine.cases.recordCount(URI) ?? 0;
      assert.ok(count > 0);
      const all = Uint32Array.from({ length: count }, (_, row) => row);
      const linesOf = (key: string): string[] => {
        const table = engine.events(key, all);
        return Array.from(table.rows, (_, entry) => likenessOf(summaryOf(table, entry)));
      };
      assert.deepEqual(linesOf('view'), linesOf('case'));
      assert.equal(linesOf('case').length, count);
    });
  }
});
