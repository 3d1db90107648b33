import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CaseLoad, loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import { localPool } from '../../../../src/case/loading/localPool';
import type { SourceFile } from '../../../../src/case/platform';
import { encodeCase, poolWithSaved, savedName } from '../../../../src/case/loading/savedCase';
import { nodePlatform } from '../../../../src/platform/node';
import { folderStorage } from '../../../../src/platform/storage.node';
import { column } from '../../../fixtures/index';
import { record, s3 } from '../../../fixtures/log';

const CAP = 2 ** 31 - 1;

describe('a case that was kept', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-kept-'));
    for (const n of [1, 2, 3, 4]) write(`${n}.json`, s3(record(n), record(n + 10)));
    write('broken.json', s3(record(5)).slice(0, -20));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string): void => fs.writeFileSync(path.join(folder, name), content);
  const platform = nodePlatform({
    read: () => Promise.reject(new Error('none')),
    list: () => Promise.resolve({ files: [] }),
  });
  const list = async (): Promise<readonly SourceFile[]> => (await platform.list([pathToFileURL(folder).href])).files;

  /** Loads the folder as it is now; `asked` gets the names of the files that were read. */
  async function load(saved?: Uint8Array, asked: string[] = []): Promise<CaseLoad> {
    const files = await list();
    const local = localPool(platform);
    const watched: ScanPool = {
      ...local,
      scan: (uris, ...rest) => {
        asked.push(...uris.map((uri) => uri.slice(uri.lastIndexOf('/') + 1)));
        return local.scan(uris, ...rest);
      },
    };
    return loadCaseFrom(files, poolWithSaved(saved, files, watched), { cap: CAP });
  }
  const kept = async (): Promise<Uint8Array> => {
    const loaded = await load();
    return Buffer.concat(encodeCase(loaded, loaded.rows(), await list(), loaded.bytes));
  };
  async function isAsReadAnew(loaded: CaseLoad): Promise<void> {
    const anew = await load();
    assert.deepEqual(loaded.sources, anew.sources);
    for (const name of ['eventName', 'identity', 'sourceIPAddress'] as const)
      assert.deepEqual(column(loaded.index, name), column(anew.index, name));
    assert.deepEqual(
      Array.from({ length: loaded.index.count }, (_, row) => loaded.index.place(row)),
      Array.from({ length: anew.index.count }, (_, row) => anew.index.place(row)),
    );
  }

  it('is as it was, and no file is read', async () => {
    const asked: string[] = [];
    const loaded = await load(await kept(), asked);
    assert.deepEqual(asked, []);
    await isAsReadAnew(loaded);
  });

  it('has a changed file, a new one and none that is gone read again, and only those', async () => {
    const saved = await kept();
    write('2.json', s3(record(2), record(20), record(21)));
    write('25.json', s3(record(25)));
    fs.rmSync(path.join(folder, '3.json'));
    const asked: string[] = [];
    const loaded = await load(saved, asked);
    assert.deepEqual(asked, ['2.json', '25.json']);
    await isAsReadAnew(loaded);
  });

  it('lets go of what only rows of a changed file said, and of one that is gone', async () => {
    const secret = (name: string): string => s3(record(9, { errorCode: name }));
    write('2.json', secret('changed'));
    write('3.json', secret('gone'));
    const saved = await kept();
    const has = (bytes: Uint8Array, name: string): boolean => Buffer.from(bytes).includes(name);
    assert.ok(has(saved, 'changed') && has(saved, 'gone'));
    write('2.json', s3(record(2)));
    fs.rmSync(path.join(folder, '3.json'));
    const loaded = await load(saved);
    await isAsReadAnew(loaded);
    const anew = Buffer.concat(encodeCase(loaded, loaded.rows(), await list(), loaded.bytes));
    assert.ok(!has(anew, 'changed') && !has(anew, 'gone'));
  });

  it('has a file read again that was another one when it was read, though it is by now the one that was listed', async () => {
    const [file, then] = [path.join(folder, '2.json'), new Date(1_700_000_000_000)];
    const text = fs.readFileSync(file);
    fs.utimesSync(file, then, then);
    const files = await list();
    write('2.json', text.toString().replaceAll('Event2', 'Other2'));
    fs.utimesSync(file, new Date(), new Date());
    const loaded = await loadCaseFrom(files, localPool(platform), { cap: CAP });
    const saved = Buffer.concat(encodeCase(loaded, loaded.rows(), files, loaded.bytes));
    fs.writeFileSync(file, text);
    fs.utimesSync(file, then, then);
    const asked: string[] = [];
    await isAsReadAnew(await load(saved, asked));
    assert.deepEqual(asked, ['2.json']);
  });

  it('is read anew when what was kept is damaged, of another version or of other files', async () => {
    const saved = await kept();
    const damaged = [saved.subarray(0, saved.length - 3), saved.subarray(1), new Uint8Array(), Buffer.from('x')];
    for (const bytes of damaged) {
      const asked: string[] = [];
      await isAsReadAnew(await load(bytes, asked));
      assert.equal(asked.length, 5);
    }
  });

  it('goes by the names of its roots and the limit on sizes', () => {
    const names = [savedName(['a', 'b'], 1), savedName(['a', 'b'], 2), savedName(['ab'], 1), savedName(['b', 'a'], 1)];
    assert.equal(new Set(names).size, 4);
    assert.equal(savedName(['a', 'b'], 1), names[0]);
    assert.match(names[0] ?? '', /^case-[0-9a-f]{16}\.rows$/);
  });

  it('makes room for others when it was not used for longest', async () => {
    const cache = path.join(folder, 'kept');
    const storage = folderStorage(cache, 250);
    const put = async (name: string, minutesAgo: number): Promise<void> => {
      await storage.write(name, [new Uint8Array(60), new Uint8Array(40)]);
      const then = new Date(Date.now() - minutesAgo * 60_000);
      if (fs.existsSync(path.join(cache, name))) fs.utimesSync(path.join(cache, name), then, then);
    };
    await put('old', 30);
    await put('older', 60);
    assert.equal((await storage.read('older'))?.length, 100);
    await put('new', 0);
    assert.deepEqual(fs.readdirSync(cache).sort(), ['new', 'older']);
    assert.equal(await storage.read('old'), undefined);
  });
});
