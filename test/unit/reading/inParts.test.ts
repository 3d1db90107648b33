import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordReading, readRecords, type ReadResult } from '../../../src/reading/readRecords';
import { WRAPPINGS } from '../../fixtures/containers';
import { json, record, s3, utf8 } from '../../fixtures/log';

interface Read extends ReadResult {
  readonly places: readonly number[];
}

function atOnce(bytes: Uint8Array): Read {
  const places: number[] = [];
  return { ...readRecords(bytes, ({ start, end }) => places.push(start, end)), places };
}

/** Reads with a pause wherever `isDue` says so; the numbers of records at the pauses come along. */
function inParts(bytes: Uint8Array, isDue: () => boolean): Read & { pauses: number[] } {
  const places: number[] = [];
  const pauses: number[] = [];
  const reading = new RecordReading(bytes, ({ start, end }) => places.push(start, end));
  while (!reading.next(isDue)) {
    const { records } = reading.result;
    assert.equal(records, places.length / 2);
    pauses.push(records);
  }
  return { ...reading.result, places, pauses };
}

const records = Array.from({ length: 200 }, (_, n) => record(n));

describe('reading with care in parts', () => {
  for (const { what, wrap } of WRAPPINGS) {
    it(`finds the same as at once, with pauses among the records: ${what}`, () => {
      const bytes = utf8(wrap(records));
      const { pauses, ...read } = inParts(bytes, () => true);
      assert.deepEqual(read, atOnce(bytes));
      assert.ok(new Set(pauses).size > 5, pauses.join());
    });
  }

  const odd: readonly (readonly [what: string, source: string])[] = [
    ['text in strings in strings', json({ a: json({ b: json({ Records: records }) }) })],
    ['lists deep in other JSON', json({ a: [{ b: { c: records } }] })],
    ['what follows a break', `${s3(...records).slice(0, -2)}, oops, ${json(...records)}`],
  ];
  for (const [what, source] of odd) {
    it(`pauses in ${what}`, () => {
      const bytes = utf8(source);
      const { pauses, ...read } = inParts(bytes, () => true);
      assert.deepEqual(read, atOnce(bytes));
      assert.ok(read.records >= 200 && new Set(pauses).size > 5, pauses.join());
    });
  }

  it('pauses in an object of many members', () => {
    const members = Array.from({ length: 300_000 }, (_, n) => `"${n}":0`).join();
    const bytes = utf8(
      `${s3(record(0))}{"a":{${members}}}${json({ EventId: 'x', EventName: 'y', EventSource: 'z.amazonaws.com' })}`,
    );
    const { pauses, ...read } = inParts(bytes, () => true);
    assert.deepEqual(read, atOnce(bytes));
    assert.equal(read.records, 2);
    assert.ok(pauses.length > 1000, String(pauses.length));
  });

  it('finds the same wherever it pauses, also in what is broken', () => {
    const sources = WRAPPINGS.map(({ wrap }) => wrap(records.slice(0, 40)));
    const damage = fc.tuple(fc.nat(20_000), fc.constantFrom('', '"', '{', ']', '\\', '\n', 'x'));
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(damage, { maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        (source, damages, dues) => {
          const broken = damages.reduce((text, [at, put]) => {
            const place = at % text.length;
            return text.slice(0, place) + put + text.slice(place + 1);
          }, source);
          const bytes = utf8(broken);
          let asked = 0;
          const { pauses, ...read } = inParts(bytes, () => dues[asked++ % dues.length] as boolean);
          assert.ok(pauses.length <= asked);
          assert.deepEqual(read, atOnce(bytes));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells what the source is while it is read, as it does at its end', () => {
    const named = WRAPPINGS.filter(({ container }) => container !== 'json');
    for (const { what, wrap } of named) {
      const reading = new RecordReading(utf8(wrap(records)), () => undefined);
      const seen = new Set<string>();
      while (!reading.next(() => true)) if (reading.result.records > 1) seen.add(reading.container);
      assert.deepEqual([...seen], [reading.container], what);
    }
  });
});
