import assert from 'node:assert/strict';
import fc from 'fast-check';
import { COLUMNS } from '../../../src/index/columns';
import { withoutCopies } from '../../../src/index/copies';
import { OtherPlaces } from '../../../src/index/otherPlaces';
import { noNumbers } from '../../../src/index/dictionaryNews';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { decodeRows, encodeRows } from '../../../src/index/savedRows';
import { timeOrder } from '../../../src/index/timeOrder';
import { readRecords } from '../../../src/reading/readRecords';
import { pairsOf } from '../../fixtures/index';
import { utf8 } from '../../fixtures/log';

function builderOf(records: readonly object[]): IndexBuilder {
  const bytes = new TextEncoder().encode(JSON.stringify({ Records: records }));
  const builder = new IndexBuilder();
  readRecords(bytes, (found) => builder.add(0, builder.size, found));
  return builder;
}

const RECORDS = Array.from({ length: 7 }, (_, n) => ({
  eventVersion: '1.11',
  eventTime: `2026-03-14T08:0${n}:00Z`,
  eventSource: 'ec2.amazonaws.com',
  eventName: n % 2 === 0 ? 'RunInstances' : 'DescribeInstances',
  eventID: `id ${n}`,
  userIdentity: { type: 'IAMUser', userName: `user ${n % 3}` },
}));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('kept rows', () => {
  const builder = builderOf(RECORDS);
  const saved = joined(encodeRows({ header: { of: 'a case' }, block: builder.rowsSoFar(), entries: builder.news() }));

  it('come back as they were', () => {
    const back = decodeRows<{ of: string }>(saved);
    assert.ok(back);
    assert.deepEqual(back.header, { of: 'a case' });
    assert.deepEqual(back.block, builder.rowsSoFar());
  });

  it('make the same index in another builder, a part at a time', () => {
    const back = decodeRows(saved);
    assert.ok(back);
    const other = new IndexBuilder();
    const numbers = noNumbers();
    other.learn(back.entries, numbers);
    other.append(0, [3], back.block, numbers);
    other.append(1, [4], back.block, numbers, 3);
    const [mine, theirs] = [builder.build(), other.build()];
    for (const column of COLUMNS) {
      const texts = (index: typeof mine) => Array.from({ length: index.count }, (_, row) => index.text(column, row));
      assert.deepEqual(texts(theirs), texts(mine), column);
    }
    assert.deepEqual([theirs.place(3).source, theirs.place(3).index], [1, 0]);
  });

  it('have as many bytes a number as there are values, which an index that was made before does not see', () => {
    const named = (from: number, to: number): object[] =>
      Array.from({ length: to - from }, (_, n) => ({ ...RECORDS[0], eventID: from + n, eventName: `E${from + n}` }));
    const one = builderOf(named(0, 200));
    const add = (from: number, to: number): void =>
      void readRecords(utf8(JSON.stringify(named(from, to))), (found) => one.add(0, one.size, found));
    const early = one.build();
    add(200, 300);
    const later = one.build();
    add(300, 66_000);
    const all = one.build();
    const bytes = [early, later, all].map(({ rows }) => rows.columns.eventName.BYTES_PER_ELEMENT);
    assert.deepEqual(bytes, [1, 2, 4]);
    const saved = encodeRows({ header: {}, block: one.rowsSoFar(), entries: one.news() });
    const back = decodeRows(Buffer.concat(saved));
    assert.ok(back);
    assert.deepEqual(back.block, one.rowsSoFar());
    const parts = new IndexBuilder();
    const numbers = noNumbers();
    parts.learn(back.entries, numbers);
    for (const [from, to] of [[0, 200] as const, [200, 300] as const, [300, 66_000] as const])
      parts.append(0, [to - from], back.block, numbers, from, from);
    for (const index of [early, later, all, parts.build()]) {
      for (let row = 0; row < index.count; row++) assert.equal(index.text('eventName', row), `E${row}`);
    }
  });

  it('are nothing when cut off anywhere, or of another make', () => {
    for (let end = 0; end < saved.length; end += 7)
      assert.equal(decodeRows(saved.subarray(0, end)), undefined, String(end));
    assert.equal(decodeRows(Uint8Array.from([...saved, 0])), undefined);
    assert.equal(decodeRows(new TextEncoder().encode('CloudTrail rows 0\n and more')), undefined);
  });
});

describe('damaged kept rows', () => {
  const builder = builderOf(RECORDS);
  const saved = joined(encodeRows({ header: { of: 'a case' }, block: builder.rowsSoFar(), entries: builder.news() }));

  it('are nothing, wherever a byte is another or a block is zero', () => {
    for (let at = 0; at < saved.length; at++) {
      const other = saved.slice();
      other[at] = (other[at] as number) ^ 1;
      assert.equal(decodeRows(other), undefined, `byte ${at}`);
    }
    for (let at = 0; at + 64 <= saved.length; at += 16) {
      const other = saved.slice().fill(0, at, at + 64);
      if (Buffer.compare(other, saved) !== 0) assert.equal(decodeRows(other), undefined, `64 bytes from ${at}`);
    }
  });
});

describe('order of time', () => {
  const times = fc.oneof(
    fc.constant(NaN),
    fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1000),
    fc.integer({ min: 0, max: 2 ** 41 }),
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  );

  it('is that of a stable sort with those without a time last', () => {
    fc.assert(
      fc.property(fc.array(times, { maxLength: 200 }), (list) => {
        const last = (time: number): number => (Number.isNaN(time) ? Infinity : time);
        const expected = list
          .map((_, row) => row)
          .sort((a, b) => {
            const [x, y] = [last(list[a] as number), last(list[b] as number)];
            return x === y ? a - b : x - y;
          });
        assert.deepEqual([...timeOrder(Float64Array.from(list), list.length)], expected);
      }),
    );
  });
});

describe('copies', () => {
  it('are rows of one event and one content; rows without an id have none', () => {
    const row = fc.record({ id: fc.nat(3), content: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const numbers = (pick: (row: { id: number; content: number }) => number) => Uint32Array.from(rows, pick);
        const order = Uint32Array.from(rows, (_, n) => n);
        const { kept, copies } = withoutCopies(order, {
          time: new Float64Array(rows.length),
          eventId: numbers(({ id }) => id),
          content: numbers(({ content }) => content),
        });
        assert.equal(kept.length + copies.of.length, rows.length);
        for (const [of, copy] of pairsOf(copies))
          assert.equal(JSON.stringify(rows[kept[of] as number]), JSON.stringify(rows[copy]));
        const told = [...kept].map((n) => rows[n]).filter((one) => one?.id !== 0);
        assert.equal(new Set(told.map((one) => JSON.stringify(one))).size, told.length);
      }),
    );
  });
});

describe('other places of an event', () => {
  it('are those of its copies, in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 40 }), (of) => {
        const rows = Uint32Array.from(of, (_, n) => n);
        const same = (add: number): Uint32Array => rows.map((row) => row + add);
        const places = new OtherPlaces(
          { of: Uint32Array.from(of), rows },
          { source: same(0), index: same(100), start: same(200), end: same(300) },
        );
        for (let row = 0; row <= 6; row++) {
          const expected = [...rows].filter((n) => of[n] === row);
          assert.deepEqual(
            places.at(row),
            expected.map((n) => ({ source: n, index: n + 100, start: n + 200, end: n + 300 })),
          );
        }
        assert.equal([...places].length, of.length);
      }),
    );
  });
});
