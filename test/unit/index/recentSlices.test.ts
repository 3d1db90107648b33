import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecentSlices } from '../../../src/index/recentSlices';
import { utf8 } from '../../fixtures/log';

describe('slices that came lately', () => {
  it('have the numbers that they were given, asked again only when forgotten', () => {
    const recent = new RecentSlices();
    const texts = Array.from({ length: 9000 }, (_, n) => `{"n":${n}}`);
    for (const [n, text] of texts.entries()) {
      const bytes = utf8(`x${text}y`);
      assert.equal(
        recent.numberOf(bytes, 1, bytes.length - 1, () => n),
        n,
      );
      let asked = false;
      const again = (): number => {
        asked = true;
        return n;
      };
      assert.equal(recent.numberOf(bytes, 1, bytes.length - 1, again), n);
      assert.equal(asked, false);
      // what was given is not looked at again
      bytes.fill(0);
    }
    for (const [n, text] of texts.entries())
      assert.equal(
        recent.numberOf(utf8(text), 0, text.length, () => n),
        n,
      );
  });

  it('are told apart, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 200 }), (slices) => {
        const recent = new RecentSlices();
        const numbers = new Map<string, number>();
        for (const slice of slices) {
          const key = slice.join();
          if (!numbers.has(key)) numbers.set(key, numbers.size);
          const number = numbers.get(key) as number;
          assert.equal(
            recent.numberOf(slice, 0, slice.length, () => number),
            number,
          );
        }
      }),
    );
  });
});
