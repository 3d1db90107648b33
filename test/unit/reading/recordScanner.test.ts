import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CAPTURED, LISTS_SLOT, SLOT } from '../../../src/reading/fields';
import { STOPPED } from '../../../src/reading/json/jsonScanner';
import { decodeString, decodeValue, RecordScanner } from '../../../src/reading/recordScanner';
import { objectText, parsedWithLiberties } from '../../fixtures/jsonTexts';
import { type Json, record, text, utf8 } from '../../fixtures/log';
import { sampleLogs } from '../../fixtures/samples';

/** Scanning the object at 0 tells the same fields, with the same values, as JSON.parse; or both refuse. */
function agrees(bytes: Uint8Array): void {
  const scanner = new RecordScanner(bytes);
  const end = bytes[0] === 0x7b ? scanner.record(0) : STOPPED;
  const whole = end !== STOPPED && scanner.space(end) === bytes.length;
  const expected = parsedWithLiberties(text(bytes))?.value as Json | null | undefined;
  const isObject = bytes[0] === 0x7b && expected !== undefined;
  assert.equal(whole, isObject, text(bytes));
  if (!isObject) return;
  for (const field of CAPTURED) {
    const [start, after] = [scanner.spans[2 * SLOT[field]] as number, scanner.spans[2 * SLOT[field] + 1] as number];
    assert.equal(start >= 0, Object.hasOwn(expected as Json, field), field);
    if (start < 0) continue;
    assert.deepEqual(decodeValue(bytes, start, after), (expected as Json)[field]);
    assert.ok(start > 0 && start < after && after < end);
    assert.equal(text(bytes.subarray(start, after)).trim().length, text(bytes.subarray(start, after)).length);
  }
}

const SMALL = JSON.stringify(
  record(1, { userAgent: 'a\u00e9\ud83d\ude00\n', readOnly: false, eventType: null, errorCode: '' }),
);

describe('record scanner', () => {
  it('finds the fields that JSON.parse finds in any object', () => {
    fc.assert(
      fc.property(objectText, (json) => agrees(utf8(json))),
      { numRuns: 2000 },
    );
  });

  it('finds them in every record of the samples', () => {
    let records = 0;
    for (const [name, bytes] of sampleLogs()) {
      for (const value of (JSON.parse(text(bytes)) as { Records: Json[] }).Records) {
        agrees(utf8(JSON.stringify(value)));
        agrees(utf8(JSON.stringify(value, null, '\t')));
        records++;
      }
      assert.ok(records > 0, name);
    }
    assert.ok(records > 50);
  });

  it('says of every prefix of a record that it ends too soon', () => {
    const bytes = utf8(SMALL);
    for (let end = 1; end < bytes.length; end++) {
      agrees(bytes.subarray(0, end));
      const scanner = new RecordScanner(bytes.subarray(0, end));
      assert.equal(scanner.record(0), STOPPED);
      assert.deepEqual([scanner.fault, scanner.faultAt], ['end', end]);
    }
  });

  it('agrees with JSON.parse when any byte is flipped', () => {
    const whole = utf8(SMALL);
    for (let at = 0; at < whole.length; at++) {
      for (const flip of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] as number) ^ flip;
        agrees(bytes);
      }
    }
  });

  it('takes the last of duplicate keys and knows keys that are written with escapes', () => {
    agrees(utf8('{"eventName":"a","eventName":{"b":1},"event\\u004eame":"c","\\u0065ventID":1}'));
  });

  const lists: Readonly<Record<string, boolean>> = {
    '{"eventName":"a[1]"}': false,
    '{"requestParameters":{"a":{"b":[]}}}': true,
    '{"requestParameters":["a"],"requestParameters":{"a":1}}': true,
    '{"something":{"a":[1]},"eventName":"a"}': true,
    '{"userIdentity":{"a":["b"]},"resources":[{"a":"b"}]}': false,
    '{"userIdentity":["b"],"x.y":[1]}': true,
  };
  for (const [json, has] of Object.entries(lists)) {
    it(`${has ? 'finds' : 'finds no'} lists in ${json}`, () => {
      const scanner = new RecordScanner(utf8(json));
      scanner.record(0);
      assert.equal((scanner.spans[2 * LISTS_SLOT] as number) >= 0, has);
      // what came before is forgotten
      scanner.record(0);
      assert.equal((scanner.spans[2 * LISTS_SLOT] as number) >= 0, has);
    });
  }

  const strings: readonly (readonly [json: string, value: string | undefined])[] = [
    ['""', ''],
    ['"\ufeffa"', '\ufeffa'],
    ['"\\ufeffa"', '\ufeffa'],
    ['"a\tb"', 'a\tb'],
    ['"\\ud83d\\ude00"', '\u{1f600}'],
    ['12', undefined],
    ['{"a":"b"}', undefined],
  ];
  for (const [json, value] of strings) {
    it(`reads ${JSON.stringify(json)} as a string`, () => {
      const bytes = utf8(json);
      assert.equal(decodeString(bytes, 0, bytes.length), value);
    });
  }

  const judged: readonly (readonly [what: string, object: unknown, isRecord: boolean])[] = [
    ['a record', record(1), true],
    ['one without identity', record(1, { userIdentity: undefined }), true],
    ['one with nothing but an identity and a time', { userIdentity: {}, eventTime: '', eventVersion: '1.0' }, true],
    ['an aggregated event', { eventVersion: '1.0', eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, true],
    ['a notification of S3', { ...record(1), eventSource: 'aws:s3' }, false],
    ['two fields of a record', { eventName: 'a', eventSource: 'b' }, false],
    ['three that no name or identity is among', { awsRegion: 'a', eventTime: 'b', requestID: 'c' }, false],
    ['one field three times', { eventName: 'a' }, false],
  ];
  for (const [what, object, isRecord] of judged) {
    it(`${isRecord ? 'takes' : 'does not take'} ${what} for a record`, () => {
      const scanner = new RecordScanner(utf8(JSON.stringify(object)));
      assert.notEqual(scanner.record(0), STOPPED);
      assert.equal(scanner.isRecord(), isRecord);
    });
  }
});
