import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import type { LoadedCase } from '../../../../src/case/loading/loadedCase';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Platform } from '../../../../src/case/platform';
import { DEFAULT_INFLATED_CAP, readSource } from '../../../../src/case/sources/source';
import { SourceCache } from '../../../../src/case/sources/sourceCache';
import { inflateNode } from '../../../../src/platform/inflateNode';
import { column } from '../../../fixtures/index';
import { record, s3, text, utf8 } from '../../../fixtures/log';

/** Files in memory; what is not among them cannot be read. */
class Files implements Pick<Platform, 'read' | 'inflate'> {
  readonly asked: string[] = [];
  constructor(readonly files: Map<string, Uint8Array | string>) {}

  readonly inflate = inflateNode;
  readonly read = async (uri: string): Promise<Uint8Array> => {
    this.asked.push(uri);
    const file = this.files.get(uri);
    if (file === undefined) throw new Error('There is no such file.');
    return typeof file === 'string' ? utf8(file) : file;
  };

  get platform(): Platform {
    return { read: this.read, inflate: this.inflate, list: async () => ({ files: [] }) };
  }
}

const of = (files: Record<string, Uint8Array | string>): Files => new Files(new Map(Object.entries(files)));
const CAP = DEFAULT_INFLATED_CAP;

describe('source', () => {
  const log = s3(record(1));
  const table: readonly (readonly [
    what: string,
    bytes: Uint8Array | string,
    cap: number,
    expected: string,
    problem?: RegExp,
  ])[] = [
    ['a plain file', log, CAP, log],
    ['a packed file', gzipSync(log), CAP, log],
    ['two packed files joined', Buffer.concat([gzipSync(log), gzipSync(log)]), CAP, log + log],
    ['a packed UTF-16 file', gzipSync(Buffer.from(`\ufeff${log}`, 'utf16le')), CAP, log],
    ['an empty file', '', CAP, ''],
    [
      'a packed file that is cut off',
      gzipSync(log).subarray(0, -4),
      CAP,
      log,
      /The gzip data is broken \(it is cut off\)\. The [\d,]+ bytes before the break are kept\./,
    ],
    [
      'a packed file with a wrong checksum',
      Buffer.concat([gzipSync(log).subarray(0, -8), Buffer.alloc(4), gzipSync(log).subarray(-4)]),
      CAP,
      log,
      /^The gzip data is broken \(.+\)\. It unpacks to [\d,]+ bytes, which are kept, but not all of them are what was packed\.$/,
    ],
    ['a packed file of nothing', gzipSync(log).subarray(0, 4), CAP, '', /Nothing could be unpacked/],
    ['a packed file over the cap', gzipSync(log), 10, log.slice(0, 10), /more than 10 bytes and was stopped/],
    [
      'a packed file with more after it',
      Buffer.concat([gzipSync(log), utf8('more')]),
      CAP,
      log,
      /not gzip data follows/,
    ],
  ];
  for (const [what, bytes, cap, expected, problem] of table) {
    it(`of ${what}`, async () => {
      const source = await readSource(of({ a: bytes }).platform, 'a', cap);
      assert.equal(text(source.bytes), expected);
      assert.equal(source.problems.length, problem ? 1 : 0);
      if (problem) {
        assert.match(source.problems[0]?.message ?? '', problem);
        assert.equal(source.problems[0]?.offset, expected.length);
      }
    });
  }

  it('is never larger than its spans can tell, whatever the cap', async () => {
    const files = of({ a: gzipSync(log) });
    let asked = 0;
    const inflate: Platform['inflate'] = async (_, cap) => {
      asked = cap;
      return { bytes: utf8(log) };
    };
    await readSource({ ...files.platform, inflate }, 'a', 2 ** 32);
    assert.ok(asked > 0 && asked <= 2 ** 31 - 1);
    class Huge extends Uint8Array {
      override get length(): number {
        return 2 ** 31;
      }
    }
    await assert.rejects(readSource(of({ a: new Huge() }).platform, 'a', CAP), /larger than 2 GiB/);
  });

  it('is not read when cancelled', async () => {
    await assert.rejects(readSource(of({ a: gzipSync(log) }).platform, 'a', CAP, AbortSignal.abort()), {
      name: 'AbortError',
    });
  });

  it('is kept until it changes, the latest ones first', async () => {
    const files = of({ a: 'aaaa', b: 'bbbb', c: 'cccc' });
    const cache = new SourceCache(files.platform, 9);
    const get = async (...uris: string[]): Promise<void> => {
      for (const uri of uris) await cache.get(uri, CAP);
    };
    await get('a', 'b', 'a', 'b', 'c', 'b', 'c');
    assert.deepEqual(files.asked, ['a', 'b', 'c']);
    await get('a');
    files.files.set('a', 'new!');
    cache.forget('a');
    assert.equal(text((await cache.get('a', CAP)).bytes), 'new!');
    assert.deepEqual(files.asked, ['a', 'b', 'c', 'a', 'a']);
  });

  it('is read again when it changed while it was read', async () => {
    const files = of({ a: 'old' });
    const cache = new SourceCache(files.platform);
    const reading = cache.get('a', CAP);
    files.files.set('a', 'new');
    cache.forget('a');
    await reading;
    assert.equal(text((await cache.get('a', CAP)).bytes), 'new');
  });
});

