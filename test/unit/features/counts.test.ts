import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countInWords } from '../../../src/features/counts';

describe('a count in words', () => {
  it('has its digits in groups of three', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => assert.equal(countInWords(count), count.toLocaleString('en-US'))),
    );
  });
});
