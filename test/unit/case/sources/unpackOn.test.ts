import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { unpackOn } from '../../../../src/case/sources/unpackOn';
import { inflateNode } from '../../../../src/platform/inflateNode';
import { inflateWeb } from '../../../../src/platform/inflateWeb';
import type { Inflate } from '../../../../src/reading/bytes/gzip';
import { text } from '../../../fixtures/log';

/** Packs badly, so that a half of it is a good part of the text. */
const words = (seed: number): string =>
  Array.from({ length: 3000 }, (_, n) => Math.imul(n + seed, 0x9e3779b1).toString(36)).join(' ');
const [one, two, three] = [words(1), words(10_000), words(20_000)];
const [a, b, c] = [one, two, three].map((each) => gzipSync(each)) as [Buffer, Buffer, Buffer];
const cut = b.subarray(0, b.length >> 1);
const damaged = Buffer.from(b);
damaged[b.length >> 1] = (damaged[b.length >> 1] as number) ^ 0xff;
/** Whole but for its checksum. */
const unsure = Buffer.from(b);
unsure[b.length - 8] = (unsure[b.length - 8] as number) ^ 0xff;
const CAP = 2 ** 31 - 1;

/** How much of the second text is there, at least and at most, and what is said: of what follows whether it is there. */
const TABLE: readonly (readonly [
  what: string,
  file: readonly Buffer[],
  ends: string,
  faults: readonly (readonly [string, boolean])[],
])[] = [
  ['nothing wrong', [a, b, c], one + two + three, []],
  ['one that is cut off in the middle', [a, cut, c], three, [['broken', true]]],
  ['one that is damaged in the middle', [a, damaged, c], three, [['broken', true]]],
  ['zeros in the middle', [a, Buffer.alloc(512), c], one + three, [['trailing', true]]],
  ['text in the middle', [a, Buffer.from('not gzip'), c], one + three, [['trailing', true]]],
  ['the first cut off', [cut, a, c], one + three, [['broken', true]]],
  [
    'two of three cut off',
    [cut, a, cut],
    '',
    [
      ['broken', true],
      ['broken', false],
    ],
  ],
  [
    'the checksum of one wrong, and the last cut off',
    [a, unsure, cut],
    '',
    [
      ['broken', true],
      ['broken', false],
    ],
  ],
  [
    'the checksum of each wrong',
    [unsure, unsure, unsure],
    two,
    [
      ['broken', true],
      ['broken', true],
      ['broken', false],
    ],
  ],
  ['the last cut off', [a, c, cut], '', [['broken', false]]],
  ['something after the last', [a, c, Buffer.from('and more text')], one + three, [['trailing', false]]],
  ['nothing but a header after it', [a, c.subarray(0, 10)], one, [['broken', false]]],
];

