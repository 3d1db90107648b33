import assert from 'node:assert/strict';
import { isGzip } from '../../../../src/reading/bytes/gzip';
import { bytesInWords } from '../../../../src/reading/problem';
import { offsetsInUtf16, toUtf8 } from '../../../../src/reading/bytes/text';
import { text, utf8 } from '../../../fixtures/log';

describe('text of a source', () => {
  const words = '{"a":"é\u{1f600}"}';
  const utf16Of = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
  const utf16 = (bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${words}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const table: readonly (readonly [what: string, bytes: Uint8Array, expected: string])[] = [
    ['UTF-8', utf8(words), words],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${words}`), `\ufeff${words}`],
    ['UTF-16, little end first', utf16(false), words],
    ['UTF-16, big end first', utf16(true), words],
    ['UTF-16 without a mark, little end first', utf16(false).subarray(2), words],
    ['UTF-16 without a mark, big end first', utf16(true).subarray(2), words],
    ['what only begins like it', utf8('{\0"\0a"'), '{\0"\0a"'],
    ['UTF-32', Buffer.from('{\0\0\0"\0\0\0'), '{\0\0\0"\0\0\0'],
    [
      'UTF-16 with what is no character, as a caller may write it',
      utf16Of('{"a":"\uffff\ufffe"}'),
      '{"a":"\uffff\ufffe"}',
    ],
    ['UTF-16 with a hole of set bits', utf16Of(`{"ab${'\uffff'.repeat(20)}"}`), `{"ab${'\0'.repeat(20)}"}`],
    ['UTF-16 with a lost byte', utf16(false).subarray(0, 9), '{"a'],
    ['nothing', utf8(''), ''],
  ];
  for (const [what, bytes, expected] of table) {
    it(`from ${what}`, () => assert.equal(text(toUtf8(bytes)), expected));
  }

  it('has places in UTF-16 that are counted from those in UTF-8', () => {
    const long = Array.from({ length: 3000 }, (_, n) => ['a', 'é', '\u20ac', '\u{1f600}', '\ufeff'][n % 5]);
    const file = Buffer.from(`\ufeff${long.join('')}`, 'utf16le');
    const bytes = toUtf8(file);
    const fileOffset = offsetsInUtf16(bytes, file);
    let at = 0;
    for (const character of [...long, '']) {
      const place = fileOffset(at);
      assert.equal(file.subarray(place, place + 2 * (character ?? '').length).toString('utf16le'), character);
      at += utf8(character ?? '').length;
    }
    assert.deepEqual([fileOffset(0), fileOffset(at)], [2, file.length]);
    const cut = file.subarray(0, -1);
    assert.equal(offsetsInUtf16(toUtf8(cut), cut)(toUtf8(cut).length), cut.length - 1);
    assert.equal(offsetsInUtf16(utf8('{"a":1}'), Buffer.from('{"a":1}', 'utf16le'))(1), 2);
  });

  it('is gzip by its first two bytes', () => {
    assert.deepEqual(
      [isGzip(Uint8Array.of(0x1f, 0x8b)), isGzip(Uint8Array.of(0x1f)), isGzip(utf8('{'))],
      [true, false, false],
    );
  });

  it('is measured in words', () => {
    assert.deepEqual([0, 1, 1234].map(bytesInWords), ['0 bytes', '1 byte', '1,234 bytes']);
  });
});
