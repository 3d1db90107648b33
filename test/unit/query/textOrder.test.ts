import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textOrder } from '../../../src/query/textOrder';

describe('the order of texts', () => {
  const plain = (texts: readonly string[]): string[] => [...texts].sort((a, b) => (a < b ? -1 : 1));
  const ordered = (texts: readonly string[]): string[] => [...textOrder(texts)].map((n) => texts[n] as string);

  it('is that of their units, whatever they are and however they begin', () => {
    const beginning = fc.constantFrom(
      '',
      'role Admin / session ',
      'role Admin / session deploy-',
      '\0',
      '\uffff',
      '😀',
    );
    const end = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\uffff', '\ud83d', '\ude00'), maxLength: 8 }),
      fc.nat(99_999).map(String),
    );
    const texts = fc.uniqueArray(
      fc.tuple(beginning, end).map((parts) => parts.join('')),
      { maxLength: 200, size: 'max' },
    );
    fc.assert(
      fc.property(texts, (list) => assert.deepEqual(ordered(list), plain(list))),
      { numRuns: 300 },
    );
  });

  it('is found for many that begin alike', () => {
    const texts = Array.from(
      { length: 20_000 },
      (_, n) => `role Deploy / session build-${Math.imul(n, 0x9e3779b1) >>> 0}`,
    );
    assert.deepEqual(ordered(texts), plain(texts));
  });
});
