import assert from 'node:assert/strict';
import type { OpenedCase } from '../../../src/case/generations';
import { deliveriesIn } from '../../../src/case/deliveries';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { readRecords } from '../../../src/reading/readRecords';
import { record, s3, utf8 } from '../../fixtures/log';

/** A case of files, each with the records of these numbers. */
function caseOf(...files: number[][]): OpenedCase {
  const builder = new IndexBuilder();
  for (const [source, numbers] of files.entries()) {
    let index = 0;
    readRecords(utf8(s3(...numbers.map((n) => record(n)))), (found) => builder.add(source, index++, found));
  }
  const sources = files.map((_, n) => ({ uri: `file:///${n}` }));
  return { index: builder.build(), sources } as unknown as OpenedCase;
}

describe('events that were delivered more than once', () => {
  it('know where else they are', () => {
    const others = deliveriesIn(caseOf([1, 2], [3, 1], [1]), Uint32Array.of(2, 0));
    const places = [
      { uri: 'file:///1', record: 1 },
      { uri: 'file:///2', record: 0 },
    ];
    assert.deepEqual([...others], [[1, { count: 2, places }]]);
  });

  it('are counted, and not all named, where they are very many', () => {
    const [others] = deliveriesIn(caseOf(Array<number>(1001).fill(1)), Uint32Array.of(0)).values();
    assert.deepEqual([others?.count, others?.places.length], [1000, 100]);
  });
});
