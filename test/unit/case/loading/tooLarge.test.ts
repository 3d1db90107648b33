import assert from 'node:assert/strict';
import { loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import { eachRecord } from '../../../../src/case/sources/eachRecord';
import { Turns } from '../../../../src/case/turns';
import { FieldColumns } from '../../../../src/case/findings/screening/fieldColumns';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import { readRecords } from '../../../../src/reading/readRecords';
import { decodeString, decodeValue, MAX_TEXT } from '../../../../src/reading/recordScanner';
import { RecordSource } from '../../../../src/reading/recordSource';
import { record, s3, utf8 } from '../../../fixtures/log';

/** A log whose second record would be larger than 512 MiB, as its spans say. */
function oddPool(bytes: Uint8Array): ScanPool {
  const builder = new IndexBuilder();
  readRecords(bytes, (found) => {
    const isSecond = builder.size === 1;
    builder.add(0, 0, isSecond ? { ...found, end: found.start + MAX_TEXT + 1 } : found);
  });
  return {
    width: 1,
    dispose: () => undefined,
    scan: () => {
      const block = builder.drain();
      const table = { dictionary: 'one', block, news: builder.news() };
      const source = { container: 's3', events: 3, problems: [], bytes: MAX_TEXT + 100, table: 0, from: 0 } as const;
      return Promise.resolve({ sources: [source], tables: [table] });
    },
  };
}

describe('a record that is longer than any text may be', () => {
  const bytes = utf8(s3(record(1), record(2), record(3)));
  const files = [{ uri: 'file:///log.json', named: true, size: bytes.length, mtime: 1 }];
  const loaded = (): ReturnType<typeof loadCaseFrom> => loadCaseFrom(files, oddPool(bytes), { cap: 2 ** 31 - 1 });

  it('is counted and named, and is an error', async () => {
    const { sources, index } = await loaded();
    assert.equal(index.count, 3);
    const problems = sources[0]?.problems ?? [];
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ['error'],
    );
    assert.match(problems[0]?.message ?? '', /^Record 2, from byte \d+ on, is larger than 512 MiB/);
  });

  it('is passed over where records are looked at, and the others are not', async () => {
    const { index } = await loaded();
    const visited: number[] = [];
    const missed = await eachRecord(
      index,
      [0, 1, 2],
      () => Promise.resolve(new RecordSource(bytes)),
      new Turns(),
      (row) => void visited.push(row),
    );
    assert.deepEqual([visited, missed], [[0, 2], [1]]);
  });

  it('is no text, nor are its values: nothing falls over them', function () {
    this.timeout(60_000);
    // what is not touched takes no memory
    const text = Buffer.alloc(MAX_TEXT + 10);
    text[0] = text[text.length - 1] = 0x22;
    assert.equal(decodeString(text, 0, text.length), undefined);
    assert.equal(decodeValue(text, 0, text.length), undefined);
  });

  it('of a column that cannot be told the record has to be asked', async () => {
    const { index } = await loaded();
    const columns = new FieldColumns(Object.create(index, { valueOf: { value: () => undefined } }) as typeof index);
    assert.equal(columns.of('eventName')?.holds(index.id('eventName', 1)), undefined);
  });
});
