import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caseForms, foldCase } from '../../../src/record/caseFold';

const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));
/** Whether they are the same without regard to case: by the tables of V8. */
const isSame = (one: string, other: string): boolean =>
  new RegExp(`^\\u{${(one.codePointAt(0) ?? 0).toString(16)}}$`, 'iu').test(other);

describe('texts without their case', function () {
  this.timeout(60_000);

  it('are as long as before, and stay as they are', () => {
    for (const character of characters) {
      const fold = foldCase(character);
      assert.equal(fold.length, character.length, character);
      assert.equal(foldCase(fold), fold, character);
    }
  });

  it('are the same where Unicode says so, character by character', () => {
    const byFold = new Map<string, string[]>();
    for (const character of characters) {
      const fold = foldCase(character);
      const known = byFold.get(fold);
      if (known === undefined) byFold.set(fold, [character]);
      else known.push(character);
    }
    const cased = [...byFold.values()].filter((all) => all.length > 1);
    assert.ok(cased.length > 1000);
    for (const all of cased) {
      for (const one of all) {
        assert.deepEqual([...caseForms(one)].sort(), [...all].sort(), one);
        for (const other of all) assert.ok(isSame(one, other), `${one} ${other}`);
      }
    }
    for (const character of characters) {
      for (const other of [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()]) {
        if (other === character || other.length !== character.length || !isSame(character, other)) continue;
        assert.equal(foldCase(other), foldCase(character), `${character} ${other}`);
      }
    }
  });

  it('are made of those of their parts', () => {
    const part = fc.oneof(fc.constantFrom('Σ', 'ς', 'İ', 'i', 'A', 'ß', 'ſ', ' ', 'ΟΔΟΣ'), fc.string());
    const text = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        assert.equal(foldCase(one + other), foldCase(one) + foldCase(other));
      }),
    );
  });

  it('are those in lower case for ASCII and Latin-1', () => {
    for (const character of characters.slice(0, 256)) assert.equal(foldCase(character), character.toLowerCase());
  });
});
