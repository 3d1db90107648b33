import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from '../../../src/reading/bytes/crc32';
import { inflateNode } from '../../../src/platform/inflateNode';
import { inflateWeb } from '../../../src/platform/inflateWeb';
import type { Inflate, Inflated } from '../../../src/reading/bytes/gzip';
import { text, utf8 } from '../../fixtures/log';

const CAP = 2 ** 31 - 1;
const gzip = (source: string | Uint8Array, level = 6): Uint8Array => gzipSync(source, { level });
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Half a megabyte that packs about as well as a log, and is the same in every run. */
const LOG = utf8(
  Array.from(
    { length: 4000 },
    (_, n) => `{"eventName":"Describe${n % 7}","eventID":"${Math.imul(n, 0x9e3779b1) >>> 0}","n":${n * 7919}}`,
  ).join('\n'),
);
const PACKED = gzip(LOG);

/** How many of the first bytes are right. */
function right(bytes: Uint8Array, expected: Uint8Array): number {
  let n = 0;
  while (n < bytes.length && bytes[n] === expected[n]) n++;
  return n;
}

/** The bytes from `at` on are other ones, which deflate cannot take for long. */
function damaged(bytes: Uint8Array, at: number): Uint8Array {
  return Uint8Array.from(bytes).fill(0xff, at, at + 64);
}

type Kind = NonNullable<Inflated['problem']>['kind'];
const inflaters: readonly (readonly [name: string, inflate: Inflate])[] = [
  ['node', inflateNode],
  ['web', inflateWeb],
];

