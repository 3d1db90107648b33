import assert from 'node:assert/strict';
import { loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Platform } from '../../../../src/case/platform';
import { inflateNode } from '../../../../src/platform/inflateNode';
import { pour } from '../../../../src/reading/bytes/byteSink';
import { record, s3, utf8 } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const text = JSON.stringify(record(1, { userAgent: 'a "quoted" \\ agent é' }));
const lookup = JSON.stringify({ Events: [{ EventId: 'x', EventName: 'Event1', CloudTrailEvent: text }] });
const lake = JSON.stringify([{ eventJson: text }]);
const FILES: Readonly<Record<string, string>> = {
  plain: s3(JSON.parse(text) as Record<string, unknown>),
  lookup,
  twice: JSON.stringify({ message: lookup }),
  lake,
};

describe('an event that stands as text in a string', () => {
  const platform: Platform = {
    inflate: inflateNode,
    read: (uri) => Promise.resolve(utf8(FILES[uri] ?? '')),
    stream: (uri, _, sink) => {
      pour(utf8(FILES[uri] ?? ''), sink);
      return {};
    },
    list: () => Promise.resolve({ files: [] }),
  };
  const names = Object.keys(FILES);
  for (const isFast of [true, false])
    for (const order of [names, [...names].reverse()])
      it(`is one with its plain copy: ${order.join(', ')}, ${isFast ? 'fast' : 'with care'}`, async () => {
        const files = order.map((uri) => ({ uri, named: true }));
        const pool = localPool(platform, isFast ? await newScanner() : undefined);
        const { index, sources } = await loadCaseFrom(files, pool, { cap: 2 ** 31 - 1 });
        assert.deepEqual(
          sources.map(({ events }) => events),
          [1, 1, 1, 1],
        );
        assert.deepEqual([index.count, index.duplicates, index.twins.size], [1, 3, 0]);
      });
});
