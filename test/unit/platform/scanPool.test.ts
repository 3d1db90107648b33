import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCaseFrom } from '../../../src/case/loading/caseLoader';
import type { ScanPool } from '../../../src/case/loading/caseLoader';
import { startScanPool } from '../../../src/platform/scanPool.node';

/**
 * A scan thread that reads nothing, but speaks as one: of a file whose name has `kills` it ends, of `throws` it fails,
 * and `slow` never answers.
 */
const THREAD = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ kind, id, args }) => {
  if (kind !== 'request') return;
  const [uris] = args;
  if (uris.some((uri) => uri.includes('kills'))) process.exit(1);
  if (uris.some((uri) => uri.includes('throws'))) throw new Error('out of memory');
  if (uris.some((uri) => uri.includes('slow'))) return;
  const sources = uris.map(() => ({ container: 's3', events: 0, problems: [], bytes: threadId, table: 0, from: 0 }));
  parentPort.postMessage({ kind: 'answer', id, value: { sources, tables: [] } });
});
`;

/** One that answers with memory of 800 bytes, and says how many it was given. */
const THREAD_WITH_ROWS = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, args }) => {
  const [uris, , , , spare] = args;
  const sources = uris.map(() => ({ container: 's3', events: 0, problems: [], bytes: spare?.byteLength ?? 0, table: 0, from: 0 }));
  const block = { count: 0, time: new Float64Array(100), ids: {} };
  parentPort.postMessage({ kind: 'answer', id, value: { sources, tables: [{ dictionary: '', block, news: {} }] } });
});
`;

describe('scan threads', () => {
  let folder: string;
  let pool: ScanPool;
  const start = (width: number): ScanPool => {
    const script = path.join(folder, 'thread.cjs');
    fs.writeFileSync(script, THREAD);
    return (pool = startScanPool(
      script,
      { read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) },
      width,
    ));
  };
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-pool-'));
  });
  afterEach(() => {
    pool.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const load = (names: readonly string[], signal?: AbortSignal): ReturnType<typeof loadCaseFrom> =>
    loadCaseFrom(
      names.map((uri) => ({ uri, named: false, size: 100 })),
      start(2),
      { cap: 1000, signal },
    );

  const deaths = [
    ['kills', /^Reading this file made the scan end\.$/],
    ['throws', /^Reading this file made the scan fail: out of memory$/],
  ] as const;
  for (const [name, message] of deaths) {
    it(`are started again when a file ${name}, which is named and set aside`, async () => {
      const { sources } = await load(['a', 'b', `it ${name}`, 'c', `this ${name} too`, 'd']);
      assert.deepEqual(
        sources.map(({ uri, container, problems }) => [uri, container, problems.length]),
        [
          ['a', 's3', 0],
          ['b', 's3', 0],
          [`it ${name}`, 'unreadable', 1],
          ['c', 's3', 0],
          [`this ${name} too`, 'unreadable', 1],
          ['d', 's3', 0],
        ],
      );
      assert.match(sources[2]?.problems[0]?.message ?? '', message);
      assert.equal(sources[2]?.problems[0]?.severity, 'error');
    });
  }

  it('are one thread for many files as long as nothing fails', async () => {
    const { bytes } = await load(['a', 'b', 'c']);
    assert.equal(new Set(bytes).size, 1);
  });

  it('are not started for what is asked for after a stop', async () => {
    const stopped = start(1);
    stopped.stop?.();
    const { sources } = await stopped.scan(['a', 'slow'], 1000);
    assert.deepEqual(
      sources.map(({ problems }) => problems[0]?.message),
      Array(2).fill('Not read: loading was stopped.'),
    );
  });

  it('have the memory of rows back that nobody looks at any more, with what they are asked next', async () => {
    fs.writeFileSync(path.join(folder, 'thread.cjs'), THREAD_WITH_ROWS);
    pool = startScanPool(
      path.join(folder, 'thread.cjs'),
      { read: () => Promise.reject(new Error('none')), list: () => Promise.resolve({ files: [] }) },
      1,
    );
    const scan = () => pool.scan(['a'], 1000);
    const bytesOf = async (scanned: ReturnType<typeof scan>) => (await scanned).sources[0]?.bytes;
    const first = await scan();
    assert.equal(first.sources[0]?.bytes, 0);
    assert.equal(await bytesOf(scan()), 0);
    first.release?.();
    assert.equal(await bytesOf(scan()), 800);
    assert.equal(first.tables[0]?.block.time.length, 0, 'it is gone from here');
    assert.equal(await bytesOf(scan()), 0, 'it is given back once');
  });

  it('end with the loading that is stopped', async () => {
    const stop = new AbortController();
    const loading = load(['a', 'slow'], stop.signal);
    setTimeout(() => stop.abort(), 50);
    const { sources } = await loading;
    assert.deepEqual(
      sources.map(({ problems }) => problems[0]?.message),
      Array(2).fill('Not read: loading was stopped.'),
    );
  });
});
