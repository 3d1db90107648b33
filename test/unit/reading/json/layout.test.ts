import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readableLayout } from '../../../../src/reading/json/layout';
import { jsonText, nearlyJsonText } from '../../../fixtures/jsonTexts';
import { read, record, s3, text, utf8 } from '../../../fixtures/log';
import { sampleLogs } from '../../../fixtures/samples';

const layout = (source: string | Uint8Array): string =>
  text(readableLayout(typeof source === 'string' ? utf8(source) : source));
const withoutSpace = (source: string): string => source.replace(/[ \t\r\n]/g, '');

describe('readable layout', () => {
  const laidOut: readonly (readonly [source: string, lines: string])[] = [
    ['', ''],
    [' \n', ''],
    ['{}', '{}\n'],
    ['\ufeff[ ]', '[]\n'],
    [
      '{"a":1,"b":[true,null],"c":{"d":{}}}',
      '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ],\n  "c": {\n    "d": {}\n  }\n}\n',
    ],
    ['{"a":"x , y : {z}  \\" \\\\"}', '{\n  "a": "x , y : {z}  \\" \\\\"\n}\n'],
    ['{"a":1}{"b":2}', '{\n  "a": 1\n}\n{\n  "b": 2\n}\n'],
    ['{"a":1}\n{"b":2}\n', '{\n  "a": 1\n}\n{\n  "b": 2\n}\n'],
    ['[1, 2 ,3,]', '[\n  1,\n  2,\n  3,\n]\n'],
    ['\ufeff\n# a, b:  {"c"\r\n/* [d]\n*/ {"e":1}', '# a, b:  {"c"\r\n/* [d]\n*/\n{\n  "e": 1\n}\n'],
    ['not json\nat  all\n', 'not json\nat all\n'],
    ['{"a":"cut off\n"b":1}', '{\n  "a": "cut off\n  "b": 1\n}\n'],
    ['{"a":"lost,"b":"c  d"}', '{\n  "a": "\n  lost,\n  "b": "c  d"\n}\n'],
    ['{"a":"{\\"b\\":1}"x,"c":"d"}', '{\n  "a": "{\\"b\\":1}"x,\n  "c": "d"\n}\n'],
    ['{"a":"H4sIAA=="x,"c":"d"}', '{\n  "a": "H4sIAA=="x,\n  "c": "d"\n}\n'],
    ['[]""{"a":1}', '[]\n""{\n  "a": 1\n}\n'],
    ['{"a":1}","{"b":[2]}', '{\n  "a": 1\n}\n","{\n  "b": [\n    2\n  ]\n}\n'],
    ['{"a":[{"b":', '{\n  "a": [\n    {\n      "b": \n'],
    ['}]', '}\n]\n'],
  ];
  for (const [source, lines] of laidOut) {
    it(`of ${JSON.stringify(source)}`, () => assert.equal(layout(source), lines));
  }

  it('says the same as its source', () => {
    fc.assert(
      fc.property(jsonText, (source) => {
        assert.deepEqual(JSON.parse(layout(source)), JSON.parse(source));
        assert.equal(layout(layout(source)), layout(source));
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps every character of broken JSON in its order, and is its own layout', () => {
    const junk = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n', '\r', '\0', 'a', '1'),
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.oneof(nearlyJsonText, junk), (source) => {
        assert.equal(withoutSpace(layout(source)), withoutSpace(text(utf8(source))));
        assert.equal(layout(layout(source)), layout(source));
      }),
      { numRuns: 6000 },
    );
  });

  it('of the samples is JSON of a member a line', () => {
    for (const bytes of sampleLogs().values()) {
      assert.deepEqual(JSON.parse(layout(bytes)), JSON.parse(text(bytes)));
      assert.equal(layout(bytes), `${JSON.stringify(JSON.parse(text(bytes)), null, 2)}\n`);
    }
  });

  it('holds the records that its source holds, and tells of as many problems, when any byte is lost or changed', () => {
    const source = utf8(s3(record(0), record(1, { userAgent: 'a, b: {c}  [d]' }), record(2)));
    for (let at = 0; at < source.length; at++) {
      for (const bytes of [
        changed(source, at, 0x22),
        changed(source, at, 0x5c),
        changed(source, at, 0x7d),
        changed(source, at),
      ]) {
        const [raw, readable] = [read(bytes), read(readableLayout(bytes))];
        assert.deepEqual(
          readable.found.map(({ fields }) => fields),
          raw.found.map(({ fields }) => fields),
          `byte ${at}`,
        );
        assert.equal(readable.problems.length, raw.problems.length, `byte ${at}`);
      }
    }
  });
});

function changed(bytes: Uint8Array, at: number, by?: number): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...(by === undefined ? [] : [by]), ...bytes.subarray(at + 1)]);
}
