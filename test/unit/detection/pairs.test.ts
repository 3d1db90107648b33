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

  it('lie apart, whoever chose them', () => {
    const pairs = new Pairs();
    const known = new Set<string>();
    // all of one place, for who thinks to know how places are told
    for (let first = 1; first < 3000 && known.size < 2000; first++)
      for (let second = 1; second < 3000 && known.size < 2000; second++) {
        const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
        if (((mixed ^ (mixed >>> 15)) & 4095) !== 0) continue;
        known.add(`${first} ${second}`);
        pairs.set(first, second, known.size);
      }
    assert.equal(known.size, 2000);
    const { table } = pairs;
    let run = 0;
    let longest = 0;
    for (let place = 0; place < table.length; place += 3) {
      run = table[place + 2] === 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    assert.ok(longest < 300, `${longest} in a row`);
  });
});
