import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom } from '../../../src/case/loading/caseLoader';
import { localPool } from '../../../src/case/loading/localPool';
import type { LoadedCase } from '../../../src/case/loading/loadedCase';
import { MOST_NAMED, PassedOverFiles, WHY } from '../../../src/case/passedOver';
import type { Platform } from '../../../src/case/platform';
import { FastScanner } from '../../../src/index/fastScanner';
import { listFiles } from '../../../src/platform/listNode';
import { nodePlatform } from '../../../src/platform/node';
import { reasonInWords } from '../../../src/platform/reasons';
import { streamFile } from '../../../src/platform/streamNode';
import { chunkSink, pour } from '../../../src/reading/bytes/byteSink';
import { record, s3 } from '../../fixtures/log';
import { wasmBytes } from '../reading/fast/support';

const CAP = 2 ** 31 - 1;
/** Names that some part of a path's way would take for something else. */
const ODD_NAMES = [
  'a b.json',
  '100%25.json',
  'a#b?c.json',
  'é\u202egnp.json',
  '-rf.json',
  "it's `x` $(y).json",
  'line\nend.json',
];

describe('files of a case', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-files-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const platform = (): Platform =>
    nodePlatform({ read: () => Promise.reject(new Error('none')), list: () => Promise.resolve({ files: [] }) });
  /** Reads the folder as a case; `meanwhile` is called between looking for files and reading them. */
  const load = async (meanwhile = (): void => undefined, of = platform()): Promise<LoadedCase> => {
    const { files } = await of.list([pathToFileURL(folder).href]);
    meanwhile();
    return loadCaseFrom(files, localPool(of, await FastScanner.create(await wasmBytes())), { cap: CAP });
  };
  const told = ({ sources }: LoadedCase): unknown[] =>
    sources.map(({ uri, events, problems }) => [
      path.relative(folder, fileURLToPath(uri)),
      events,
      problems.map(({ message }) => message),
    ]);

  it('that vanish before they are read are named, and the rest is read', async () => {
    for (const n of [1, 2, 3]) write(`${n}.json`, s3(record(n)));
    const loaded = await load(() => fs.rmSync(path.join(folder, '2.json')));
    assert.deepEqual(told(loaded), [
      ['1.json', 1, []],
      ['2.json', 0, ['There is no such file.']],
      ['3.json', 1, []],
    ]);
  });

  it('that become a folder or a pipe before they are read are named, and nothing waits', async () => {
    for (const n of [1, 2, 3]) write(`${n}.json`, s3(record(n)));
    const loaded = await load(() => {
      fs.rmSync(path.join(folder, '1.json'));
      fs.mkdirSync(path.join(folder, '1.json'));
      fs.rmSync(path.join(folder, '2.json'));
      execFileSync('mkfifo', [path.join(folder, '2.json')]);
    });
    assert.deepEqual(told(loaded), [
      ['1.json', 0, ['This is a folder, not a file.']],
      ['2.json', 0, ['This is no ordinary file.']],
      ['3.json', 1, []],
    ]);
  });

  it('are found once, whatever circles links make, and a link to itself is named', async () => {
    write('logs/1.json', s3(record(1)));
    fs.symlinkSync('..', path.join(folder, 'logs/round'));
    fs.symlinkSync('loop.json', path.join(folder, 'loop.json'));
    fs.symlinkSync('nowhere.json', path.join(folder, 'dangling.json'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);
    assert.deepEqual(told(await load()), [
      ['dangling.json', 0, ['There is no such file.']],
      ['logs/1.json', 1, []],
      ['loop.json', 0, ['The path is a loop of symbolic links.']],
      ['pipe.json', 0, ['This is no ordinary file.']],
    ]);
  });

  it('may have any name', async () => {
    for (const [n, name] of ODD_NAMES.entries()) write(name, s3(record(n)));
    assert.deepEqual(
      told(await load()),
      [...ODD_NAMES].sort().map((name) => [name, 1, []]),
    );
  });

  it('with bytes in their names that are no UTF-8 are named as such, in a folder and by themselves', function () {
    try {
      fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.json')]), '{}');
    } catch {
      // not every file system has such names
      this.skip();
    }
    for (const paths of [[folder], [path.join(folder, 'caf\ufffd.json')]]) {
      const [{ path: name = '', failure } = {}] = listFiles(paths);
      assert.equal(path.basename(name), 'caf\ufffd.json');
      assert.match(failure ?? '', /bytes of its name are no UTF-8.*Rename the file/);
    }
  });

  it('that are no CloudTrail log, broken or empty are told with the reason, and the rest is read', async () => {
    write('1.json', s3(record(1)));
    write('cut.json', s3(record(2), record(3)).slice(0, -20));
    write('empty.json', '');
    write('page.json', '<html>');
    write('packed.json.gz', gzipSync(s3(record(4))).subarray(0, -9));
    const loaded = await load();
    assert.deepEqual(
      loaded.sources.map(({ events, problems }) => [events, problems.length > 0]),
      [
        [1, false],
        [1, true],
        [0, true],
        [1, true],
        [0, true],
      ],
    );
    assert.equal(loaded.index.count, 3);
  });

  it('that grow while they are read are said to', async () => {
    const file = write(
      'grows.json',
      `[${Array.from({ length: 5000 }, (_, n) => JSON.stringify(record(n))).join(',\n')}]`,
    );
    const own = platform();
    let chunks = 0;
    const growing: Platform = {
      ...own,
      stream: (uri, cap, sink, signal) => {
        const growing = chunkSink((chunk) => {
          if (chunks++ === 0) fs.appendFileSync(file, ' ');
          pour(chunk, sink);
        });
        return streamFile(fileURLToPath(uri), cap, growing, signal);
      },
    };
    const loaded = await load(undefined, growing);
    assert.deepEqual(told(loaded), [
      [
        'grows.json',
        5000,
        ['The file was written to or replaced while it was read: reload the case to read it as it is now.'],
      ],
    ]);
    assert.deepEqual(told(await load()), [['grows.json', 5000, []]]);
  });

  const reasons: readonly (readonly [code: string, words: string])[] = [
    ['EACCES', 'Permission to read the file is denied.'],
    ['EPERM', 'Permission to read the file is denied.'],
    ['EBUSY', 'The file is locked by another program.'],
    ['ELOOP', 'The path is a loop of symbolic links.'],
    ['ERR_FS_FILE_TOO_LARGE', 'The file is larger than 2 GiB.'],
    ['EIO', 'The file cannot be read (EIO).'],
  ];
  for (const [code, words] of reasons) {
    it(`that fail with ${code} are said so in words`, async () => {
      write('1.json', s3(record(1)));
      write('2.json', s3(record(2)));
      const own = platform();
      const failing: Platform = {
        ...own,
        stream: (uri, ...rest) =>
          uri.endsWith('1.json')
            ? Promise.reject(new Error(reasonInWords(Object.assign(new Error(), { code }))))
            : (own.stream as NonNullable<Platform['stream']>)(uri, ...rest),
      };
      assert.deepEqual(told(await load(undefined, failing)), [
        ['1.json', 0, [words]],
        ['2.json', 1, []],
      ]);
    });
  }

  it('that are small are read without waiting; others, and what cannot be read, with', async () => {
    const small = write('small.json.gz', gzipSync(s3(record(1))));
    const large = write('large.json', s3(record(1)) + ' '.repeat(600_000));
    const { stream = assert.fail() } = platform();
    const answers = [small, large, path.join(folder, 'none.json')].map((file) => {
      let length = 0;
      const sink = chunkSink((chunk) => void (length += chunk.length));
      return { streamed: stream(pathToFileURL(file).href, CAP, sink), read: () => length };
    });
    assert.deepEqual(
      answers.map(({ streamed }) => streamed instanceof Promise),
      [false, true, true],
    );
    const settled = await Promise.allSettled(answers.map(async ({ streamed }) => streamed));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected'],
    );
    assert.deepEqual(
      answers.map(({ read }) => read()),
      [s3(record(1)).length, s3(record(1)).length + 600_000, 0],
    );
  });

  it('on which the scan itself fails are named, and the rest is read', async () => {
    for (const n of [1, 2, 3]) write(`${n}.json`, s3(record(n)));
    const own = platform();
    const failing: Platform = {
      ...own,
      stream: (uri, ...rest) => {
        if (uri.endsWith('2.json')) throw new Error('It fell.');
        return (own.stream as NonNullable<Platform['stream']>)(uri, ...rest);
      },
    };
    assert.deepEqual(told(await load(undefined, failing)), [
      ['1.json', 1, []],
      ['2.json', 0, ['It fell.']],
      ['3.json', 1, []],
    ]);
  });

  it('are found by what they begin with where they are not called like a log, and others are told', () => {
    const log = s3(record(1));
    const logs: Readonly<Record<string, string | Uint8Array>> = {
      'stream-1-2026-03-14-08-00-00-3f6a': log,
      'stream-2-2026-03-14-08-00-00-3f6a': gzipSync(log.repeat(100)),
      'b.json.gzip': gzipSync(log),
      'c.data': JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(record(1)) }] }),
      'd.utf16': Uint8Array.from(Buffer.from(`\ufeff${log}`, 'utf16le')),
      '.vscode/copy.json': log,
      'e.md': `# Note\n\n\`\`\`json\n${JSON.stringify(record(1))}\n\`\`\`\n`,
    };
    const others: Readonly<Record<string, string | Uint8Array>> = {
      README: '# Nothing',
      'a.tgz': gzipSync('x'.repeat(5000)),
      'broken.gzip': gzipSync(log).subarray(0, 12),
      'empty.bin': '',
      'map.js': '{"version":3,"sources":["eventName"]}',
      // what the editor keeps in the folder of its window
      '.vscode/settings.json': '{}',
    };
    for (const [name, content] of Object.entries({ ...logs, ...others })) write(name, content);
    const passedOver = new PassedOverFiles();
    const names = (paths: readonly string[]): string[] => paths.map((file) => path.relative(folder, file));
    assert.deepEqual(names(listFiles([folder], passedOver).map((file) => file.path)).sort(), Object.keys(logs).sort());
    assert.deepEqual(names(passedOver.files.map(({ name }) => name)).sort(), Object.keys(others).sort());
    assert.deepEqual(new Set(passedOver.files.map(({ why }) => why)), new Set([WHY.other]));
  });

  it('are not looked into for ever: of so many of other names the beginning counts', () => {
    const most = 5000;
    for (let n = 0; n <= most; n++) write(`d/${String(n).padStart(5, '0')}`, '');
    write('d/last', s3(record(1)));
    write('z.json', '');
    const passedOver = new PassedOverFiles();
    assert.deepEqual(
      listFiles([folder], passedOver).map((file) => path.basename(file.path)),
      ['z.json'],
    );
    assert.equal(passedOver.count, most + 2);
    assert.deepEqual(
      passedOver.files.map(({ why }) => why),
      [...Array.from({ length: most }, () => WHY.other), WHY.tooMany, WHY.tooMany],
    );
  }).timeout(30_000);

  it('are told where they are passed over, each once, and not where somebody named them', async () => {
    for (const name of ['notes.md', 'more/a.png', 'more/b.png', 'log.json']) write(name, '');
    const url = (name: string): string => pathToFileURL(path.join(folder, name)).href;
    const told = async (...names: string[]): Promise<unknown> => {
      const { files, passedOver } = await platform().list(names.map(url));
      const named = passedOver?.files.map(({ name }) => path.relative(folder, fileURLToPath(name)));
      return [files.length, passedOver?.count, named];
    };
    assert.deepEqual(await told('.'), [1, 3, ['more/a.png', 'more/b.png', 'notes.md']]);
    assert.deepEqual(await told('.', 'more'), [1, 3, ['more/a.png', 'more/b.png', 'notes.md']]);
    assert.deepEqual(await told('.', 'notes.md', 'more/b.png'), [3, 1, ['more/a.png']]);
    assert.deepEqual(await told('notes.md'), [1, 0, []]);
  });

  it('are counted where they are passed over, and so many named', () => {
    const passedOver = new PassedOverFiles();
    for (let n = 0; n < MOST_NAMED + 5; n++) passedOver.add(`${n}`, WHY.other);
    const all = new PassedOverFiles();
    for (const part of [passedOver, passedOver]) all.take(part);
    assert.deepEqual([passedOver.count, passedOver.files.length], [MOST_NAMED + 5, MOST_NAMED]);
    assert.deepEqual([all.count, all.files.length], [2 * MOST_NAMED + 10, MOST_NAMED]);
  });

  it('are listed once, however often they are named, and then as named', () => {
    for (const name of ['b/2.json', 'a.json']) write(name, 'x');
    const [inner, outer] = [path.join(folder, 'b/2.json'), path.join(folder, 'a.json')];
    const tell = (...paths: string[]): [string, boolean][] =>
      listFiles(paths).map(({ path: file, named }) => [path.relative(folder, file), named]);
    assert.deepEqual(tell(outer, outer), [['a.json', true]]);
    assert.deepEqual(tell(path.relative('.', outer), outer, `${folder}/b/../a.json`), [['a.json', true]]);
    assert.deepEqual(tell(folder, inner), [
      ['a.json', false],
      ['b/2.json', true],
    ]);
    assert.deepEqual(tell(inner, folder), [
      ['b/2.json', true],
      ['a.json', false],
    ]);
  });

  it('are listed in order of name, at any depth, with what a folder that cannot be read says', () => {
    for (const name of ['b/2.json', 'b/a/1.json', 'a.json.gz', 'notes.md', 'c.csv']) write(name, 'x');
    const listed = listFiles([folder, path.join(folder, 'nowhere'), path.join(folder, 'notes.md')]);
    assert.deepEqual(
      listed.map(({ path: file, named, failure }) => [path.relative(folder, file), named, failure]),
      [
        ['a.json.gz', false, undefined],
        ['b/2.json', false, undefined],
        ['b/a/1.json', false, undefined],
        ['c.csv', false, undefined],
        ['nowhere', true, 'There is no such file.'],
        ['notes.md', true, undefined],
      ],
    );
  });
});
