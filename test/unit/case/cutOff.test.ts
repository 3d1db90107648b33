import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Platform } from '../../../src/case/platform';
import { SourceScanner } from '../../../src/case/loading/scanSource';
import { locate } from '../../../src/case/sources/locate';
import { readWhole } from '../../../src/case/sources/source';
import { nodePlatform } from '../../../src/platform/node';
import { record, s3 } from '../../fixtures/log';
import { newScanner } from '../reading/fast/support';

const CAP = 2 ** 31 - 1;

describe('a large gzip file that is cut off', function () {
  this.timeout(60_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cut-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
  // what cannot be packed makes a large file of few records
  const log = s3(
    ...Array.from({ length: 1500 }, (_, n) =>
      record(n, { requestParameters: { name: 'Zoë 🦊', data: randomBytes(7000).toString('base64') } }),
    ),
  );
  const packed = gzipSync(log, { level: 1 });
  const cut = (name: string, length: number): string => {
    fs.writeFileSync(path.join(folder, name), packed.subarray(0, length));
    return pathToFileURL(path.join(folder, name)).href;
  };

  for (const part of [0.85, 0.9, 0.999, 1 - 4 / packed.length]) {
    it(`keeps all that is before the cut, without having it in memory: ${part}`, async () => {
      const uri = cut(`${part}.json.gz`, Math.floor(packed.length * part));
      const read = (): Promise<never> => Promise.reject(new Error('It was read at once.'));
      const platform: Platform = { ...node, read };
      const { sources } = await new SourceScanner(platform, await newScanner()).scan([uri], CAP);
      const whole = await readWhole(node, uri, CAP);
      const [source] = sources;
      const records =
        whole.bytes.length === Buffer.byteLength(log)
          ? 1500
          : Buffer.from(whole.bytes).toString().split('"eventVersion"').length - 2;
      assert.deepEqual([source?.events, source?.bytes], [records, whole.bytes.length]);
      const [{ line, column, byte } = {}] = locate(whole, whole.problems);
      assert.deepEqual(
        source?.problems.map((problem) => [problem.line, problem.column, problem.byte]),
        [[line, column, byte]],
      );
      assert.match(
        source?.problems.map(({ message }) => message).join('\n') ?? '',
        /^The gzip data is broken \(it is cut off\)\. [^\n]*bytes[^\n]* kept[^\n]*\. The 1,\d{3} records that were read before are kept\.$/,
      );
    });
  }

  it('is no such file where it is whole', async () => {
    const uri = cut('whole.json.gz', packed.length);
    const { sources } = await new SourceScanner(node, await newScanner()).scan([uri], CAP);
    assert.deepEqual([sources[0]?.events, sources[0]?.problems], [1500, []]);
  });

  it('is read with care where its data is broken before its end', async () => {
    const broken = Uint8Array.from(packed);
    broken.fill(0xff, packed.length >> 1, (packed.length >> 1) + 100);
    fs.writeFileSync(path.join(folder, 'broken.json.gz'), broken);
    const uri = pathToFileURL(path.join(folder, 'broken.json.gz')).href;
    const { sources } = await new SourceScanner(node, await newScanner()).scan([uri], CAP);
    assert.ok((sources[0]?.events ?? 0) > 700, String(sources[0]?.events));
    assert.ok(sources[0]?.problems.some(({ message }) => message.startsWith('The gzip data is broken')));
  });
});