for (const [where, inflate] of [
  ['node', inflateNode],
  ['web', inflateWeb],
] as readonly (readonly [string, Inflate])[])
  describe(`a gzip file of several members, ${where}`, function () {
    this.timeout(60_000);
    for (const [what, file, ends, faults] of TABLE)
      it(`unpacks as far as it can: ${what}`, async () => {
        const unpacked = await unpackOn(inflate, Buffer.concat(file), CAP);
        const all = text(unpacked.bytes);
        assert.ok(all.endsWith(ends));
        for (const [n, whole] of [a, c].entries())
          assert.equal(all.includes(n === 0 ? one : three), file.includes(whole));
        if (file.includes(cut)) assert.ok(all.includes(two.slice(0, two.length / 4)));
        assert.deepEqual(
          unpacked.faults.map(({ problem, goesOn }) => [problem.kind, goesOn]),
          faults,
        );
        for (const { at, goesOn } of unpacked.faults) assert.equal(at < unpacked.bytes.length, goesOn);
      });

    it('reads a log after one that is cut off anywhere near its end', async () => {
      // packs well, so that what is unpacked over the next header outweighs it
      const log = (n: number): string =>
        Array.from(
          { length: 20 },
          (_, i) => `{"eventID":"${words(n * 100 + i).slice(0, 60)}","eventName":"Same"}`,
        ).join();
      const [first, second, third] = [1, 2, 3].map((n) => gzipSync(log(n))) as [Buffer, Buffer, Buffer];
      for (let lost = 1; lost < 60; lost++) {
        const file = Buffer.concat([first, second.subarray(0, -lost), third]);
        const { bytes, faults } = await unpackOn(inflate, file, CAP);
        assert.ok(text(bytes).startsWith(log(1)) && text(bytes).endsWith(log(3)), `${lost}`);
        assert.ok(bytes.length <= 3 * log(1).length + 60, `${lost}`);
        assert.deepEqual([faults.length, faults[0]?.goesOn], [1, true]);
      }
    });

    it('reads a log after one that is stored and lacks a part', async () => {
      const line = (n: number): string => `{"eventID":"${words(n).slice(0, 60)}","eventName":"Same"}\n`;
      const log = (from: number, size: number): string =>
        Array.from({ length: size }, (_, n) => line(from + n)).join('');
      // of one block, and of several
      for (const [size, lost] of [
        [20, 13],
        [20, 200],
        [800, 200],
      ] as const) {
        const stored = gzipSync(log(100, size), { level: 0 });
        const holed = Buffer.concat([stored.subarray(0, 400), stored.subarray(400 + lost)]);
        const file = Buffer.concat([gzipSync(log(0, 20)), holed, gzipSync(log(9000, 40))]);
        const { bytes, faults } = await unpackOn(inflate, file, CAP);
        assert.ok(text(bytes).startsWith(log(0, 20)) && text(bytes).endsWith(log(9000, 40)), `${size}, ${lost}`);
        assert.deepEqual([faults.length, faults[0]?.goesOn], [1, true]);
      }
    }).timeout(60_000);

    it('loses nothing to bytes that look like a member and are none', async () => {
      for (const inside of [gzipSync('abc'), c, c.subarray(0, 40)]) {
        const stored = gzipSync(Buffer.concat([Buffer.from(one), inside, Buffer.from(two)]), { level: 0 });
        const file = stored.subarray(0, -100);
        const { bytes } = await inflate(file, CAP);
        assert.ok(bytes.length > one.length + inside.length);
        const unpacked = await unpackOn(inflate, file, CAP);
        assert.ok(Buffer.from(bytes).equals(unpacked.bytes));
        assert.deepEqual(
          unpacked.faults.map(({ goesOn }) => goesOn),
          [false],
        );
      }
    });

    it('gives no more than the limit', async () => {
      const { bytes, faults } = await unpackOn(inflate, Buffer.concat([a, cut, c]), one.length + two.length);
      assert.ok(bytes.length <= one.length + two.length);
      assert.ok(faults.length > 0);
    });
  });

it('a gzip file of many thousand members is read on behind one that is broken', async () => {
  const member = gzipSync('{"eventName":"Same"}\n');
  const broken = Buffer.from(member);
  broken[12] = (broken[12] as number) ^ 0xff;
  const members = Array.from({ length: 12_000 }, (_, n) => (n === 6000 ? broken : member));
  const { bytes, faults } = await unpackOn(inflateNode, Buffer.concat(members), CAP);
  assert.ok(text(bytes).split('\n').length > 11_990, `${text(bytes).split('\n').length}`);
  assert.deepEqual([faults.length, faults[0]?.goesOn], [1, true]);
}).timeout(60_000);

it('a gzip file is not unpacked again for bytes that look like a member and unpack to nothing', async () => {
  const noMember = Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 0xff, 0xff, 0xff, 0xff]);
  const parts = Array.from({ length: 40 }, (_, n) => Buffer.concat([Buffer.from(words(n)), noMember]));
  const file = gzipSync(Buffer.concat(parts), { level: 0 }).subarray(0, -100);
  let fed = 0;
  const watched: Inflate = (packed, ...rest) => {
    fed += packed.length;
    return inflateNode(packed, ...rest);
  };
  const { bytes, faults } = await unpackOn(watched, file, CAP);
  assert.ok(bytes.length > file.length * 0.9);
  assert.equal(faults.length, 1);
  assert.ok(fed < 1.5 * file.length, `${fed} of ${file.length}`);
});
