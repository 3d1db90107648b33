import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Platform } from '../../../../src/case/platform';
import { SourceScanner } from '../../../../src/case/loading/scanSource';
import { readSource } from '../../../../src/case/sources/source';
import { nodePlatform } from '../../../../src/platform/node';
import { record, s3 } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const CAP = 2 ** 31 - 1;
const KEPT = 1 << 16;

describe('a gzip bomb', function () {
  this.timeout(60_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-bombs-'));
  after(() => fs.rmSync(folder, { recursive: true }));

  const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
  /** The platform, which notes what is asked of it. */
  const watched = (calls: string[], { stream = node.stream }: Partial<Platform> = {}): Platform => ({
    ...node,
    stream: stream && ((...given) => (calls.push('stream'), stream(...given))),
    read: (...given) => (calls.push('read'), node.read(...given)),
  });
  const bomb = (name: string, beginning: string, filling: string, end = ''): string => {
    const file = path.join(folder, `${name}.json.gz`);
    fs.writeFileSync(
      file,
      gzipSync(Buffer.concat([Buffer.from(beginning), Buffer.alloc(80 << 20, filling), Buffer.from(end)])),
    );
    return pathToFileURL(file).href;
  };
  const early = s3(record(1), record(2)).slice(0, -2);
  const late = `,${JSON.stringify(record(3))}]}`;

  it('is unpacked once, and no more than its beginning is kept', async () => {
    const calls: string[] = [];
    const source = await readSource(watched(calls), bomb('spaces', early, ' ', late), CAP);
    assert.deepEqual([calls, source.size], [['stream'], KEPT]);
    const [problem, ...more] = source.problems;
    assert.match(
      problem?.message ?? '',
      /^This is a gzip bomb or no log: it unpacks to more than 100 times its size\. Only the first 65,536 bytes were looked at\.$/,
    );
    assert.deepEqual([problem?.offset, more], [KEPT, []]);
  });

  it('is the same where sources are read whole', async () => {
    const uri = bomb('whole', early, ' ', late);
    const whole = await readSource({ ...node, stream: undefined }, uri, CAP);
    const { size, problems } = await readSource(node, uri, CAP);
    assert.deepEqual([whole.size, whole.problems], [size, problems]);
  });

  it('gives the events of its beginning, whatever follows', async () => {
    for (const [name, filling] of [
      ['blank', ' '],
      ['zeros', '\0'],
      ['digits', '1'],
      ['deep', '['],
    ] as const) {
      const scanner = new SourceScanner(node, await newScanner());
      const { sources } = await scanner.scan([bomb(name, early, filling, late)], CAP);
      const [source] = sources;
      assert.equal(source?.events, 2, name);
      assert.ok(
        source.problems.some(({ message }) => /^This is a gzip bomb/.test(message)),
        name,
      );
    }
  });

  it('is not what unpacks to as much as a setting allows', async () => {
    const { size, problems } = await readSource(node, bomb('capped', early, ' ', late), 1 << 20);
    assert.equal(size, 1 << 20);
    assert.match(problems[0]?.message ?? '', /^The file unpacks to more than 1,048,576 bytes/);
  });
});