for (const [name, inflate] of inflaters) {
  describe(`inflating, ${name}`, function () {
    this.timeout(60_000);

    const table: readonly (readonly [what: string, bytes: Uint8Array, cap: number, expected: string, kind?: Kind])[] = [
      ['one member', gzip('abc'), CAP, 'abc'],
      ['an empty member', gzip(''), CAP, ''],
      ['several members', joined(gzip('a'), gzip(''), gzip('bcd'), gzip('e', 0)), CAP, 'abcde'],
      [
        'a hundred members',
        joined(...Array.from({ length: 100 }, (_, n) => gzip(`${n},`))),
        CAP,
        Array.from({ length: 100 }, (_, n) => `${n},`).join(''),
      ],
      [
        'a member that holds what looks like one',
        gzip(joined(utf8('x'), gzip('inner', 0), gzip('other', 0)), 0),
        CAP,
        text(joined(utf8('x'), gzip('inner', 0), gzip('other', 0))),
      ],
      ['up to the cap', joined(gzip('abc'), gzip('def')), 6, 'abcdef'],
      ['one byte over the cap', joined(gzip('abc'), gzip('def')), 5, 'abcde', 'cap'],
      ['a cap between members', joined(gzip('abc'), gzip('def')), 3, 'abc', 'cap'],
      ['zeros after it', joined(gzip('abc'), new Uint8Array(512)), CAP, 'abc', 'trailing'],
      ['zeros after an empty member', joined(gzip('a'), gzip(''), new Uint8Array(40)), CAP, 'a', 'trailing'],
      [
        'what ends as it does after it',
        joined(gzip('abc'), new Uint8Array(9), gzip('abc').subarray(-8)),
        CAP,
        'abc',
        'trailing',
      ],
      ['text after it', joined(gzip('abc'), utf8('{"Records":[]}')), CAP, 'abc', 'trailing'],
      ['text after two', joined(gzip('abc'), gzip('def'), utf8('more')), CAP, 'abcdef', 'trailing'],
      [
        'another kind of packing after it',
        joined(gzip('abc'), Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        CAP,
        'abc',
        'trailing',
      ],
      ['nothing', new Uint8Array(0), CAP, '', 'broken'],
      ['a header alone', PACKED.subarray(0, 10), CAP, '', 'broken'],
      ['no gzip data', utf8('\u001f\u008b and then text'), CAP, '', 'broken'],
      ['a second member that is cut off', joined(gzip('abc'), gzip('def').subarray(0, -2)), CAP, 'abcdef', 'broken'],
      ['a wrong checksum', damaged(gzip('abc'), 13 + 3), CAP, 'abc', 'broken'],
    ];
    for (const [what, bytes, cap, expected, kind] of table) {
      it(`of ${what}: ${kind ?? 'whole'}`, async () => {
        const inflated = await inflate(bytes, cap);
        assert.equal(inflated.problem?.kind, kind);
        // of a piece that fails, the last few bytes may be lost
        if (kind === 'broken') assert.ok(expected.startsWith(text(inflated.bytes)), text(inflated.bytes));
        else assert.equal(text(inflated.bytes), expected);
      });
    }

    it('keeps what is before a cut, to the byte', async () => {
      for (const end of [11, 300, 20_000, PACKED.length - 9, PACKED.length - 1]) {
        const { bytes, problem } = await inflate(PACKED.subarray(0, end), CAP);
        assert.deepEqual(problem, { kind: 'broken', detail: 'it is cut off' });
        assert.ok(bytes.length <= LOG.length && right(bytes, LOG) === bytes.length);
        if (end > PACKED.length - 10) assert.equal(bytes.length, LOG.length);
      }
    });

    it('keeps what is before damage but for a few hundred bytes', async () => {
      const long = gzip(joined(...Array.from({ length: 8 }, () => LOG)));
      const whole = joined(...Array.from({ length: 8 }, () => LOG));
      for (const [bytes, plain] of [
        [PACKED, LOG],
        [long, whole],
      ] as const) {
        for (const at of [200, Math.floor(bytes.length * 0.7)]) {
          const before = (await inflate(bytes.subarray(0, at), CAP)).bytes.length;
          const inflated = await inflate(damaged(bytes, at), CAP);
          assert.equal(inflated.problem?.kind, 'broken');
          assert.ok(
            right(inflated.bytes, plain) > before - 500,
            `${right(inflated.bytes, plain)} of ${before} at ${at}`,
          );
        }
      }
    });

    it('keeps the members before a damaged one', async () => {
      const bytes = joined(gzip('first'), damaged(PACKED, 5000), gzip('last'));
      const { bytes: kept, problem } = await inflate(bytes, CAP);
      assert.equal(problem?.kind, 'broken');
      assert.ok(kept.length > 10_000 && text(kept).startsWith('first{"eventName"'));
    });

    it('stops when it is told to', async () => {
      const big = joined(...Array.from({ length: 40 }, () => PACKED));
      const controller = new AbortController();
      const inflating = inflate(big, CAP, controller.signal);
      setImmediate(() => controller.abort());
      await assert.rejects(inflating, { name: 'AbortError' });
      await assert.rejects(inflate(PACKED, CAP, AbortSignal.abort()), { name: 'AbortError' });
    });

    it('refuses a bomb at its cap', async () => {
      const { bytes, problem } = await inflate(gzip(new Uint8Array(20 << 20)), 1 << 20);
      assert.deepEqual([bytes.length, problem?.kind], [1 << 20, 'cap']);
    });
  });
}

describe('inflating', function () {
  this.timeout(60_000);

  it('is the same in node and in a browser, and what gunzip says', async () => {
    const member = fc
      .tuple(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(0, 6))
      .map(([bytes, level]) => gzip(bytes, level));
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 5 }), async (members) => {
        const bytes = joined(...members);
        const expected = { bytes: new Uint8Array(gunzipSync(bytes)), problem: undefined };
        for (const [, inflate] of inflaters) {
          const { bytes: inflated, problem } = await inflate(bytes, CAP);
          assert.ok(!Buffer.isBuffer(inflated));
          assert.deepEqual({ bytes: new Uint8Array(inflated), problem }, expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on damage, and never unpacks more than the cap', async () => {
    // damage may make more of the bytes than they held: repeats that no one wrote
    const cap = 1100;
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.nat(255), fc.integer({ min: 0, max: 400 }), async (at, by, end) => {
        const bytes = Uint8Array.from(joined(gzip(LOG.subarray(0, 1000)), gzip('next')));
        bytes[at % bytes.length] = by;
        const cut = bytes.subarray(0, bytes.length - (end % bytes.length));
        for (const [, inflate] of inflaters) assert.ok((await inflate(cut, cap)).bytes.length <= cap);
      }),
      { numRuns: 100, examples: [[301, 24, 0]] },
    );
  });

  it('knows the checksum of RFC 1952', () => {
    assert.equal(crc32([utf8('1234'), utf8('56789')]), 0xcbf43926);
    assert.equal(crc32([]), 0);
  });
});
