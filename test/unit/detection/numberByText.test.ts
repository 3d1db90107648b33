import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberByText } from '../../../src/detection/correlation/numberByText';

describe('a number for each of some texts', () => {
  it('is what a table has, a copy too', () => {
    const text = fc.constantFrom('', 'a', 'b', '__proto__', 'constructor');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), text, number: fc.integer() }),
      fc.record({ kind: fc.constant('delete' as const), text, number: fc.constant(0) }),
    );
    const texts = ['', 'a', 'b', '__proto__', 'constructor', 'never'];
    const all = (of: { get(text: string): number | undefined }): unknown[] => texts.map((one) => of.get(one));
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (before, after) => {
        const table = new Map<string, number>();
        const numbers = new NumberByText();
        const take = (to: Pick<NumberByText, 'set' | 'delete'>, steps: typeof before): void => {
          for (const { kind, text, number } of steps) {
            if (kind === 'set') to.set(text, number);
            else to.delete(text);
          }
        };
        take(table, before);
        take(numbers, before);
        assert.deepEqual([numbers.size, ...all(numbers)], [table.size, ...all(table)]);
        const copy = numbers.copy();
        const copyOfTable = new Map(table);
        take(copy, after);
        take(copyOfTable, after);
        assert.deepEqual([copy.size, ...all(copy)], [copyOfTable.size, ...all(copyOfTable)]);
        assert.deepEqual([numbers.size, ...all(numbers)], [table.size, ...all(table)]);
      }),
    );
  });
});
