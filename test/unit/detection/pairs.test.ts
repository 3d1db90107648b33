import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pairs } from '../../../src/detection/pairs';

describe('numbers of pairs', () => {
  it('are those that were given, for any number of pairs', () => {
    const number = fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(number, number), { maxLength: 3000, selector: String }), (all) => {
        const pairs = new Pairs();
        for (const [n, [first, second]] of all.entries()) {
          assert.equal(pairs.of(first, second), 0);
          pairs.set(first, second, n + 1);
        }
        for (const [n, [first, second]] of all.entries()) assert.equal(pairs.of(first, second), n + 1);
        pairs.clear();
        for (const [first, second] of all) assert.equal(pairs.of(first, second), 0);
      }),
      { numRuns: 30 },
    );
  });
});
