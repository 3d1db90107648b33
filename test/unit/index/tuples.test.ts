import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Tuples } from '../../../src/index/tuples';

type Four = [number, number, number, number];

describe('tuples', () => {
  const number = fc.oneof(fc.nat(3), fc.constantFrom(2 ** 31, 2 ** 32 - 1));
  const tuple = fc.tuple(number, number, number, number);

  it('are numbered as a map would, one by one and many that are new at once', () => {
    const step = fc.record({ tuples: fc.array(tuple, { maxLength: 400 }), atOnce: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const tuples = new Tuples();
        const expected = new Map<string, number>();
        const number = (one: Four): number => {
          const key = one.join();
          if (!expected.has(key)) expected.set(key, expected.size + 1);
          return expected.get(key) as number;
        };
        for (const { tuples: given, atOnce } of steps) {
          if (!atOnce) for (const one of given) assert.equal(tuples.intern(...one), number(one));
          else {
            const fresh = given.filter((one) => {
              const before = expected.size;
              return number(one) > before;
            });
            tuples.append(Uint32Array.from(fresh.flat()));
          }
        }
        assert.equal(tuples.size, expected.size + 1);
        for (const [key, id] of expected) {
          const one = key.split(',').map(Number) as Four;
          assert.deepEqual(
            [0, 1, 2, 3].map((n) => tuples.word(id, n)),
            one,
          );
          assert.equal(tuples.intern(...one), id);
        }
        const { bytes, lengths } = tuples.entriesFrom(1);
        assert.deepEqual([bytes.length, lengths.length], [16 * expected.size, expected.size]);
      }),
    );
  });

  it('of "absent" are zeros', () => assert.equal(new Tuples().word(0, 3), 0));
});
