import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Slab } from '../../../../src/reading/fast/slab';

describe('arrays in shared memory', () => {
  it('are apart, empty and in as few pieces as can be', () => {
    const wish = fc.record({ kind: fc.constantFrom('bytes', 'numbers', 'times'), length: fc.nat(40) });
    fc.assert(
      fc.property(fc.nat(200), fc.array(wish, { maxLength: 40 }), (size, wishes) => {
        const slab = new Slab(size);
        const arrays = wishes.map(({ kind, length }) => slab[kind as 'bytes'](length));
        for (const [n, array] of arrays.entries()) {
          assert.equal(array.length, wishes[n]?.length);
          assert.ok(array.every((value) => value === 0));
        }
        for (const [n, array] of arrays.entries()) array.fill(n + 1);
        for (const [n, array] of arrays.entries()) assert.ok(array.every((value) => value === n + 1));
        const pieces = new Set(arrays.map(({ buffer }) => buffer));
        const total = wishes.reduce((sum, { length }) => sum + 8 * length + 8, 0);
        if (total <= size) assert.ok(pieces.size <= 1);
      }),
    );
  });
});
