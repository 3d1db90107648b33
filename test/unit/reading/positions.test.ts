import assert from 'node:assert/strict';
import fc from 'fast-check';
import { positionsOf } from '../../../src/reading/positions';
import { text, utf8 } from '../../fixtures/log';

/** Positions by decoding what stands before each offset: lines by their ends, columns by string length. */
function naive(bytes: Uint8Array, offset: number): [line: number, column: number] {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const lines = text(bytes.subarray(bom, Math.max(bom, offset))).split(/\r\n|\n|\r(?!\n)/);
  const last = lines[lines.length - 1] ?? '';
  // a CR whose LF comes after the offset ends no line yet
  const cut = last === '' && bytes[offset - 1] === 0x0d && bytes[offset] === 0x0a;
  return cut ? [lines.length - 2, (lines[lines.length - 2] ?? '').length + 1] : [lines.length - 1, last.length];
}

function agrees(bytes: Uint8Array, offsets: readonly number[]): void {
  const expected = offsets.flatMap((offset) => naive(bytes, offset));
  assert.deepEqual([...positionsOf(bytes, offsets)], expected, JSON.stringify(text(bytes)));
}

/** Offsets at which a character begins. */
function boundaries(source: string): number[] {
  let offset = 0;
  return [0, ...Array.from(source, (c) => (offset += utf8(c).length))];
}

describe('positions', () => {
  const units = fc.constantFrom('a', '"', '\n', '\r', '\r\n', 'é', '\u20ac', '\u{1f600}', '\ufeff', '\t', '\u2028');
  it('are those that decoding tells, whatever the line ends and characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 20 }), (source) => agrees(utf8(source), boundaries(source))),
      { numRuns: 2000 },
    );
  });

  it('are the same wherever the bytes stand in memory', () => {
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 30 }), fc.nat(4), (source, before) => {
        const bytes = Uint8Array.of(...new Uint8Array(before), ...utf8(source)).subarray(before);
        agrees(bytes, boundaries(source));
      }),
    );
  });

  it('count broken UTF-8 as the decoder does', () => {
    const byte = fc.constantFrom(
      0x41,
      0x0a,
      0x80,
      0xbf,
      0xa0,
      0x90,
      0xc1,
      0xc3,
      0xe0,
      0xe2,
      0xed,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 10 }), (bytes) => agrees(Uint8Array.from(bytes), [bytes.length])),
      { numRuns: 3000 },
    );
  });

  it('stay inside the text and take equal offsets', () => {
    assert.deepEqual([...positionsOf(utf8('ab\nc'), [0, 0, 4, 4, 99])], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual([...positionsOf(utf8('\ufeffa'), [0, 3, 4])], [0, 0, 0, 0, 0, 1]);
    assert.deepEqual([...positionsOf(utf8(''), [])], []);
  });
});
