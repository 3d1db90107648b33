import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeAt } from '../../../src/index/eventTime';
import { timeOf } from '../../../src/record/time';
import { utf8 } from '../../fixtures/log';

const at = (json: string): number => timeAt(utf8(`  ${json} `), 2, 2 + utf8(json).length);

describe('time of an event', () => {
  it('is what Date.parse says of the times that CloudTrail writes', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    const sameDay = fc
      .tuple(date, fc.nat(86_399))
      .map(([day, second]) => new Date(Math.floor(day.getTime() / 864e5) * 864e5 + second * 1000));
    fc.assert(
      fc.property(fc.array(fc.oneof(date, sameDay), { maxLength: 5 }), (dates) => {
        for (const one of dates) {
          const text = one.toISOString().replace(/\.\d+Z/, 'Z');
          assert.equal(at(`"${text}"`), Date.parse(text));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same by the short way and by the long', () => {
    const two = (max: number): fc.Arbitrary<string> => fc.nat(max).map((n) => String(n).padStart(2, '0'));
    const odd = fc.constantFrom('T', '-', ':', 'Z', '"', ' ', 'x', '\u0000', '/');
    const near = fc
      .tuple(
        fc.constantFrom('2026', '2024', '1900', '0000', '9999'),
        two(13),
        two(32),
        two(25),
        two(61),
        two(61),
        fc.nat(21),
        fc.option(odd),
      )
      .map(([year, month, day, hour, minute, second, place, by]) => {
        const text = `"${year}-${month}-${day}T${hour}:${minute}:${second}Z"`;
        return by === null ? text : text.slice(0, place) + by + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.array(near, { maxLength: 4 }), (texts) => {
        for (const text of texts)
          assert.equal(at(text), text.startsWith('"') && text.endsWith('"') ? timeOf(text.slice(1, -1)) : NaN, text);
      }),
      { numRuns: 3000 },
    );
  });

  it('of a day that was asked for before is no other than of a new one', () => {
    for (const clock of ['08:27:45', '24:30:00', '23:60:00', '23:59:60', '08:27:45']) {
      const text = `2026-03-14T${clock}Z`;
      assert.equal(at(`"${text}"`), Date.parse(text), text);
    }
  });

  const values: readonly (readonly [json: string, iso: string | undefined])[] = [
    ['"2026-03-14T08:27:45Z"', '2026-03-14T08:27:45.000Z'],
    ['"2026-03-14T08:27:45\\u005a"', '2026-03-14T08:27:45.000Z'],
    ['"2026-03-14T08:27:45.123Z"', '2026-03-14T08:27:45.123Z'],
    ['1773476865', '2026-03-14T08:27:45.000Z'],
    ['1773476865.5', '2026-03-14T08:27:45.500Z'],
    ['1773476865123', '2026-03-14T08:27:45.123Z'],
    ['"2026-02-30T08:27:45Z"', undefined],
    ['"2026-02-28T24:00:00Z"', '2026-03-01T00:00:00.000Z'],
    ['"yesterday at half 8:"', undefined],
    ['null', undefined],
    ['{"a":"2026-03-14T0:0Z"}', undefined],
    ['1e999', undefined],
  ];
  for (const [json, iso] of values) {
    it(`of ${json} is ${iso ?? 'none'}`, () => assert.equal(at(json), iso === undefined ? NaN : Date.parse(iso)));
  }
});
