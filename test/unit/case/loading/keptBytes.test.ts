import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import { CaseEngine } from '../../../../src/case/engine';
import { findHits } from '../../../../src/case/findings/findings';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Platform } from '../../../../src/case/platform';
import { type Keep, KEEP_NOTHING, unreadable } from '../../../../src/case/loading/scan';
import { SourceScanner } from '../../../../src/case/loading/scanSource';
import type { RecordSpan } from '../../../../src/case/sources/arrivingRecords';
import type { SourceOf } from '../../../../src/case/sources/eachRecord';
import { SourceCache } from '../../../../src/case/sources/sourceCache';
import { Turns } from '../../../../src/case/turns';
import { loadRules } from '../../../../src/detection';
import { nodePlatform } from '../../../../src/platform/node';
import { record, s3 } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const CAP = 2 ** 31 - 1;
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
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
    const note = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
    const platform: Platform = {
      ...node,
      stream: async (uri, ...rest) => {
        read.push(note(uri));
        return (node.stream ?? assert.fail())(uri, ...rest);
      },
    };
    const { files } = await platform.list([pathToFileURL(folder).href]);
    const cache = new SourceCache(platform);
    const pool = localPool(platform, await newScanner());
    const options = { cap: 2 ** 31 - 1, ...(keeps ? { keep: cache } : {}) };
    const { index, sources } = await loadCaseFrom(files, pool, options);
    assert.equal(index.count, 7);
    read.length = 0;
    const set = loadRules([{ path: 't.yml', text: RULE }]);
    const sourceOf = async (source: number) => (await cache.get(sources[source]?.uri ?? '', options.cap)).records;
    const hits = await findHits(set, { index, sourceOf }, new Turns());
    return { read: read.sort(), hits: hits.length };
  }

  it('are not read again for its findings', async () => {
    assert.deepEqual(await readAgain(true), { read: ['4.json'], hits: 4 });
  });

  it('are read again where nobody wanted them kept', async () => {
    assert.deepEqual(await readAgain(false), { read: ['1.json.gz', '2.json.gz', '3.json.gz', '4.json'], hits: 4 });
  });

  /** Loads a case of which nothing is kept whole; and what is read again for what rules ask. */
  async function keepingRecords() {
    const read: string[] = [];
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
    const note = (uri: string): void => void read.push(uri.slice(uri.lastIndexOf('/') + 1));
    const platform: Platform = {
      ...node,
      stream: (uri, ...rest) => (note(uri), (node.stream ?? assert.fail())(uri, ...rest)),
      chunks: (uri, ...rest) => (note(uri), (node.chunks ?? assert.fail())(uri, ...rest)),
    };
    const { files } = await platform.list([pathToFileURL(folder).href]);
    const cache = new SourceCache(platform);
    const local = localPool(platform, await newScanner());
    const pool: ScanPool = {
      ...local,
      scan: (uris, cap, signal, keep = KEEP_NOTHING, ...rest) =>
        local.scan(uris, cap, signal, { ...keep, whole: 0 }, ...rest),
    };
    const { index, sources } = await loadCaseFrom(files, pool, { cap: CAP, keep: cache });
    read.length = 0;
    const find = async (rule: string): Promise<{ read: string[]; hits: number }> => {
      const set = loadRules([{ path: 't.yml', text: rule }]);
      // as of a case that is larger than what is held
      const all = [...index.rows.start].map((start, row): RecordSpan => [start, index.rows.end[row] as number]);
      const sourceOf: SourceOf = (source) => {
        const { uri = '', version } = sources[source] ?? {};
        const spans = all.filter((_, row) => index.rows.source[row] === source && isAsked(row));
        return cache.records(uri, CAP, spans, { version });
      };
      const isAsked = (row: number): boolean =>
        !rule.includes('RunInstances') || index.text('eventName', row) === 'RunInstances';
      const hits = await findHits(set, { index, sourceOf }, new Turns());
      return { read: read.splice(0).sort(), hits: hits.length };
    };
    return { find, cache, uri: (name: string) => files.find(({ uri }) => uri.endsWith(name))?.uri ?? '' };
  }
  const RUN = RULE.replace('s: {', 's: { eventName: RunInstances,');

  it('are not read again where the records that rules ask for were kept of a log that is not', async () => {
    const run = { eventName: 'RunInstances', requestParameters: { name: 'x' } };
    fs.writeFileSync(
      path.join(folder, '2.json.gz'),
      gzipSync(s3(record(2), record(20, run), record(21), record(22, run))),
    );
    const { find, cache, uri } = await keepingRecords();
    const { read, hits } = await find(RUN);
    assert.deepEqual([read.filter((name) => name === '2.json.gz'), hits], [[], 2]);
    // of other records it is
    assert.deepEqual(
      (await find(RULE)).read.filter((name) => name === '2.json.gz'),
      ['2.json.gz'],
    );
    cache.forget(uri('2.json.gz'));
    const again = await find(RUN);
    assert.deepEqual([again.read.includes('2.json.gz'), again.hits], [true, 2]);
  });

  it('are those of the files as they are now, once the case is read again', async () => {
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
    const engine = new CaseEngine(
      node,
      async () => ({ sources: [{ path: 't.yml', text: RULE }] }),
      { progress: () => undefined, changed: () => undefined },
      async () => localPool(node, await newScanner()),
    );
    const uris = [pathToFileURL(folder).href];
    await engine.cases.open('case', uris, 2 ** 31 - 1);
    assert.equal((await engine.answers.findings('case')).hits.length, 4);
    const records = [record(7), record(8), record(9, { requestParameters: { name: 'x9' } })];
    fs.writeFileSync(
      path.join(folder, '4.json'),
      `      ${s3(...records, ...records.map((one) => ({ ...one, a: 1 })))}!`,
    );
    await engine.cases.open('case', uris, 2 ** 31 - 1);
    const { hits, unread } = await engine.answers.findings('case');
    assert.deepEqual([hits.length, unread], [5, 0]);
  });

  it('leave less room for those that are scanned later, also while the rows of the first are waited for', async () => {
    const size = 60 << 20;
    const rooms: number[] = [];
    let release = (): void => undefined;
    const others = new Promise<void>((resolve) => (release = resolve));
    const pool: ScanPool = {
      width: 2,
      dispose: () => undefined,
      async scan([uri], _cap, _signal, { whole } = KEEP_NOTHING) {
        rooms.push(whole);
        if (uri === 'file:///0') await others;
        else if (uri === 'file:///5') release();
        const pieces = whole >= size ? [new Uint8Array()] : undefined;
        return {
          sources: [{ container: 's3', events: 0, problems: [], bytes: size, table: 0, from: 0, pieces }],
          tables: [],
        };
      },
    };
    const files = Array.from({ length: 6 }, (_, n) => ({ uri: `file:///${n}`, named: false, size: 2 << 20 }));
    const kept: string[] = [];
    await loadCaseFrom(files, pool, {
      cap: 2 ** 31 - 1,
      keep: { keep: (uri) => kept.push(uri), keepRecords: () => undefined },
    });
    assert.ok(kept.length <= 3, kept.join(' '));
    assert.ok((rooms.at(-1) ?? Infinity) < size, rooms.join(' '));
  });

  it('are not asked of a case that is too large for all of it, but for the records that rules will ask', async () => {
    const asked: Keep[] = [];
    const pool: ScanPool = {
      width: 1,
      dispose: () => undefined,
      scan: async (uris, _cap, _signal, keep = KEEP_NOTHING) => {
        asked.push(keep);
        return { sources: uris.map(() => unreadable('none')), tables: [] };
      },
    };
    const files = Array.from({ length: 100 }, (_, n) => ({ uri: `file:///${n}`, named: false, size: 2 << 20 }));
    await loadCaseFrom(files, pool, { cap: CAP, keep: { keep: () => undefined, keepRecords: () => undefined } });
    assert.equal(asked.length, 100);
    assert.ok(asked.every(({ whole, records }) => whole === 0 && records > 0));
  });

  it('are not unpacked again in the quick way when that has failed', async () => {
    const calls: string[] = [];
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) });
    const stream = node.stream ?? assert.fail();
    const platform: Platform = {
      ...node,
      stream: (...given) => (calls.push('stream'), stream(...given)),
      read: (...given) => (calls.push('read'), node.read(...given)),
    };
    const file = path.join(folder, '5.json.gz');
    fs.writeFileSync(file, Buffer.concat([gzipSync(s3(record(1))), Buffer.from('trailing')]));
    const { sources } = await new SourceScanner(platform, await newScanner()).scan(
      [pathToFileURL(file).href],
      2 ** 31 - 1,
    );
    assert.deepEqual([calls, sources[0]?.events, sources[0]?.problems.length], [['stream', 'read'], 1, 1]);
  });

  const sizes: readonly (readonly [what: string, uri: string, size: number, isKept: boolean])[] = [
    ['a log of 100 MB', 'a.json', 100 << 20, true],
    ['one of 200 MB', 'a.json', 200 << 20, false],
    ['a packed one of 11 MB, which may be one of 100 MB', 'a.json.gz', 11 << 20, true],
    ['a packed one of 50 MB, which can only be larger than that', 'a.json.gz', 50 << 20, false],
  ];
  for (const [what, uri, size, isKept] of sizes) {
    it(`are asked of ${what}: ${isKept ? 'yes' : 'no'}`, async () => {
      const asked: number[] = [];
      const pool: ScanPool = {
        width: 1,
        dispose: () => undefined,
        scan: async (uris, _cap, _signal, { whole } = KEEP_NOTHING) => {
          asked.push(whole);
          return { sources: uris.map(() => unreadable('none')), tables: [] };
        },
      };
      await loadCaseFrom([{ uri, named: true, size }], pool, {
        cap: 1,
        keep: { keep: () => undefined, keepRecords: () => undefined },
      });
      assert.deepEqual(
        asked.map((keep) => keep > 0),
        [isKept],
      );
    });
  }
});
