import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FaultKind, JsonScanner, MAX_NESTING, STOPPED } from '../../../../src/reading/json/jsonScanner';
import { decodeValue } from '../../../../src/reading/recordScanner';
import { jsonText, nearlyJsonText, parsedWithLiberties } from '../../../fixtures/jsonTexts';
import { text, utf8 } from '../../../fixtures/log';

/** Whether the scanner takes the whole of `bytes` for one value. */
function accepts(bytes: Uint8Array): boolean {
  const scanner = new JsonScanner(bytes);
  const end = scanner.value(scanner.space(0));
  return end !== STOPPED && scanner.space(end) === bytes.length;
}

/** The scanner and JSON.parse, with the two liberties, agree on whether this is JSON, and on what it says. */
function agrees(bytes: Uint8Array): void {
  const expected = parsedWithLiberties(text(bytes));
  assert.equal(accepts(bytes), expected !== undefined, JSON.stringify(text(bytes)));
  if (expected !== undefined) assert.deepEqual(decodeValue(bytes, 0, bytes.length), expected.value);
}

describe('JSON scanner', () => {
  it('takes what JSON.parse takes', () => {
    fc.assert(
      fc.property(jsonText, (json) => agrees(utf8(json))),
      { numRuns: 1500 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(nearlyJsonText, (json) => agrees(utf8(json))),
      { numRuns: 4000 },
    );
  });

  it('agrees on any bytes', () => {
    const byte = fc.constantFrom(...utf8('{}[],:"\\ \n1e-0.ab'), 0, 0x10, 0xc3, 0xa9, 0xff);
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (bytes) => agrees(Uint8Array.from(bytes))),
      { numRuns: 4000 },
    );
  });

  const refused: readonly (readonly [json: string, fault: FaultKind, at: number])[] = [
    ['', 'end', 0],
    ['{"a":1', 'end', 6],
    ['"a', 'end', 2],
    ['"\\u12', 'end', 5],
    ['[1', 'end', 2],
    ['tru', 'end', 3],
    ['-', 'end', 1],
    ['{"a" 1}', 'invalid', 5],
    ['{a:1}', 'invalid', 1],
    ['[1 2]', 'invalid', 3],
    ['[,]', 'invalid', 1],
    ['{,}', 'invalid', 1],
    ['[1,,2]', 'invalid', 3],
    ['trug', 'invalid', 3],
    ['"a\nb"', 'invalid', 2],
    ['"\\x"', 'invalid', 2],
    ['"\\u00g0"', 'invalid', 5],
    ['"\\u\u0010\u0010\u0010\u0010"', 'invalid', 3],
    ['1.', 'end', 2],
    ['1.x', 'invalid', 2],
    ['1e+', 'end', 3],
    ["'a'", 'invalid', 0],
  ];
  for (const [json, fault, at] of refused) {
    it(`stops at byte ${at} of ${JSON.stringify(json)}: ${fault}`, () => {
      const scanner = new JsonScanner(utf8(json));
      assert.equal(scanner.value(0), STOPPED);
      assert.deepEqual([scanner.fault, scanner.faultAt], [fault, at]);
    });
  }

  const liberties: readonly (readonly [json: string, value: unknown])[] = [
    ['"a\u0001\tb"', 'a\u0001\tb'],
    ['[1,]', [1]],
    ['{"a":[1, ] ,}', { a: [1] }],
    ['["a,]",\n]', ['a,]']],
    ['["\\",]\t",]', ['",]\t']],
    ['[\n\t"a\tb"\n]', ['a\tb']],
  ];
  for (const [json, value] of liberties) {
    it(`takes liberties with ${JSON.stringify(json)}`, () => {
      assert.ok(accepts(utf8(json)));
      assert.deepEqual(decodeValue(utf8(json), 0, utf8(json).length), value);
    });
  }

  it(`goes ${MAX_NESTING} values deep and no deeper`, () => {
    const nested = (depth: number): string => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
    assert.ok(accepts(utf8(nested(MAX_NESTING))));
    const scanner = new JsonScanner(utf8(nested(MAX_NESTING + 2)));
    assert.equal(scanner.value(0), STOPPED);
    assert.equal(scanner.fault, 'nesting');
  });

  it('stays before the end it is given', () => {
    const bytes = utf8('[1,2]');
    for (let end = 0; end < bytes.length; end++) {
      const scanner = new JsonScanner(bytes, end);
      assert.equal(scanner.value(0), STOPPED);
      assert.deepEqual([scanner.fault, scanner.faultAt], ['end', end]);
    }
  });

  it('decodes a megabyte of strings that no regular expression could', () => {
    const long = `"${'\\"a\u0001'.repeat(300_000)}"`;
    const value = decodeValue(utf8(long), 0, long.length);
    assert.equal(value, '"a\u0001'.repeat(300_000));
  });
});
