import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstRecords, WORTH_PARTS } from '../../../../src/case/readable/firstRecords';
import { readableText } from '../../../../src/case/readable/readableText';
import { readRecords } from '../../../../src/reading/readRecords';
import { type Json, record, s3, text, utf8 } from '../../../fixtures/log';

/** Records with more text than is laid out at first. */
const many = (more: Json = {}): Json[] => Array.from({ length: 5000 }, (_, n) => record(n, more));
const lines = (records: readonly Json[]): string => records.map((one) => JSON.stringify(one)).join('\n');
const countIn = (bytes: Uint8Array): number => readRecords(bytes, () => undefined).records;

describe('the first records of a large log', () => {
  const table: readonly (readonly [what: string, log: string])[] = [
    ['a log of a bucket', s3(...many())],
    ['one that is laid out already', JSON.stringify({ Records: many() }, null, 2)],
    ['an array', JSON.stringify(many())],
    ['JSON lines', lines(many())],
    ['one with a byte order mark', `\ufeff${s3(...many())}`],
    ['one with braces and quotes in its strings', s3(...many({ userAgent: '}{"],[\\" \u2028 \ud83d\ude00' }))],
    ['one with something broken between records', s3(...many()).replaceAll('"Event3"', '"Event3"} , ]{{')],
  ];
  for (const [what, log] of table) {
    it(`of ${what} are where its layout begins, and whole`, () => {
      const bytes = utf8(log);
      assert.ok(bytes.length > WORTH_PARTS);
      const first = text(firstRecords(bytes.subarray(0, WORTH_PARTS)) ?? utf8(''));
      const whole = text(readableText(bytes));
      assert.ok(first.endsWith('}') && first.length < whole.length / 2);
      assert.ok(whole.startsWith(first));
      const count = countIn(utf8(first));
      assert.ok(first.split('\n').length >= 300, 'more than any screen holds');
      assert.equal(countIn(utf8(`${first}\n`)), count);
    });
  }

  const none: readonly (readonly [what: string, log: string])[] = [
    ['records in strings', JSON.stringify({ a: many().map((one) => JSON.stringify(one)) })],
    [
      'rows',
      `eventID,CloudTrailEvent\n${many()
        .map((_, n) => `${n},"{}"`)
        .join('\n')}`,
    ],
    ['JSON without a record', JSON.stringify({ a: 'x'.repeat(WORTH_PARTS) })],
    ['one record longer than what is laid out at first', s3(record(1, { requestParameters: 'x'.repeat(1 << 19) }))],
    ['other text', 'x\n'.repeat(WORTH_PARTS)],
    ['nothing', ''],
  ];
  for (const [what, log] of none) {
    it(`are none in ${what}`, () => assert.equal(firstRecords(utf8(log).subarray(0, WORTH_PARTS)), undefined));
  }

  it('are where the layout begins, whatever the records hold', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 }), (members) => {
        const bytes = utf8(
          s3(...Array.from({ length: 300 }, (_, n) => record(n, { requestParameters: members[n % members.length] }))),
        );
        const first = firstRecords(bytes);
        if (first !== undefined) assert.ok(text(readableText(bytes)).startsWith(text(first)));
      }),
      { numRuns: 30 },
    );
  });
});
