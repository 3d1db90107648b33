import assert from 'node:assert/strict';
import fc from 'fast-check';
import { log } from './arbitraries';
import type { FastScanner } from '../../../../src/reading/fast/fastScanner';
import type { Column } from '../../../../src/index/columns';
import { compare, cut, newScanner, readEarly, readWithCare } from './support';

const STEPS = [1, 16, 50, 333, 1 << 18];
const step = fc.nat(STEPS.length - 1);
const cuts = fc.array(fc.nat(5000), { maxLength: 20 });

function filled([length, byte]: readonly [number, number]): Uint8Array {
  return new Uint8Array(length).fill(byte);
}

/** One thing done to a log's bytes that may break it. */
const damage = fc.record({
  at: fc.nat(5000),
  remove: fc.nat({ max: 3 }),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 3 }),
    // holes, and text in other encodings
    fc.uint8Array({ min: 0x80, minLength: 17, maxLength: 70 }),
    fc.tuple(fc.integer({ min: 17, max: 70 }), fc.constantFrom(0, 0x80, 0xe5, 0xff)).map(filled),
    fc
      .constantFrom(',', '}', '{', ']', '[', '"', '\\', ':', '\n', '0', 'null', ',,', '"a":1,', '\\u12', '\u0000')
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function damaged(bytes: Uint8Array, all: readonly { at: number; remove: number; insert: Uint8Array }[]): Uint8Array {
  let result = Buffer.from(bytes);
  for (const { at, remove, insert } of all) {
    const place = at % (result.length + 1);
    result = Buffer.concat([result.subarray(0, place), insert, result.subarray(place + remove)]);
  }
  return result;
}

/** An id that is not written as it reads: no service does that. */
const WRITTEN_ID = /"eventID"\s*:\s*"[^"\\]*\\/;

describe('fast scanner, on generated logs', function () {
  this.timeout(60_000);
  let scanners: readonly FastScanner<Column>[] = [];
  const scanner = (n: number): FastScanner<Column> => scanners[n] as FastScanner<Column>;
  before(async () => {
    scanners = await Promise.all(STEPS.map((step) => newScanner(step)));
  });

  it('reads usual logs as the careful reader does, however they are cut', () => {
    fc.assert(
      fc.property(log, step, cuts, (json, size, places) => {
        const bytes = new TextEncoder().encode(json);
        const isCareful = compare(scanner(size), bytes, cut(bytes, places));
        if (!WRITTEN_ID.test(json)) assert.equal(isCareful, false);
      }),
      { numRuns: 400 },
    );
  });

  it('never reads damaged logs otherwise than the careful reader', () => {
    fc.assert(
      fc.property(log, fc.array(damage, { minLength: 1, maxLength: 3 }), step, (json, damages, size) => {
        compare(scanner(size), damaged(new TextEncoder().encode(json), damages));
      }),
      { numRuns: 1500 },
    );
  });

  it('hands over early only rows that the careful reader finds first, in whatever the log goes on with', () => {
    let rows = 0;
    fc.assert(
      fc.property(
        fc.array(log, { minLength: 1, maxLength: 3 }),
        fc.array(damage, { maxLength: 2 }),
        cuts,
        (logs, damages, places) => {
          const bytes = damaged(new TextEncoder().encode(logs.join('')), damages);
          const early = readEarly(scanner(0), cut(bytes, places));
          rows += early.length;
          assert.deepEqual(early, readWithCare(bytes).rows.slice(0, early.length));
        },
      ),
      { numRuns: 1000 },
    );
    assert.ok(rows > 100);
  });
});
