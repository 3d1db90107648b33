import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import { localPool } from '../../../../src/case/loading/localPool';
import type { SourceFile } from '../../../../src/case/platform';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import { FastScanner } from '../../../../src/index/fastScanner';
import { uriOfPath } from '../../../../src/platform/fileUri';
import { nodePlatform } from '../../../../src/platform/node';
import { readRecords } from '../../../../src/reading/readRecords';
import { json, record, s3, utf8 } from '../../../fixtures/log';
import { wasmBytes } from '../../reading/fast/support';

const elsewhere = { read: () => Promise.reject(new Error('files only')), list: () => Promise.resolve({ files: [] }) };
const padding = 'x'.repeat(600);
const named = (prefix: string) =>
  Array.from({ length: 2500 }, (_, n) => record(n, { eventName: `${prefix}${n}`, padding }));

describe('several scans by one scanner', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'scans-'))));
  after(() => rmSync(folder, { recursive: true }));

  function fileOf(name: string, text: string): SourceFile {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return { uri: uriOfPath(file), named: true, size: text.length, mtime: 1 };
  }

  for (const watched of [false, true]) {
    it(`know the values that a log brought whose rows were dropped${watched ? ', watched' : ''}`, async () => {
      // what the fast scanner has no rows of in the end leaves its values in the dictionaries
      const odd = `{"Records":[${named('A')
        .map((one) => json(one))
        .join(',')},{"x":"odd"}]}`;
      const files = [fileOf('a.json', odd), fileOf('b.json', s3(...named('B')))];
      const pool = localPool(nodePlatform(elsewhere), await FastScanner.create(await wasmBytes()));
      const { index } = await loadCaseFrom(files, pool, { cap: 2 ** 31 - 1, ...(watched ? { onProgress() {} } : {}) });
      assert.equal(index.count, 5000);
      for (let row = 0; row < index.count; row++) {
        const place = index.place(row);
        assert.equal(index.text('eventName', row), `${'AB'[place.source]}${place.index}`);
      }
    });
  }

  it('make no room for a number of rows that is none', () => {
    const builder = new IndexBuilder();
    for (const guess of [NaN, Infinity, -1]) {
      builder.expect(guess);
      for (let n = 0; n < 2000; n++) readRecords(utf8(s3(record(n))), (found) => builder.add(0, n, found));
    }
    assert.equal(builder.size, 6000);
  });
});
