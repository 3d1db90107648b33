import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Candidates } from '../../../../../src/case/findings/screening/candidates';
import { ListPlaces } from '../../../../../src/case/findings/screening/listPlaces';

describe('where candidates with some lists of open rules are', () => {
  it('is told in ascending order, of each, and of others only where there are many', () => {
    const numbers = fc.array(fc.nat(40), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(numbers, fc.uniqueArray(fc.nat(40), { maxLength: 4 }), fc.nat(200), (lists, wanted, last) => {
        const end = Math.min(last, lists.length);
        const rows = Uint32Array.from(lists.keys());
        const candidates = new Candidates(
          rows,
          Uint32Array.from(lists),
          Array.from({ length: 41 }, () => []),
        );
        const places = new ListPlaces(candidates, end);
        const isWanted = (list: number): boolean => wanted.includes(list);
        const expected = [...lists.slice(0, end).entries()]
          .filter(([, list]) => isWanted(list))
          .map(([place]) => place);
        const found = [...places.ofSome(wanted)];
        assert.deepEqual(
          found.filter((place) => isWanted(lists[place] as number)),
          expected,
        );
        if (expected.length <= end / 8) assert.deepEqual(found, expected);
        assert.equal(
          wanted.reduce((sum, list) => sum + places.count(list), 0),
          expected.length,
        );
      }),
      { numRuns: 500 },
    );
  });
});