describe('loading a case', () => {
  const load = (files: Files, ...uris: string[]): Promise<LoadedCase> =>
    loadCaseFrom(
      uris.map((uri) => ({ uri, named: true })),
      localPool(files.platform),
      { cap: CAP },
    );

  it('names what cannot be read and reads the rest', async () => {
    const files = of({
      good: s3(record(2)),
      broken: `${s3(record(3), record(4)).slice(0, -20)}`,
      html: '<html>',
      packed: gzipSync(s3(record(1), record(2))),
      empty: '',
    });
    const { sources, index } = await load(files, 'missing', 'good', 'broken', 'html', 'packed', 'empty');
    assert.deepEqual(
      sources.map(({ uri, container, events, problems }) => [uri, container, events, problems.length]),
      [
        ['missing', 'unreadable', 0, 1],
        ['good', 's3', 1, 0],
        ['broken', 's3', 1, 1],
        ['html', 'foreign', 0, 1],
        ['packed', 's3', 2, 0],
        ['empty', 'empty', 0, 1],
      ],
    );
    assert.deepEqual(sources[0]?.problems, [{ message: 'There is no such file.', severity: 'error' }]);
    assert.deepEqual(column(index, 'eventName'), ['Event1', 'Event2', 'Event3']);
    assert.deepEqual([index.place(1).source, index.otherPlaces.at(1).map(({ source }) => source)], [1, [4]]);
  });

  it('tells where a problem is, in lines and UTF-16 columns', async () => {
    const { sources } = await load(of({ a: '\ufeff{"Records":[\r\n{"a":"é\u{1f600}", x' }), 'a');
    const { message, ...place } = sources[0]?.problems[0] ?? { message: '' };
    assert.match(message, /not valid JSON/);
    assert.deepEqual(place, { severity: 'error', offset: 32, byte: 32, line: 2, column: 13 });
  });

  it('tells bytes of the file as it is: in UTF-16 too', async () => {
    const lost = '\u{1f600} garbage';
    const log = `${s3(record(1, { userAgent: 'é' })).slice(0, -2)},${lost},${JSON.stringify(record(2))}]}`;
    const file = Uint8Array.from(Buffer.from(`\ufeff${log}`, 'utf16le'));
    const { sources } = await load(of({ file, packed: gzipSync(file) }), 'file', 'packed');
    for (const { events, problems } of sources) {
      assert.equal(events, 2);
      assert.deepEqual(
        problems.map(({ byte, message }) => [byte, /[\d,]+ bytes/.exec(message)?.[0]]),
        [
          [2 + 2 * log.indexOf(lost), undefined],
          [2 + 2 * (log.indexOf(lost) + lost.length + 1), `${2 * (lost.length + 2)} bytes`],
        ],
      );
    }
  });

  it('says that UTF-16 ends in half a character, and keeps what comes before', async () => {
    const table =
      'User name,Event time,Event source,Event name\nalice,"March 14, 2026, 08:27:45 (UTC+00:00)",ec2.amazonaws.com,RunInstances';
    const half = (log: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${log}x`, 'utf16le').subarray(0, -1));
    const files = { log: half(`${s3(record(1))}\n`), packed: gzipSync(half(`${s3(record(1))}\n`)), table: half(`${table}\n`), lines: half(`${JSON.stringify(record(1))}\n`) }; // prettier-ignore
    const { sources, index } = await load(of(files), ...Object.keys(files));
    for (const { uri, events, problems } of sources) {
      assert.deepEqual([uri, events], [uri, 1]);
      const [last] = problems.slice(-1);
      assert.match(last?.message ?? '', /UTF-16 text and ends in the middle of a character/);
      const size = uri === 'packed' ? half(`${s3(record(1))}\n`).length : files[uri as keyof typeof files].length;
      assert.equal(last?.byte, size - 1);
      assert.equal(problems.filter(({ severity }) => severity === 'error').length, 0);
    }
    assert.ok(column(index, 'eventName').includes('RunInstances'));
  });

  it('puts the problems of unpacking and of reading in order', async () => {
    const log = s3(record(1), record(2));
    const { sources } = await load(of({ a: gzipSync(log, { level: 0 }).subarray(0, 300 + 15) }), 'a');
    assert.deepEqual(
      sources[0]?.problems.map(({ message, offset, line }) => [message.split(' ').slice(0, 3).join(' '), offset, line]),
      [
        ['The gzip data', 300, 1],
        ['The file is', 300, 1],
      ],
    );
  });
});
