import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import type { ScannedTable } from '../../../../src/case/loading/scan';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import { readRecords } from '../../../../src/reading/readRecords';
import { record, s3, utf8 } from '../../../fixtures/log';

/** The seconds of the events of each source, and when its scan answers. */
interface Source {
  readonly seconds: readonly number[];
  readonly delay: number;
  /** Which scanner has it: each has dictionaries of its own. */
  readonly scanner: number;
}

const source: fc.Arbitrary<Source> = fc.record({
  seconds: fc.array(fc.nat(59), { minLength: 1, maxLength: 6 }),
  delay: fc.nat(3),
  scanner: fc.nat(1),
});

function arraysOf({ block }: ScannedTable): readonly (Uint8Array | Uint16Array | Uint32Array | Float64Array)[] {
  const { start, end, time, eventIdHash, contentHash, idBeginning, ids } = block;
  return [start, end, time, eventIdHash, contentHash, idBeginning, ...Object.values(ids)];
}

/** Loads sources side by side. `release`: what is done with the memory of rows once it is given back. */
async function load(sources: readonly Source[], release?: (table: ScannedTable) => void): Promise<string[]> {
  const builders = [new IndexBuilder(), new IndexBuilder()];
  const pool: ScanPool = {
    width: Math.max(1, sources.length),
    dispose: () => undefined,
    async scan([uri]) {
      const { seconds, delay, scanner } = sources[Number(uri)] as Source;
      for (let turn = 0; turn < delay; turn++) await Promise.resolve();
      const builder = builders[scanner] as IndexBuilder;
      const events = seconds.map((second, n) =>
        record(n, { eventTime: `2026-03-14T08:27:${String(second).padStart(2, '0')}Z`, awsRegion: `r${uri}` }),
      );
      readRecords(utf8(s3(...events)), (found) => builder.add(0, 0, found));
      const table = { dictionary: `${scanner}`, block: builder.drain(), news: builder.news() };
      return {
        sources: [{ container: 's3', events: seconds.length, problems: [], bytes: 1, table: 0, from: 0 }],
        tables: [table],
        release: () => release?.(table),
      };
    },
  };
  const files = sources.map((_, n) => ({ uri: `${n}`, named: true, size: 2 << 20 }));
  const { index } = await loadCaseFrom(files, pool, { cap: 1 });
  return Array.from({ length: index.count }, (_, row) =>
    JSON.stringify([index.time(row), index.place(row), index.text('eventName', row), index.text('awsRegion', row)]),
  );
}

describe('memory of rows that scans found', () => {
  it('is given back when nothing of it is needed any more, once for each scan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(source, { maxLength: 6 }), async (sources) => {
        const released = new Set<ScannedTable>();
        const rows = await load(sources, (table) => {
          assert.ok(!released.has(table));
          released.add(table);
          for (const array of arraysOf(table)) array.fill(0xee);
        });
        assert.deepEqual(rows, await load(sources));
        // the index may be made of the memory of one scan, which is then not given back
        assert.ok(released.size >= sources.length - 1, `${released.size} of ${sources.length}`);
      }),
    );
  });
});
