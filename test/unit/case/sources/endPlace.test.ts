import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlaceCounter } from '../../../../src/case/sources/endPlace';
import { positionsOf } from '../../../../src/reading/positions';
import { pour } from '../../../../src/reading/bytes/byteSink';

describe('where bytes end that come one after the other', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '€', '🦊', '\n', '\r', '\r\n', 'plain text '), { maxLength: 40 });
  const odd = fc.array(fc.constantFrom(0xf0, 0x9f, 0xa6, 0xe2, 0x82, 0xc3, 0x0d, 0x0a, 0x61, 0xff), { maxLength: 12 });

  it('is where it is of all at once, wherever they are parted', () => {
    fc.assert(
      fc.property(text, odd, fc.array(fc.nat(60), { maxLength: 8 }), (parts, wrong, cuts) => {
        const bytes = Uint8Array.from([...Buffer.from(parts.join('')), ...wrong]);
        const counter = new PlaceCounter();
        let from = 0;
        for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
          pour(bytes.subarray(from, Math.min(cut, bytes.length)), counter);
          from = Math.min(cut, bytes.length);
        }
        const [line = 0, column = 0] = positionsOf(bytes, [bytes.length]);
        assert.deepEqual(counter.end(), { bytes: bytes.length, line: line + 1, column: column + 1 });
      }),
      { numRuns: 2000 },
    );
  });
});
