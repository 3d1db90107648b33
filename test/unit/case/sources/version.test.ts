import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import { CaseEngine } from '../../../../src/case/engine';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Listing, Platform } from '../../../../src/case/platform';
import { SourceCache } from '../../../../src/case/sources/sourceCache';
import { OtherVersion } from '../../../../src/case/sources/version';
import { nodePlatform } from '../../../../src/platform/node';
import { webPlatform } from '../../../../src/platform/web';
import { record, s3 } from '../../../fixtures/log';
import { KEY_PAIR_RULE } from '../../../fixtures/rules';
import { newScanner } from '../../reading/fast/support';

const CAP = 2 ** 31 - 1;
const CALL = { eventName: 'CreateKeyPair', requestParameters: { keyName: 'door' } };
const BEFORE = s3(...Array.from({ length: 3 }, (_, n) => record(n, { ...CALL, eventID: `before-${n}` })));
/** Its records stand in the same places. */
const AFTER = BEFORE.replaceAll('before-', 'after--').replaceAll('"door"', '"gate"');

describe('a log that is another one when its records are read again', () => {
  let folder: string;
  let seconds = 1_700_000_000;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-version-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const none = { read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) };
  /** What the editor alone reaches: here the same files. */
  const elsewhere = {
    read: async (uri: string): Promise<Uint8Array> => Uint8Array.from(fs.readFileSync(new URL(uri).pathname)),
    list: async (uris: readonly string[]): Promise<Listing> => ({
      files: uris.map((uri) => {
        const { size, mtimeMs } = fs.statSync(new URL(uri).pathname);
        return { uri, named: true, size, mtime: Math.floor(mtimeMs) };
      }),
    }),
  };
  const PLATFORMS: Readonly<Record<string, readonly [platform: () => Platform, scheme: string]>> = {
    'in files': [() => nodePlatform(none), 'file:'],
    'that only the editor reaches': [() => nodePlatform(elsewhere), 'else:'],
    'in a browser': [() => webPlatform(elsewhere), 'else:'],
  };

  for (const [where, [platformOf, scheme]] of Object.entries(PLATFORMS))
    for (const packed of [false, true]) {
      const write = (text: string): string => {
        const file = path.join(folder, packed ? 'log.json.gz' : 'log.json');
        fs.writeFileSync(file, packed ? gzipSync(text, { level: 0 }) : text);
        // on a quick machine all is written in one step of the file system's clock
        fs.utimesSync(file, ++seconds, seconds);
        const time = text === AFTER ? 2_000_000_000 : 1_900_000_000;
        fs.utimesSync(file, time, time);
        return pathToFileURL(file).href.replace('file:', scheme);
      };

      it(`${where}${packed ? ', packed' : ''}: is told by its version, on every way to it`, async () => {
        const platform = platformOf();
        const uri = write(BEFORE);
        const { files } = await platform.list([uri]);
        const { sources, index } = await loadCaseFrom(files, localPool(platform, await newScanner()), { cap: CAP });
        const version = sources[0]?.version;
        assert.equal(index.count, 3);
        assert.notEqual(version, undefined);
        const spans = [0, 1, 2].map((row) => [index.place(row).start, index.place(row).end] as const);
        const cache = new SourceCache(platform);
        const visited = async (): Promise<boolean> => {
          const records = await cache.records(uri, CAP, spans, { version });
          const isThere = (await records.arrival?.(0)) ?? true;
          records.close?.();
          return isThere;
        };
        assert.equal(await visited(), true);
        await cache.get(uri, CAP, undefined, version);
        write(AFTER);
        // what is kept is what was indexed
        assert.equal(await visited(), true);
        await cache.get(uri, CAP, undefined, version);
        cache.clear();
        await assert.rejects(visited(), OtherVersion);
        await assert.rejects(cache.get(uri, CAP, undefined, version), OtherVersion);
        // who looks at the file itself sees what is there now, which is not what the case speaks of
        assert.equal(Buffer.from((await cache.get(uri, CAP)).bytes).toString(), AFTER);
        await assert.rejects(visited(), OtherVersion);
        write(BEFORE);
        assert.equal(await visited(), true);
      });

      it(`${where}${packed ? ', packed' : ''}: its events count as not looked at, and do not open as others`, async () => {
        const uri = write(BEFORE);
        const platform = platformOf();
        const scanner = await newScanner();
        const engine = new CaseEngine(
          platform,
          () => Promise.resolve({ sources: [{ path: 'rule.yml', text: KEY_PAIR_RULE }] }),
          { progress: () => undefined, changed: () => undefined },
          () => Promise.resolve(localPool(platform, scanner)),
        );
        await engine.cases.open('case', [uri], CAP);
        engine.forget(uri);
        assert.match((await engine.records('case', [1]))[0] ?? '', /before-1/);
        write(AFTER);
        engine.forget(uri);
        assert.deepEqual(await engine.records('case', [1]), [undefined]);
        const { hits, unread } = await engine.answers.findings('case');
        assert.deepEqual([hits.length, unread], [0, 3]);
        await assert.rejects(
          engine.readable({ source: uri, records: { first: 1, last: 1 } }),
          /written to or replaced since then/,
        );
      });
    }
});
