import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headOf } from '../../../../src/reading/head';
import { readRecords } from '../../../../src/reading/readRecords';
import { RecordSource } from '../../../../src/reading/recordSource';
import { decodeValue } from '../../../../src/reading/recordScanner';
import { SLOT } from '../../../../src/reading/fields';
import { toUtf8 } from '../../../../src/reading/bytes/text';
import { WRAPPINGS } from '../../../fixtures/containers';
import { type Json, read, record, text, utf8 } from '../../../fixtures/log';

const word = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '"',
    '""',
    '\\"',
    '\n',
    '\r\n',
    ',',
    '{',
    '}',
    'a, b=c',
    '\\u0041',
    '\u{1f600}é',
    '{"eventName":"x"}',
  ),
);
/** No backslash: JSON.parse of V8 13.6 (node 24) may give a name the text of another that looks like its escapes. */
const key = word.filter((name) => !name.includes('\\'));
const anyRecord: fc.Arbitrary<Json> = fc
  .record({
    name: word.map((end) => `Run${end}`),
    address: word.map((end) => `192.0.2.1${end}`),
    parameters: fc.dictionary(key, fc.oneof(word, fc.integer(), fc.boolean(), fc.array(word, { maxLength: 2 })), {
      maxKeys: 4,
    }),
    id: fc.uuid(),
  })
  .map(({ name, address, parameters, id }) =>
    record(1, { eventName: name, sourceIPAddress: address, requestParameters: { ...parameters }, eventID: id }),
  );

/** Bytes of a text in another encoding, with its mark. */
const ENCODINGS: readonly (readonly [name: string, encode: (text: string) => Uint8Array])[] = [
  ['UTF-8', utf8],
  ['UTF-8 with a mark', (source) => utf8(`\ufeff${source}`)],
  ['UTF-16 LE', (source) => Uint8Array.from(Buffer.from(`\ufeff${source}`, 'utf16le'))],
  ['UTF-16 BE', (source) => Uint8Array.from(Buffer.from(`\ufeff${source}`, 'utf16le').swap16())],
];

describe('records come out of a container as they went in', () => {
  for (const { what, container, wrap, keeps } of WRAPPINGS) {
    it(what, () => {
      fc.assert(
        fc.property(fc.array(anyRecord, { minLength: 2, maxLength: 4 }), (records) => {
          const result = read(wrap(records));
          assert.equal(result.container, container);
          const problems = result.problems.filter(({ severity }) => severity !== 'info');
          // cells of several lines; that some hold quotes needs no text with one: elements are JSON
          const mayLookLikeRows = JSON.stringify(records).includes('\\n');
          assert.deepEqual(
            problems.filter(({ message }) => !(mayLookLikeRows && message.includes('stand lines that look like rows'))),
            [],
          );
          const values = result.found.map(({ value }) => (keeps === undefined ? value : some(value, keeps)));
          assert.deepEqual(values, keeps === undefined ? records : records.map((one) => some(one, keeps)));
        }),
        { numRuns: 150 },
      );
    });
  }

  for (const [encoding, encode] of ENCODINGS) {
    it(`in ${encoding}`, () => {
      const records = [record(1, { userAgent: 'é\u{1f600}' }), record(2)];
      for (const { what, container, wrap } of WRAPPINGS) {
        const result = read(toUtf8(encode(wrap(records))));
        assert.deepEqual([result.container, result.names], [container, ['Event1', 'Event2']], what);
      }
    });
  }

  it('says of every container that does not keep whole records what is missing, and of no other', () => {
    for (const { what, wrap, keeps, noted } of WRAPPINGS) {
      const notes = read(wrap([record(1), record(2)])).problems;
      assert.equal(notes.length, keeps === undefined && noted !== true ? 0 : 1, what);
      assert.ok(notes.every(({ severity }) => severity === 'info'));
    }
  });
});

describe('records are found again by their spans', () => {
  for (const { what, wrap, packed } of WRAPPINGS) {
    it(what, () => {
      fc.assert(
        fc.property(fc.array(anyRecord, { minLength: 2, maxLength: 4 }), (records) => {
          const bytes = utf8(wrap(records));
          const source = new RecordSource(bytes);
          let last = 0;
          readRecords(bytes, ({ start, end, text: whole }) => {
            assert.ok(start >= last && end > start && end <= bytes.length);
            last = end;
            const again = source.record(start, end);
            const part =
              packed === true
                ? again
                : new RecordSource(bytes.slice(start, end), headOf(bytes), start).record(start, end);
            const expected = text(whole.bytes.subarray(whole.start, whole.end));
            assert.equal(text(again.bytes.subarray(again.start, again.end)), expected);
            assert.equal(text(part.bytes.subarray(part.start, part.end)), expected);
          });
        }),
        { numRuns: 60 },
      );
    });
  }

  for (const { what, wrap } of WRAPPINGS.filter(({ packed }) => packed !== true)) {
    it(`and the name of the event where it stands: ${what}`, () => {
      const bytes = utf8(wrap([record(1, { userAgent: 'é"\n' }), record(2), record(3)]));
      const names: string[] = [];
      readRecords(bytes, ({ text: { bytes: whole, layer }, spans }) => {
        const [from, to] = [spans[2 * SLOT.eventName] as number, spans[2 * SLOT.eventName + 1] as number];
        assert.match(String(decodeValue(whole, from, to)), /^Event\d$/);
        names.push(text(bytes.subarray(layer.sourceStart(from), layer.sourceEnd(to))).replace(/[\\"]/g, ''));
      });
      assert.deepEqual(names, ['Event1', 'Event2', 'Event3']);
    });
  }
});

function some(value: Json, fields: readonly string[]): Json {
  return Object.fromEntries(fields.map((field) => [field, value[field]]));
}
