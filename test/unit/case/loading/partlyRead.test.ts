import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type CaseLoad, loadCaseFrom, type LoadProgress, type ScanPool } from '../../../../src/case/loading/caseLoader';
import type { LoadedCase } from '../../../../src/case/loading/loadedCase';
import { localPool } from '../../../../src/case/loading/localPool';
import { nodePlatform } from '../../../../src/platform/node';
import { startScanPool } from '../../../../src/platform/scanPool.node';
import { record } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const elsewhere = { read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) };

const lines = Array.from({ length: 120_000 }, (_, n) =>
  JSON.stringify(record(n % 60, { eventID: `event-${n}`, additionalEventData: { more: 'x'.repeat(700) } })),
);
const few = lines.slice(0, 30_000);

/** Large logs, by the reader that has to read them. */
const LOGS = {
  'what CloudTrail writes': (): string => `{"Records":[${lines.join(',')}]}`,
  // the careful reader reads lines of other text
  'lines of another log': (): string => few.map((line) => `host app[7]: ${line}\n`).join(''),
  // the fast scanner comes far before it gives up
  'what is odd at its end': (): string => `{"Records":[${few.join(',')}],"next":1}`,
} as const;
type Log = keyof typeof LOGS;

const POOLS = {
  'in this thread': async () => localPool(nodePlatform(elsewhere), await newScanner()),
  'in another thread': async () => startScanPool(path.resolve('dist/scanner.js'), elsewhere, 1),
  // as in a browser, where all of a file comes at once
  'by the careful reader alone': async () => localPool({ ...nodePlatform(elsewhere), stream: undefined }),
} as const satisfies Readonly<Record<string, () => Promise<ScanPool>>>;
type Pool = keyof typeof POOLS;

describe('one large log', function () {
  this.timeout(60_000);
  let folder: string;
  const whole = new Map<Log, { size: number; load: CaseLoad }>();

  const recordsOf = (log: Log): number => (log === 'what CloudTrail writes' ? lines : few).length;
  const load = async (
    log: Log,
    pool: Pool,
    options: {
      signal?: AbortSignal;
      onProgress?: (progress: LoadProgress) => void;
      onSnapshot?: (soFar: LoadedCase) => void;
      firstResults?: number;
    } = {},
  ): Promise<CaseLoad> => {
    const { files } = await nodePlatform(elsewhere).list([pathToFileURL(path.join(folder, log)).href]);
    const scans = await POOLS[pool]();
    try {
      return await loadCaseFrom(files, scans, { cap: 2 ** 31 - 1, ...options });
    } finally {
      scans.dispose();
    }
  };

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-part-'));
    for (const log of Object.keys(LOGS) as Log[]) {
      const text = LOGS[log]();
      fs.mkdirSync(path.join(folder, log));
      fs.writeFileSync(path.join(folder, log, 'large.json.gz'), gzipSync(text, { level: 1 }));
      whole.set(log, { size: text.length, load: await load(log, 'in another thread') });
    }
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Fails unless the rows are the first ones of the log. */
  function areFirst(log: Log, { index }: LoadedCase, count: number): void {
    const { index: all } = whole.get(log)?.load as CaseLoad;
    assert.equal(index.count, count);
    assert.equal(all.count, recordsOf(log));
    const isThere = new Uint8Array(count);
    let last = -Infinity;
    for (let row = 0; row < count; row++) {
      const { source, index: n, start } = index.place(row);
      assert.ok(source === 0 && n < count && isThere[n] === 0 && index.time(row) >= last);
      isThere[n] = 1;
      last = index.time(row);
      if (row % 97 !== 0) continue;
      assert.equal(index.text('eventName', row), `Event${n % 60}`);
      assert.ok(start >= n * 800 && start < (n + 1) * 1200);
    }
  }

  const ways: readonly (readonly [Log, Pool])[] = [
    ['what CloudTrail writes', 'in this thread'],
    ['what CloudTrail writes', 'in another thread'],
    ['lines of another log', 'in this thread'],
    ['lines of another log', 'in another thread'],
    ['lines of another log', 'by the careful reader alone'],
    ['what is odd at its end', 'in this thread'],
    ['what is odd at its end', 'in another thread'],
  ];

  for (const [log, pool] of ways) {
    it(`tells how far it is: ${log}, ${pool}`, async () => {
      const told: LoadProgress[] = [];
      const loaded = await load(log, pool, { onProgress: (progress) => told.push(progress) });
      const { size, load: expected } = whole.get(log) as { size: number; load: CaseLoad };
      const within = told.filter(({ sources }) => sources === 0);
      // the careful reader tells it now and then: how often depends on the machine
      assert.ok(within.length > (log === 'lines of another log' ? 0 : 3), `${within.length}`);
      for (const [n, { bytes, events }] of within.entries()) {
        assert.ok(bytes >= (within[n - 1]?.bytes ?? 0) && bytes <= size);
        assert.ok(events >= (within[n - 1]?.events ?? 0) && events <= recordsOf(log));
      }
      assert.deepEqual(told.at(-1), { sources: 1, ofSources: 1, bytes: size, events: recordsOf(log) });
      assert.deepEqual(loaded.sources, expected.sources);
      areFirst(log, loaded, recordsOf(log));
      assert.deepEqual(loaded.rows().block.start, expected.rows().block.start);
    });

    it(`shows its first events before its last ones are read: ${log}, ${pool}`, async () => {
      const shown: LoadedCase[] = [];
      await load(log, pool, { onSnapshot: (soFar) => shown.push(soFar), firstResults: 0 });
      const early = shown.filter(({ index }) => index.count < recordsOf(log));
      assert.ok(early.length > 0, `${shown.length}`);
      for (const [n, soFar] of early.entries()) {
        const [source] = soFar.sources;
        assert.ok(soFar.index.count > (early[n - 1]?.index.count ?? 0));
        areFirst(log, soFar, source?.events ?? 0);
      }
    });

    it(`keeps what was read of it when it is stopped, and says so: ${log}, ${pool}`, async () => {
      const stop = new AbortController();
      const seen: LoadedCase[] = [];
      const onSnapshot = (soFar: LoadedCase): void => {
        seen.push(soFar);
        stop.abort();
      };
      const loaded = await load(log, pool, { signal: stop.signal, onSnapshot, firstResults: 0 });
      const { index, sources } = loaded;
      const [source] = sources;
      assert.ok(index.count >= (seen[0]?.index.count ?? Infinity) && index.count < recordsOf(log), `${index.count}`);
      areFirst(log, loaded, source?.events ?? 0);
      assert.equal(source?.container, log === 'lines of another log' ? 'log-lines' : 's3');
      assert.equal(
        source.problems.at(-1)?.message,
        `Not read to its end: loading was stopped after ${index.count.toLocaleString('en-US')} records.`,
      );
    });
  }
});
