import assert from 'node:assert/strict';
import { loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Platform } from '../../../../src/case/platform';
import { SourceCache } from '../../../../src/case/sources/sourceCache';
import { pour } from '../../../../src/reading/bytes/byteSink';
import { json, record, s3, text, utf8 } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const records = Array.from({ length: 200 }, (_, n) => record(n, { eventID: `event-${n}` }));
const lines = records.map((one) => `host app[7]: ${json(one)}\n`).join('');
const FAILURE = 'The file cannot be read (EIO).';

/** A disk that gives so many bytes of a file, and then fails; `heals`: the next time it gives all. */
function disk(content: string | Uint8Array, after: number, heals = false): { platform: Platform; cache: SourceCache } {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  let reads = 0;
  const platform: Platform = {
    read: () => Promise.reject(new Error(FAILURE)),
    inflate: () => Promise.reject(new Error('Nothing here is compressed.')),
    list: async () => ({ files: [{ uri: 'file:///log', named: true }] }),
    stream: async (_, __, sink) => {
      const end = heals && reads++ > 1 ? bytes.length : after;
      pour(bytes.subarray(0, end), sink);
      if (end < bytes.length) throw new Error(FAILURE);
      return {};
    },
  };
  return { platform, cache: new SourceCache(platform) };
}

const CASES: readonly (readonly [what: string, content: string | Uint8Array, container: string])[] = [
  ['lines of another log', lines, 'log-lines'],
  ['records one after another in a text', records.map((one) => `${json(one)}\n`).join(''), 'ndjson'],
  ['a log that is odd before that', s3(records[0], 1, ...records.slice(1)), 's3'],
  ['a log as CloudTrail writes them', s3(...records), 's3'],
  ['UTF-16', Uint8Array.from(Buffer.from(`\ufeff${lines}`, 'utf16le')), 'log-lines'],
];

describe('a log in which the disk fails', () => {
  for (const [what, content, container] of CASES)
    for (const keeps of [true, false])
      it(`is kept as far as it was read, and that is said: ${what}${keeps ? ', its bytes too' : ''}`, async () => {
        const half = Math.floor(content.length / 4) * 2 + 1;
        const { platform, cache } = disk(content, half);
        const { files } = await platform.list([]);
        const { sources, index } = await loadCaseFrom(files, localPool(platform, await newScanner()), {
          cap: 2 ** 31 - 1,
          ...(keeps ? { keep: cache } : {}),
        });
        const [source] = sources;
        assert.ok(index.count > 80 && index.count < 110, `${index.count}`);
        assert.deepEqual([source?.container, source?.events, source?.brokeOff], [container, index.count, true]);
        const errors = source?.problems.filter(({ severity }) => severity === 'error') ?? [];
        const [said] = errors.filter(({ message }) => message.startsWith(FAILURE));
        assert.match(
          said?.message ?? '',
          /EIO\)\. The [\d,]+ (?:bytes that|records that) were read before are kept\.$/,
        );
        assert.equal(errors.filter(({ message }) => /cut off/.test(message)).length, 0);
        const spans = [...Array(index.count).keys()].map((row) => index.place(row));
        const again = cache.records('file:///log', 2 ** 31 - 1, undefined);
        if (!keeps || what === 'UTF-16') return assert.rejects(again, /EIO/);
        const read = await again;
        for (const [row, { start, end }] of spans.entries()) {
          const { bytes, start: from, end: to } = read.record(start, end);
          assert.equal(text(bytes.subarray(from, to)), json(records[index.place(row).index]));
        }
      });

  it('is read whole by another that comes when it works again', async () => {
    const { cache } = disk(lines, 900, true);
    await assert.rejects(cache.get('file:///log', 1e9), /EIO/);
    await assert.rejects(cache.get('file:///log', 1e9), /EIO/);
    assert.equal((await cache.get('file:///log', 1e9)).size, lines.length);
  });

  it('is unreadable where nothing came before that, or no record', async () => {
    for (const after of [0, 20]) {
      const { platform } = disk(lines, after);
      const { files } = await platform.list([]);
      const { sources } = await loadCaseFrom(files, localPool(platform, await newScanner()), { cap: 2 ** 31 - 1 });
      const [{ container, problems }] = sources as [(typeof sources)[0]];
      assert.deepEqual([container, problems.map(({ message }) => message)], ['unreadable', [FAILURE]]);
    }
  });
});
