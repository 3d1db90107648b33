import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom } from '../../../src/case/caseLoader';
import { findHits } from '../../../src/case/findings';
import { localPool } from '../../../src/case/localPool';
import type { Platform } from '../../../src/case/platform';
import { SourceCache } from '../../../src/case/source';
import { Turns } from '../../../src/case/turns';
import { Detector, loadRules } from '../../../src/detection';
import { nodePlatform } from '../../../src/platform/node';
import { record, s3 } from '../../fixtures/log';
import { newScanner } from '../reading/fast/support';

const RULE = `title: T
id: t
logsource: { product: aws }
detection: { s: { requestParameters.name: 'x*' }, condition: s }
`;

describe('the bytes of a case that was just read', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-bytes-'));
    for (const n of [1, 2, 3])
      fs.writeFileSync(
        path.join(folder, `${n}.json.gz`),
        gzipSync(s3(record(n), record(n + 10, { requestParameters: { name: `x${n}` } }))),
      );
    // the careful reader has to read it
    fs.writeFileSync(path.join(folder, '4.json'), ` ${s3(record(4, { requestParameters: { name: 'x4' } }))}!`);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** The files that were read for findings, after the case was loaded; and how many findings there were. */
  async function readAgain(keeps: boolean): Promise<{ read: string[]; hits: number }> {
    const read: string[] = [];
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => [] });
    const note = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
    const platform: Platform = {
      ...node,
      stream: async (uri, ...rest) => {
        read.push(note(uri));
        return (node.stream ?? assert.fail())(uri, ...rest);
      },
    };
    const files = await platform.list([pathToFileURL(folder).href]);
    const cache = new SourceCache(platform);
    const pool = localPool(platform, await newScanner());
    const options = { cap: 2 ** 31 - 1, ...(keeps ? { keep: cache } : {}) };
    const { index, sources } = await loadCaseFrom(files, pool, options);
    assert.equal(index.count, 7);
    read.length = 0;
    const set = loadRules([{ path: 't.yml', text: RULE }]);
    const sourceOf = async (source: number) => (await cache.get(sources[source]?.uri ?? '', options.cap)).records;
    const hits = await findHits(set, new Detector(set), index, sourceOf, new Turns());
    return { read: read.sort(), hits: hits.length };
  }

  it('are not read again for its findings', async () => {
    assert.deepEqual(await readAgain(true), { read: ['4.json'], hits: 4 });
  });

  it('are read again where nobody wanted them kept', async () => {
    assert.deepEqual(await readAgain(false), { read: ['1.json.gz', '2.json.gz', '3.json.gz', '4.json'], hits: 4 });
  });
});
