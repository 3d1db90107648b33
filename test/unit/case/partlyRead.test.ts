import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom, type LoadProgress, type ScanPool } from '../../../src/case/caseLoader';
import { localPool } from '../../../src/case/localPool';
import { nodePlatform } from '../../../src/platform/node';
import { startScanPool } from '../../../src/platform/scanPool.node';
import { record } from '../../fixtures/log';
import { newScanner } from '../reading/fast/support';

const RECORDS = 120_000;
const elsewhere = { read: () => Promise.reject(new Error('none')), list: async () => [] };

describe('one large log', function () {
  this.timeout(60_000);
  let folder: string;
  let size: number;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-part-'));
    const records = Array.from({ length: RECORDS }, (_, n) =>
      JSON.stringify(record(n % 60, { eventID: `event-${n}`, additionalEventData: { more: 'x'.repeat(700) } })),
    );
    const log = `{"Records":[${records.join(',')}]}`;
    size = log.length;
    fs.writeFileSync(path.join(folder, 'large.json.gz'), gzipSync(log, { level: 1 }));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const pools: Readonly<Record<string, () => Promise<ScanPool>>> = {
    'in this thread': async () => localPool(nodePlatform(elsewhere), await newScanner()),
    'in another thread': async () => startScanPool(path.resolve('dist/scanner.js'), elsewhere, 1),
  };
  for (const [where, start] of Object.entries(pools)) {
    const load = async (signal?: AbortSignal, onProgress?: (progress: LoadProgress) => void) => {
      const files = await nodePlatform(elsewhere).list([pathToFileURL(folder).href]);
      const pool = await start();
      try {
        return await loadCaseFrom(files, pool, { cap: 2 ** 31 - 1, signal, onProgress });
      } finally {
        pool.dispose();
      }
    };

    it(`tells how far it is: ${where}`, async () => {
      const told: LoadProgress[] = [];
      const { index } = await load(undefined, (progress) => told.push(progress));
      assert.equal(index.count, RECORDS);
      const within = told.filter(({ sources }) => sources === 0);
      assert.ok(within.length > 3, `${within.length}`);
      for (const [n, { bytes, events }] of within.entries()) {
        assert.ok(bytes > (within[n - 1]?.bytes ?? 0) && bytes <= size);
        assert.ok(events > (within[n - 1]?.events ?? 0) && events <= RECORDS);
      }
      assert.deepEqual(told.at(-1), { sources: 1, ofSources: 1, bytes: size, events: RECORDS });
    });

    it(`keeps what was read of it when it is stopped, and says so: ${where}`, async () => {
      const stop = new AbortController();
      const { index, sources } = await load(stop.signal, () => stop.abort());
      const [source] = sources;
      assert.ok(index.count > 1000 && index.count < RECORDS, `${index.count}`);
      assert.equal(source?.events, index.count);
      assert.equal(source.container, 's3');
      assert.match(
        source.problems[0]?.message ?? '',
        /^Not read to its end: loading was stopped after [\d,]+ records\.$/,
      );
      assert.equal(index.text('eventName', 0), record(0)['eventName']);
    });
  }
});
