import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Interner } from '../../../src/index/interner';
import { stableOrder } from '../../../src/index/stableOrder';

describe('order of bytes', () => {
  it('is that of a sort of the slices', () => {
    const slice = fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.array(fc.constantFrom(0, 97, 98, 255), { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
      fc.nat(60).map((length) => new Uint8Array(length).fill(97)),
    );
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 120 }), (slices) => {
        const interner = new Interner();
        for (const one of slices) interner.intern(one, 0, one.length);
        const found = Array.from(interner.order(), (id) => Buffer.from(interner.slice(id)).toString('hex'));
        assert.deepEqual(found, [...new Set(slices.map((one) => Buffer.from(one).toString('hex')))].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('of slices that share many bytes takes no recursion', () => {
    const interner = new Interner();
    const bytes = new Uint8Array(20_000).fill(97);
    for (let n = 0; n < 100; n++) interner.intern(bytes, 0, bytes.length - n);
    assert.deepEqual(
      [...interner.order()],
      Array.from({ length: 100 }, (_, n) => 100 - n),
    );
  });

  it('of a dictionary of nothing is empty', () => assert.deepEqual([...new Interner().order()], []));
});

describe('stable order', () => {
  it('is that of a stable sort', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 50 }), (keys) => {
        const numbers = keys.map((_, n) => n).reverse();
        assert.deepEqual(
          [...stableOrder(Uint32Array.from(numbers), Uint32Array.from(keys), 10)],
          [...numbers].sort((a, b) => (keys[a] as number) - (keys[b] as number)),
        );
      }),
    );
  });
});
