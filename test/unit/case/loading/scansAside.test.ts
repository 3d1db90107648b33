import assert from 'node:assert/strict';
import { loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import { readRecords } from '../../../../src/reading/readRecords';
import { record, s3, utf8 } from '../../../fixtures/log';

describe('scans of a pool', () => {
  const files = [0, 1, 2, 3].map((n) => ({ uri: `${n}`, named: true, size: 2 << 20 }));

  /** What is asked for, and what is known of it, in the order in which it comes. */
  async function orderOf(isAside: boolean): Promise<string[]> {
    const order: string[] = [];
    const builder = new IndexBuilder();
    const pool: ScanPool = {
      width: 1,
      isAside,
      dispose: () => undefined,
      async scan([uri]) {
        order.push(`asked ${uri}`);
        await Promise.resolve();
        readRecords(utf8(s3(record(Number(uri)))), (found) => builder.add(0, 0, found));
        return {
          sources: [{ container: 's3', events: 1, problems: [], bytes: 1, table: 0, from: 0 }],
          tables: [{ dictionary: 'one', block: builder.drain(), news: builder.news() }],
        };
      },
    };
    const { index } = await loadCaseFrom(files, pool, { cap: 1, onProgress: ({ events }) => order.push(`${events}`) });
    assert.equal(index.count, 4);
    return order;
  }

  it('that run in other threads are asked for before what the last one found is taken', async () => {
    const order = await orderOf(true);
    assert.deepEqual(order.slice(0, 5), ['asked 0', 'asked 1', '1', 'asked 2', '2']);
  });

  it('that run in this thread come after that', async () => {
    const order = await orderOf(false);
    assert.deepEqual(order.slice(0, 5), ['asked 0', '1', 'asked 1', '2', 'asked 2']);
  });
});
