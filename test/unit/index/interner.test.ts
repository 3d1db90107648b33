import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Interner } from '../../../src/index/interner';
import { utf8 } from '../../fixtures/log';

describe('interner', () => {
  it('numbers slices as a map from their text would', () => {
    const slice = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('', '\0', '\ufeffa'),
    );
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 300 }), (slices) => {
        const interner = new Interner();
        const expected = new Map<string, number>();
        for (const text of slices) {
          if (!expected.has(text)) expected.set(text, expected.size + 1);
          const padded = utf8(`x${text}y`);
          assert.equal(interner.intern(padded, 1, padded.length - 1), expected.get(text));
        }
        assert.equal(interner.size, expected.size + 1);
        for (const [text, id] of expected) {
          assert.equal(interner.text(id), text);
          assert.deepEqual(interner.slice(id), utf8(text));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps twenty thousand apart, and what it gave out stays', () => {
    const interner = new Interner();
    const texts = Array.from({ length: 20_000 }, (_, n) => `i-${n.toString(16).padStart(17, '0')}`);
    for (const round of [0, 1]) {
      for (const [n, text] of texts.entries()) {
        const bytes = utf8(text);
        assert.equal(interner.intern(bytes, 0, bytes.length), n + 1, `round ${round}`);
      }
    }
    assert.equal(interner.text(4321), texts[4320]);
  });

  it('takes slices that are new all at once, and knows them when they are looked for', () => {
    const step = fc.oneof(fc.string({ maxLength: 2 }), fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const interner = new Interner();
        const expected = new Map<string, number>();
        for (const one of steps) {
          const added = (typeof one === 'string' ? [one] : one).filter((text) => !expected.has(text));
          for (const text of added) expected.set(text, expected.size + 1);
          if (typeof one === 'string') assert.equal(interner.intern(utf8(one), 0, utf8(one).length), expected.get(one));
          else {
            const slices = added.map(utf8);
            interner.append({
              bytes: Buffer.concat(slices),
              lengths: Uint32Array.from(slices, ({ length }) => length),
            });
          }
        }
        assert.equal(interner.size, expected.size + 1);
        for (const [text, id] of expected) assert.deepEqual(interner.slice(id), utf8(text));
        for (const [text, id] of expected) assert.equal(interner.intern(utf8(text), 0, utf8(text).length), id);
      }),
      { numRuns: 300 },
    );
  });

  it('tells of its entries from any number on', () => {
    const interner = new Interner();
    for (const text of ['alice', '', 'bob', 'carol']) interner.intern(utf8(text), 0, text.length);
    const { bytes, lengths } = interner.entriesFrom(2);
    assert.deepEqual([Buffer.from(bytes).toString(), [...lengths]], ['bobcarol', [0, 3, 5]]);
    assert.deepEqual(interner.entriesFrom(5), { bytes: new Uint8Array(), lengths: new Uint32Array() });
  });

  it('does not look at the bytes it was given again', () => {
    const interner = new Interner();
    const bytes = utf8('alice');
    const id = interner.intern(bytes, 0, 5);
    bytes.fill(0);
    assert.equal(interner.text(id), 'alice');
    assert.equal(interner.text(0), '');
  });
});
