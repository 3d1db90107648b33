import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ExactSum } from '../../../src/detection/correlation/exactSum';

const sumOf = (numbers: readonly number[]): number => {
  const sum = new ExactSum();
  for (const number of numbers) sum.add(number);
  return sum.value;
};

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('rules: sums that do not drift', () => {
  const rows: readonly (readonly [string, readonly number[], number])[] = [
    ['of nothing', [], 0],
    ['of whole numbers', [5, 6, -1], 10],
    ['of tenths', Array<number>(10).fill(0.1), 1],
    ['of fractions and whole numbers', [0.5, 2, -0.25], 2.25],
    ['of what is small beside what is large', [1e300, 1, -1e300], 1],
    ['of the least numbers', [5e-324, 5e-324], 1e-323],
    ['beyond the whole numbers that a double tells apart', [2 ** 53, 1, 1], 2 ** 53 + 2],
    ['of whole numbers that are too much together', Array<number>(3).fill(Number.MAX_SAFE_INTEGER), 27021597764222973],
    ['in the middle, where the even one is nearest', [2 ** 53, 1], 2 ** 53],
    ['a trace above the middle', [2 ** 53, 1, 1e-300], 2 ** 53 + 2],
    ['a trace below the middle', [2 ** 53, 3, -1e-300], 2 ** 53 + 2],
    ['below 0', [-0.5, -(2 ** 53)], -(2 ** 53)],
    ['that no double holds', [Number.MAX_VALUE, Number.MAX_VALUE], Infinity],
  ];
  for (const [what, numbers, expected] of rows) it(what, () => assert.equal(sumOf(numbers), expected));

  it('are the same in any order', () => {
    fc.assert(fc.property(fc.array(finite), (numbers) => assert.equal(sumOf(numbers), sumOf([...numbers].reverse()))));
  });

  it('of two numbers are what adding them gives', () => {
    fc.assert(fc.property(finite, finite, (one, other) => assert.equal(sumOf([one, other]), one + other || 0)));
  });

  it('have no trace of what was taken away again', () => {
    fc.assert(
      fc.property(fc.array(finite), fc.array(finite), (stay, go) => {
        const sum = new ExactSum();
        for (const number of [...go, ...stay]) sum.add(number);
        const copy = sum.copy();
        for (const number of go) sum.remove(number);
        assert.equal(sum.value, sumOf(stay));
        assert.equal(copy.value, sumOf([...stay, ...go]));
      }),
    );
  });
});
