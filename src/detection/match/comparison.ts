import { type CompareOperator, numberOf } from '../rule/value';
import type { ValueMatcher } from './matcher';
import { timePart, type TimePart } from './time';

/** Whether a number is on the right side of a limit. */
export function numberTest(operator: CompareOperator, limit: number): (number: number) => boolean {
  switch (operator) {
    case 'lt':
      return (number) => number < limit;
    case 'lte':
      return (number) => number <= limit;
    case 'gt':
      return (number) => number > limit;
    case 'gte':
      return (number) => number >= limit;
  }
}

/** Compares the numbers of a field, or a part of its times. Objects offer none. */
export function comparison(test: (number: number) => boolean, part: TimePart | undefined): ValueMatcher {
  const numberIn = (value: unknown): number | undefined => {
    if (part !== undefined) return typeof value === 'string' ? timePart(value, part) : undefined;
    if (typeof value === 'number') return value;
    return typeof value === 'string' ? numberOf(value) : undefined;
  };
  const matches = (value: unknown): boolean => {
    const number = numberIn(value);
    return number !== undefined && test(number);
  };
  return {
    cost: 2,
    needsEvent: false,
    test: (field) => field.values.some(matches),
    found: (field) => {
      const value = field.values.find(matches);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    },
  };
}
