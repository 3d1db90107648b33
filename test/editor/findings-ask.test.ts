import assert from 'node:assert/strict';
import { problemOfDay } from '../../src/features/findings/exceptions/ask';

describe('The last day of an exception', () => {
  const TODAY = '2026-03-14';
  for (const [written, problem] of [
    [TODAY, undefined],
    ['2028-02-29', undefined],
    ['2026-03-13', 'That day is over.'],
    ['2027-02-29', 'The calendar has no such day.'],
    ['2026-13-01', 'The calendar has no such day.'],
    ['tomorrow', 'Write the day as YYYY-MM-DD.'],
    ['1.4.2026', 'Write the day as YYYY-MM-DD.'],
    ['', 'Write the day as YYYY-MM-DD.'],
  ] as const)
    it(`written as '${written}' is ${problem === undefined ? 'taken' : 'refused with what is wrong with it'}`, () => {
      assert.equal(problemOfDay(written, TODAY), problem);
    });
});
