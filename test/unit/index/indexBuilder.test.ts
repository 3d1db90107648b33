import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutCopies } from '../../../src/index/copies';
import { type DictionaryNews, noNumbers } from '../../../src/index/dictionaryNews';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import type { RowBlock } from '../../../src/index/rowBlock';
import { decodeRows, encodeRows } from '../../../src/index/savedRows';
import { timeOrder } from '../../../src/index/timeOrder';
import { readRecords } from '../../../src/reading/readRecords';
import { column, indexOf, pairsOf } from '../../fixtures/index';
import { json, type Json, record, s3, utf8 } from '../../fixtures/log';

const at = (second: number): string => `2026-03-14T08:27:${String(second).padStart(2, '0')}Z`;

describe('index', () => {
  it('is in order of time, then of place; what has no time comes last', () => {
    const index = indexOf(
      s3(record(5, { eventTime: at(9) }), record(1), record(2, { eventTime: undefined })),
      s3(record(3, { eventTime: 'never' }), record(1, { eventName: 'Same', eventID: 'other' }), record(0)),
    );
    assert.deepEqual(column(index, 'eventName'), ['Event0', 'Event1', 'Same', 'Event5', 'Event2', 'Event3']);
    assert.deepEqual(
      Array.from({ length: 6 }, (_, row) => index.place(row)).map(({ source, index: n }) => [source, n]),
      [
        [1, 2],
        [0, 1],
        [1, 1],
        [0, 0],
        [0, 2],
        [1, 0],
      ],
    );
    assert.deepEqual(index.timeRange(), { first: Date.parse(at(0)), last: Date.parse(at(9)) });
    assert.ok(Number.isNaN(index.time(5)));
  });

  it('has no range of time when no record has one', () => {
    assert.equal(indexOf('').timeRange(), undefined);
    assert.equal(indexOf(s3(record(1, { eventTime: null }))).timeRange(), undefined);
  });

  it('counts an event that was delivered more than once as one row that knows its places', () => {
    const index = indexOf(s3(record(1), record(2)), `[${json(record(3), record(1))}]`, s3(record(1)));
    assert.deepEqual([index.count, index.duplicates], [3, 2]);
    const places = index.otherPlaces.at(0);
    assert.deepEqual(
      [index.place(0), ...places].map(({ source, index: n }) => [source, n]),
      [
        [0, 0],
        [1, 1],
        [2, 0],
      ],
    );
    assert.ok(places.every(({ start, end }) => end - start === JSON.stringify(record(1)).length));
  });

  const apart: readonly (readonly [what: string, first: Json, second: Json, rows: number])[] = [
    ['the same id and other bytes', record(1), record(1, { awsRegion: 'eu-west-1' }), 2],
    ['the same but for the id', record(1), record(1, { eventID: 'id-2' }), 2],
    ['the same bytes without an id', record(1, { eventID: undefined }), record(1, { eventID: undefined }), 2],
    ['the same bytes with an id of null', record(1, { eventID: null }), record(1, { eventID: null }), 2],
    ['the same bytes with an empty id', record(1, { eventID: '' }), record(1, { eventID: '' }), 2],
    ['the same bytes with an id that is no string', record(1, { eventID: 7 }), record(1, { eventID: 7 }), 1],
  ];
  for (const [what, first, second, rows] of apart) {
    it(`makes ${rows} of ${what}`, () => assert.equal(indexOf(s3(first), s3(second)).count, rows));
  }

  const cells: readonly (readonly [
    more: Json,
    name: 'error' | 'readOnly' | 'identity' | 'userAgent',
    text: string | undefined,
  ])[] = [
    [{ errorCode: 'AccessDenied', errorMessage: 'no' }, 'error', 'AccessDenied'],
    [{ errorMessage: 'Failed authentication' }, 'error', 'Failed authentication'],
    [{ errorCode: '', errorMessage: 'Failed' }, 'error', 'Failed'],
    [{ errorCode: null }, 'error', undefined],
    [{ errorCode: 403 }, 'error', '403'],
    [{ readOnly: false }, 'readOnly', 'false'],
    [{ readOnly: 'true' }, 'readOnly', 'true'],
    [{ userIdentity: undefined }, 'identity', undefined],
    [{ userIdentity: 'alice' }, 'identity', 'alice'],
    [{ userIdentity: { type: 'Root' } }, 'identity', '{"type":"Root"}'],
    [{ userAgent: 'a"\\\u00e9\ufeff' }, 'userAgent', 'a"\\\u00e9\ufeff'],
    [{ userAgent: '\ufeffa' }, 'userAgent', '\ufeffa'],
  ];
  for (const [more, name, text] of cells) {
    it(`has ${text ?? 'nothing'} as ${name} of ${JSON.stringify(more)}`, () => {
      assert.equal(indexOf(s3(record(1, more))).text(name, 0), text);
    });
  }

  it('grows with its rows', () => {
    const records = Array.from({ length: 5000 }, (_, n) =>
      record(n, { eventTime: at(59 - (n % 60)), eventID: `id-${n % 4000}-${n % 60}` }),
    );
    const index = indexOf(s3(...records));
    assert.equal(index.count, 5000);
    const times = Array.from({ length: 5000 }, (_, row) => index.time(row));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    assert.equal(new Set(column(index, 'eventName')).size, 5000);
  });

  it('is the same when its rows come in blocks of other builders, and when they were saved', () => {
    const sources = [s3(record(3), record(1), record(1)), s3(record(1), record(2, { userIdentity: 'bob' }))];
    const whole = new IndexBuilder();
    const scan = new IndexBuilder();
    const numbers = noNumbers();
    for (const [source, text] of sources.entries()) {
      const bytes = utf8(text);
      readRecords(bytes, (found) => scan.add(0, 0, found));
      const [block, news] = [scan.drain(), scan.news()];
      const parts = encodeRows({ header: { source }, block, entries: news });
      const saved = decodeRows<{ source: number }>(Buffer.concat(parts));
      assert.equal(saved?.header.source, source);
      assert.equal(decodeRows(Buffer.concat(parts).subarray(0, -1)), undefined);
      whole.learn(saved.entries, numbers);
      whole.append(source, [saved.block.count], saved.block, numbers);
    }
    const [built, expected] = [whole.build(), indexOf(...sources)];
    assert.deepEqual(
      [built.count, built.rows.start, [...built.otherPlaces]],
      [expected.count, expected.rows.start, [...expected.otherPlaces]],
    );
    for (const name of ['eventName', 'identity', 'userAgent'] as const)
      assert.deepEqual(column(built, name), column(expected, name));
    assert.equal(decodeRows(utf8('anything else')), undefined);
  });

  it('stays as it was when rows of it are taken back and others come in their place', () => {
    const many = (name: string): string =>
      s3(...Array.from({ length: 3000 }, (_, n) => record(n, { eventTime: at(0), eventName: name })));
    const scan = new IndexBuilder();
    const whole = new IndexBuilder();
    const numbers = noNumbers();
    const take = (name: string, before: number): void => {
      readRecords(utf8(many(name)), (found) => scan.add(0, 0, found));
      const block = scan.drain();
      whole.learn(scan.news(), numbers);
      whole.append(0, [block.count], block, numbers, 0, before);
    };
    take('First', 0);
    const first = whole.build();
    const starts = [...first.rows.start];
    whole.truncate(0);
    take('Second', 0);
    take('Third', 3000);
    const second = whole.build();
    assert.deepEqual([...new Set(column(first, 'eventName'))], ['First']);
    assert.deepEqual([...first.rows.start], starts);
    assert.deepEqual([...new Set(column(second, 'eventName'))], ['Second', 'Third']);
    assert.deepEqual(
      [first, second].map(({ rows }) => [...rows.index].every((n, row) => n === row)),
      [true, true],
    );
  });

  it('has no value of rows that were taken back where others come that have none', () => {
    const whole = new IndexBuilder();
    const take = (endpoint: string | undefined): void => {
      const scan = new IndexBuilder();
      const numbers = noNumbers();
      const records = Array.from({ length: 3 }, (_, n) =>
        record(n, endpoint === undefined ? {} : { vpcEndpointId: endpoint }),
      );
      readRecords(utf8(s3(...records)), (found) => scan.add(0, 0, found));
      whole.learn(scan.news(), numbers);
      const block = scan.drain();
      whole.append(0, [block.count], block, numbers);
    };
    for (const endpoint of ['vpce-1', 'vpce-2', undefined]) {
      whole.truncate(0);
      take(endpoint);
      assert.deepEqual(column(whole.build(), 'vpcEndpointId'), Array(3).fill(endpoint));
    }
  });

  it('is the same from one scan or from several that take turns, whatever each knew first', () => {
    const event = fc.record({
      eventName: fc.constantFrom('A', 'B', 'C'),
      userIdentity: fc.constantFrom('a', 'b', 'c'),
    });
    const batch = fc.record({ scan: fc.nat(2), events: fc.array(event, { minLength: 1, maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 8 }), (batches) => {
        const whole = new IndexBuilder();
        const scans = [0, 1, 2].map(() => ({ builder: new IndexBuilder(), numbers: noNumbers() }));
        const sources = batches.map(({ events }, n) => s3(...events.map((one, m) => record(10 * n + m, one))));
        for (const [source, { scan }] of batches.entries()) {
          const { builder, numbers } = scans[scan] as (typeof scans)[number];
          readRecords(utf8(sources[source] as string), (found) => builder.add(0, 0, found));
          whole.learn(builder.news(), numbers);
          const block = builder.drain();
          whole.append(source, [block.count], block, numbers);
        }
        const [built, expected] = [whole.build(), indexOf(...sources)];
        for (const name of ['eventName', 'identity', 'awsRegion'] as const)
          assert.deepEqual(column(built, name), column(expected, name));
      }),
    );
  });

  it('takes over the first block as it is, and leaves it as it is when more comes', () => {
    const blockOf = (...events: number[]): { block: RowBlock; news: DictionaryNews } => {
      const scan = new IndexBuilder();
      readRecords(utf8(s3(...events.map((n) => record(n)))), (found) => scan.add(0, 0, found));
      return { block: scan.drain(), news: scan.news() };
    };
    const whole = new IndexBuilder();
    const [first, second] = [blockOf(3, 4), blockOf(1, 2, 5)];
    const before = structuredClone(first.block);
    for (const [source, { block, news }] of [first, second].entries()) {
      const numbers = noNumbers();
      whole.learn(news, numbers);
      whole.append(source, [block.count], block, numbers);
      if (source === 0) assert.equal(whole.build().rows.start.buffer, block.start.buffer);
    }
    assert.deepEqual(column(whole.build(), 'eventName'), ['Event1', 'Event2', 'Event3', 'Event4', 'Event5']);
    assert.deepEqual(first.block, before);
  });

  it('orders times as a stable sort would', () => {
    const time = fc.oneof(fc.constantFrom(NaN, 0, -1000, 1.7e12, 1.7e12 + 1, 1.7e12 + 1000), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(time, { maxLength: 40 }), (times) => {
        const rank = (row: number): number => (Number.isNaN(times[row]) ? Infinity : (times[row] as number));
        const expected = times.map((_, row) => row).sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
        assert.deepEqual([...timeOrder(Float64Array.from(times), times.length)], expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('tells copies as a map would, in the order of time', () => {
    const time = fc.constantFrom(NaN, 1000, 2000, 3000);
    const row = fc.record({ time, id: fc.nat(2), content: fc.nat(2) });
    type Row = { time: number; id: number; content: number };
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const numbers = (of: (one: Row) => number): Uint32Array => Uint32Array.from(rows, of);
        const times = Float64Array.from(rows, (one) => one.time);
        const order = timeOrder(times, rows.length);
        const { kept, copies } = withoutCopies(order, {
          time: times,
          eventId: numbers(({ id }) => id),
          content: numbers(({ content }) => content),
        });
        const first = new Map<string, number>();
        const expected: number[] = [];
        const twice: [number, number][] = [];
        for (const n of order) {
          const { time: at, id, content } = rows[n] as Row;
          const key = id === 0 ? `row ${n}` : `${at} ${id} ${content}`;
          const known = first.get(key);
          if (known === undefined) first.set(key, expected.push(n) - 1);
          else twice.push([known, n]);
        }
        assert.deepEqual([[...kept], pairsOf(copies)], [expected, twice]);
      }),
    );
  });
});
