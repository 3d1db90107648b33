import assert from 'node:assert/strict';
import { asEscapes, oddIn, replaceOdd, replaceUnseen } from '../../../src/record/unseen';

/** A name that looks like another, for what stands in it and nobody sees. */
const UNSEEN: readonly [what: string, character: string][] = [
  ['a control', '\u0007'],
  ['the end of a line', '\n'],
  ['a control of the second set', '\u0085'],
  ['a soft hyphen', '\u00ad'],
  ['a joiner of letters', '\u034f'],
  ['a mark of direction', '\u061c'],
  ['a filler of Hangul', '\u115f'],
  ['a filler of Hangul that counts as a letter', '\u3164'],
  ['a narrow filler of Hangul', '\uffa0'],
  ['a vowel of Khmer that is not shown', '\u17b4'],
  ['a separator of Mongolian vowels', '\u180e'],
  ['a space without a width', '\u200b'],
  ['a turn of direction', '\u202e'],
  ['a separator of lines', '\u2028'],
  ['an isolate', '\u2066'],
  ['a multiplication that is not shown', '\u2062'],
  ['Braille without a dot', '\u2800'],
  ['a variation selector', '\ufe0f'],
  ['a byte order mark', '\ufeff'],
  ['a mark of annotations', '\ufff9'],
  ['half of a pair', '\ud83d'],
  ['a tag', '\u{e0041}'],
  ['a variation selector of the second set', '\u{e0100}'],
];

const SPACES = ['\u00a0', '\u2003', '\u202f', '\u205f', '\u3000'];

/** Everything of these is seen. */
const SEEN = [
  'alice',
  'a b-c_d@e.f',
  'Zoë',
  'José',
  'Łukasz',
  'שלום',
  'مرحبا',
  '太郎',
  '한글',
  '☁',
  '😀',
  '\ufffd',
  '',
];

describe('What nobody sees in a text', () => {
  for (const [what, character] of UNSEEN)
    it(`is replaced where it is ${what}`, () => {
      assert.equal(replaceUnseen(`al${character}ice`), 'al\ufffdice');
      assert.equal(
        replaceUnseen(`${character}alice${character}`, () => '!'),
        '!alice!',
      );
      assert.equal(oddIn(`al${character}ice`), character);
    });

  it('is not what is seen, however letters are written', () => {
    for (const text of SEEN) {
      assert.equal(replaceUnseen(text), text);
      assert.equal(oddIn(text), undefined);
    }
  });

  it('is odd where a space is not the one of the keyboard', () => {
    for (const space of SPACES) {
      assert.equal(replaceUnseen(`a${space}b`), `a${space}b`);
      assert.equal(oddIn(`a b${space}c`), space);
      assert.equal(
        replaceOdd(`a b${space}c`, () => '_'),
        'a b_c',
      );
    }
  });

  it('is written as escapes that JSON reads back', () => {
    for (const text of [...UNSEEN.map(([, character]) => character), ...SPACES, 'a'])
      assert.equal(JSON.parse(`"${asEscapes(text)}"`), text);
  });
});
