import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { CaseEngine } from '../../../src/case/engine';
import { localPool } from '../../../src/case/loading/localPool';
import { nodePlatform } from '../../../src/platform/node';
import { type Json, record, s3, text, utf8 } from '../../fixtures/log';

const CAP = 2 ** 31 - 1;
/** Level 0 packs by storing: the records stand in the outer file as they are. */
const LEVELS = [0, 6] as const;

describe('a gzip file that holds another', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-packed-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const records = Array.from({ length: 40 }, (_, n) => record(n, { eventName: n === 30 ? 'StopLogging' : undefined }));
  const log = s3(...records);

  const engineOn = (uri: string, isStreamed: boolean): CaseEngine => {
    const list = async () => ({ files: [{ uri, named: true }] });
    const node = nodePlatform({ read: () => Promise.reject(new Error('none')), list });
    const platform = isStreamed ? node : { ...node, stream: undefined, chunks: undefined };
    return new CaseEngine(
      platform,
      async () => ({ sources: [] }),
      { progress: () => undefined, changed: () => undefined },
      async () => localPool(platform),
    );
  };
  const write = (name: string, bytes: Uint8Array): string => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return pathToFileURL(path.join(folder, name)).href;
  };

  for (const isStreamed of [true, false]) {
    for (const level of LEVELS) {
      for (const layers of [2, 3]) {
        it(`is the log in it: ${layers} layers, level ${level}, ${isStreamed ? 'streamed' : 'read whole'}`, async () => {
          let bytes: Uint8Array = utf8(log);
          for (let n = 0; n < layers; n++) bytes = gzipSync(bytes, { level });
          const uri = write(`${layers}-${level}.json.gz`, bytes);
          const engine = engineOn(uri, isStreamed);
          const summary = await engine.cases.open('case', [uri], CAP);
          assert.deepEqual([summary.events, summary.withProblems], [40, 0]);
          // what a click on its event asks for: the whole log, or some of its records
          assert.equal((await engine.peek(uri)).wantsLayout, true);
          const view = JSON.parse(text(await engine.readable({ source: uri }))) as { Records: Json[] };
          assert.deepEqual(view, JSON.parse(log));
          const part = text(await engine.readable({ source: uri, records: { first: 30, last: 30 } }));
          assert.match(part, /StopLogging/);
          const again = (await engine.records('case', [30, 39])).map((one) => JSON.parse(one ?? '') as Json);
          assert.deepEqual(
            again,
            [records[30], records[39]].map((one) => JSON.parse(JSON.stringify(one)) as Json),
          );
        });
      }
    }
  }

  it('that is cut off keeps the records before the cut, and says so', async () => {
    const outer = gzipSync(gzipSync(log, { level: 0 }), { level: 0 });
    const uri = write('cut.json.gz', outer.subarray(0, outer.length >> 1));
    const engine = engineOn(uri, true);
    const { events, withProblems } = await engine.cases.open('case', [uri], CAP);
    assert.ok(events > 15 && events < 25, String(events));
    assert.equal(withProblems, 1);
    const [source] = engine.cases.sources('case');
    assert.match(
      source?.problems[0]?.message ?? '',
      /^The gzip data is broken \(it is cut off\)\. The [\d,]+ bytes before/,
    );
  });

  it('is not unpacked without end', async () => {
    let bytes: Uint8Array = utf8(log);
    for (let n = 0; n < 4; n++) bytes = gzipSync(bytes);
    const uri = write('deep.json.gz', bytes);
    const engine = engineOn(uri, true);
    assert.equal((await engine.cases.open('case', [uri], CAP)).events, 0);
    const [source] = engine.cases.sources('case');
    assert.match(
      source?.problems[0]?.message ?? '',
      /gzip packed more than three times, which is not unpacked further/,
    );
  });
});
