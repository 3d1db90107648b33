import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chunksOfFile, streamFile } from '../../../src/platform/streamNode';
import { Unpacker } from '../../../src/platform/unpacker';
import { chunkSink } from '../../../src/reading/bytes/byteSink';
import { text, utf8 } from '../../fixtures/log';

const CAP = 2 ** 31 - 1;
/** Packs badly, so that the packed file is read in chunks too. */
const LARGE = Array.from({ length: 200_000 }, (_, n) => Math.imul(n, 0x9e3779b1).toString(36)).join('\n');

/** What a file unpacks to. */
const contentOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? utf8(content) : gunzipSync(content);

const none = { small: () => undefined, aside: () => undefined, large: () => undefined };

for (const [where, unpackers] of [
  ['', undefined],
  [', where node lets nothing but its streams be used', none],
] as const)
  describe(`a file in chunks${where}`, () => {
    let folder: string;
    beforeEach(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-stream-'));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    async function read(content: string | Uint8Array, cap = CAP): Promise<{ all: string; problem?: string }> {
      const file = path.join(folder, 'file');
      fs.writeFileSync(file, content);
      const chunks: Uint8Array[] = [];
      const { problem } = await streamFile(
        file,
        cap,
        chunkSink((chunk) => chunks.push(chunk.slice())),
        undefined,
        unpackers,
      );
      return { all: text(Buffer.concat(chunks)), ...(problem && { problem: problem.kind }) };
    }
    const packed = gzipSync(LARGE, { level: 1 });

    const table: readonly (readonly [what: string, content: string | Uint8Array, all: string, problem?: string])[] = [
      ['small and plain', 'abc', 'abc'],
      ['empty', '', ''],
      ['small and packed', gzipSync('abc'), 'abc'],
      ['large and plain', LARGE, LARGE],
      ['large and packed', packed, LARGE],
      ['of several large members', Buffer.concat([packed, packed]), LARGE + LARGE],
      ['large and packed, with more after it', Buffer.concat([packed, Buffer.alloc(10)]), LARGE, 'trailing'],
    ];
    // where node's streams are all there is, the limit tells one
    const isSteady = unpackers === undefined;
    for (const [what, members] of isSteady
      ? ([
          ['small', 2],
          ['large', 9],
        ] as const)
      : ([['large', 9]] as const))
      it(`that is a ${what} bomb is given up soon, whatever it would become`, async () => {
        const file = path.join(folder, 'file');
        fs.writeFileSync(file, Buffer.concat(Array<Buffer>(members).fill(gzipSync(Buffer.alloc(64 << 20)))));
        let length = 0;
        const sink = chunkSink((chunk) => (length += chunk.length));
        const { problem } = await streamFile(file, CAP, sink, undefined, unpackers);
        assert.equal(problem?.kind, isSteady ? 'bomb' : 'cap');
        const [least, most] = isSteady ? [7, 20] : [60, 125];
        assert.ok(length > least << 20 && length < most << 20, `${length}`);
      });
    it('that begins as one is no bomb where it goes on otherwise', async () => {
      const blank = ' '.repeat(100 << 20);
      const { all, problem } = await read(Buffer.concat([gzipSync(blank), packed]));
      assert.ok(all === blank + LARGE);
      assert.equal(problem, undefined);
    });
    for (const [what, content, all, problem] of table) {
      it(`that is ${what} comes whole and in order`, async () => {
        const got = await read(content);
        assert.equal(got.all.length, all.length);
        assert.ok(got.all === all);
        assert.equal(got.problem, problem);
      });
    }

    it('that is cut off is said to be', async () => {
      assert.equal((await read(packed.subarray(0, -1000))).problem, 'broken');
      assert.equal((await read(gzipSync('abc').subarray(0, -3))).problem, 'broken');
    });

    it('is given no further than the cap', async () => {
      for (const content of [LARGE, packed]) {
        const { all, problem } = await read(content, 1 << 20);
        assert.equal(problem, 'cap');
        assert.ok(all.length <= 1 << 20 && LARGE.startsWith(all));
      }
    });

    it('whose taker fails is a failure, and not one of the process', async () => {
      const file = path.join(folder, 'file');
      for (const content of ['abc', LARGE, packed]) {
        fs.writeFileSync(file, content);
        const failing = (): never => {
          throw new Error('no');
        };
        await assert.rejects(streamFile(file, CAP, chunkSink(failing), undefined, unpackers));
      }
    });

    it('comes in chunks that stay as they are until they were looked at', async () => {
      const file = path.join(folder, 'file');
      for (const content of ['', 'abc', gzipSync('abc'), LARGE, packed]) {
        fs.writeFileSync(file, content);
        const all: Buffer[] = [];
        const streamed = await chunksOfFile(
          file,
          CAP,
          async (chunk) => {
            const before = Buffer.from(chunk);
            await new Promise((resolve) => setTimeout(resolve, 5));
            assert.ok(before.equals(chunk));
            all.push(before);
            return true;
          },
          undefined,
          undefined,
          unpackers,
        );
        assert.equal(text(Buffer.concat(all)), text(contentOf(content)));
        assert.deepEqual([streamed.problem, streamed.changed], [undefined, false]);
      }
    });

    it('tells of a broken end that comes while what is before it is still looked at', async () => {
      const file = path.join(folder, 'file');
      const large = gzipSync(LARGE.repeat(8), { level: 1 });
      const unheard: unknown[] = [];
      const hear = (reason: unknown): void => void unheard.push(reason);
      process.on('unhandledRejection', hear);
      try {
        for (const cut of [10, 1000, 100_000]) {
          fs.writeFileSync(file, large.subarray(0, -cut));
          let length = 0;
          const take = async (chunk: Uint8Array): Promise<boolean> => {
            await new Promise((resolve) => setTimeout(resolve, 50));
            length += chunk.length;
            return true;
          };
          const { problem } = await chunksOfFile(file, CAP, take, undefined, undefined, unpackers);
          assert.equal(problem?.kind, 'broken');
          assert.ok(length > 0);
        }
      } finally {
        process.off('unhandledRejection', hear);
      }
      assert.deepEqual(unheard, []);
    });

    it('comes in chunks also where it is small and unpacks to much, or to more than it tells', async () => {
      const file = path.join(folder, 'file');
      const many = gzipSync('x'.repeat(3 << 20));
      const lying = Buffer.from(many);
      lying.writeUInt32LE(1, lying.length - 4);
      const table: readonly (readonly [content: Uint8Array, length: number, problem: string | undefined])[] = [
        [many, 3 << 20, undefined],
        [Buffer.concat([many, gzipSync('abc'), many]), (6 << 20) + 3, undefined],
        [lying, 3 << 20, 'broken'],
        [many.subarray(0, -9), 3 << 20, 'broken'],
        [Buffer.concat([gzipSync('abc'), Buffer.alloc(10)]), 0, 'trailing'],
        [gzipSync('abc').subarray(0, -1), 0, 'broken'],
        [gzipSync(''), 0, undefined],
      ];
      for (const [content, most, expected] of table) {
        fs.writeFileSync(file, content);
        let length = 0;
        const take = async (chunk: Uint8Array): Promise<boolean> => {
          length += chunk.length;
          return Promise.resolve(true);
        };
        const { problem } = await chunksOfFile(file, CAP, take, undefined, undefined, unpackers);
        assert.equal(problem?.kind, expected);
        if (problem === undefined) assert.equal(length, most);
        else assert.ok(length <= Math.max(most, unpackers === undefined ? 0 : 3), `${length}`);
      }
      fs.writeFileSync(file, many);
      let given = 0;
      const { problem } = await chunksOfFile(
        file,
        2 << 20,
        (chunk) => Promise.resolve((given += chunk.length) > 0),
        undefined,
        undefined,
        unpackers,
      );
      assert.equal(problem?.kind, 'cap');
      assert.ok(given <= 2 << 20, `${given}`);
    });

    it('comes in chunks no further than is wanted, nor once it is written to', async () => {
      const file = path.join(folder, 'file');
      for (const content of [LARGE, packed, 'abc', gzipSync('abc')])
        for (const isWritten of [false, true]) {
          fs.writeFileSync(file, content);
          let chunks = 0;
          const { changed } = await chunksOfFile(
            file,
            CAP,
            async () => {
              chunks++;
              if (isWritten) fs.appendFileSync(file, 'x');
              return isWritten;
            },
            undefined,
            undefined,
            unpackers,
          );
          // a small one was read whole before
          const isRead = content.length < 1000 && unpackers === undefined;
          assert.deepEqual([chunks, changed], [1, isWritten && !isRead]);
        }
    });

    it('is read no further when it is cancelled', async () => {
      const file = path.join(folder, 'file');
      for (const content of [LARGE, packed]) {
        fs.writeFileSync(file, content);
        const stop = new AbortController();
        let chunks = 0;
        const reading = streamFile(
          file,
          CAP,
          chunkSink(() => {
            chunks++;
            stop.abort();
          }, 1 << 20),
          stop.signal,
          unpackers,
        );
        await assert.rejects(reading, { name: 'AbortError' });
        assert.ok(chunks <= 2, `${chunks} chunks`);
      }
    });
  });

describe('what unpacks in steps', () => {
  it('is there on the versions of node that were looked at, and on no others', () => {
    assert.notEqual(Unpacker.create(), undefined);
    assert.equal(Unpacker.create('99.0.0'), undefined);
  });

  it('goes on with the next file after a broken one, and stops where no more is wanted', async () => {
    const unpacker = Unpacker.create() as Unpacker;
    const to = new Uint8Array(100);
    const whole = gzipSync('abc');
    for (const broken of [
      whole.subarray(0, -3),
      Buffer.from('\x1f\x8bnothing'),
      Buffer.concat([whole, whole.subarray(0, 9)]),
    ]) {
      unpacker.begin();
      assert.throws(() => unpacker.step(broken, 0, broken.length, to, true));
      unpacker.begin();
      assert.equal(unpacker.step(whole, 0, whole.length, to, true), 3);
      unpacker.begin();
      await assert.rejects(unpacker.stepAside(broken, 0, broken.length, to, true));
    }
    unpacker.close();
  });
});
