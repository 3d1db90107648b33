import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArrivingRecords, arrivingRecords, type RecordSpan } from '../../../../src/case/sources/arrivingRecords';
import { eachRecord, type SourceOf } from '../../../../src/case/sources/eachRecord';
import type { Platform, Streamed } from '../../../../src/case/platform';
import { SourceCache } from '../../../../src/case/sources/sourceCache';
import { Turns } from '../../../../src/case/turns';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import type { RecordText } from '../../../../src/reading/finds';
import { HEAD_END } from '../../../../src/reading/head';
import { readRecords } from '../../../../src/reading/readRecords';
import { PiecedRecords, RecordSource } from '../../../../src/reading/recordSource';
import { json, record, s3, text, utf8 } from '../../../fixtures/log';

/** How many of a source's bytes come, and what is said at its end. */
interface Ending {
  readonly after?: number;
  readonly streamed?: Streamed;
  readonly error?: Error;
}

/** Gives a source in chunks of these sizes, over and over, in memory that is used again; `wasEnded` tells of its end. */
function chunksOf(bytes: Uint8Array, sizes: readonly number[], ending: Ending = {}) {
  const { after = bytes.length, streamed = {}, error } = ending;
  let done = (): void => undefined;
  const wasEnded = new Promise<void>((resolve) => (done = resolve));
  const chunks: NonNullable<Platform['chunks']> = async (_, __, take) => {
    const memory = new Uint8Array(Math.max(...sizes));
    try {
      for (let at = 0, n = 0; at < after; n++) {
        const count = Math.min(sizes[n % sizes.length] ?? 1, after - at);
        memory.set(bytes.subarray(at, at + count));
        const isMoreWanted = await take(memory.subarray(0, count));
        memory.fill(0);
        if (!isMoreWanted) break;
        at += count;
      }
      if (error !== undefined) throw error;
      return streamed;
    } finally {
      done();
    }
  };
  return { chunks, wasEnded };
}

const platformOf = (bytes: Uint8Array, chunks: Platform['chunks']): Platform => ({
  read: () => Promise.resolve(bytes),
  inflate: () => Promise.reject(new Error('It is not packed.')),
  list: () => Promise.resolve({ files: [] }),
  chunks,
});

function spansIn(bytes: Uint8Array): RecordSpan[] {
  const spans: RecordSpan[] = [];
  readRecords(bytes, ({ start, end }) => void spans.push([start, end]));
  return spans;
}

const own = ({ bytes, start, end }: RecordText): string => text(bytes.subarray(start, end));

const CSV = utf8(
  `eventVersion,eventTime,eventSource,eventName,awsRegion\n${Array.from(
    { length: 900 },
    (_, n) => `1.08,2026-01-01T00:00:00Z,ec2.amazonaws.com,"Näme ${n}",us-east-1\n`,
  ).join('')}`,
);
const LOGS = {
  'a log': utf8(s3(...Array.from({ length: 400 }, (_, n) => record(n, { eventName: `Näme${n}` })))),
  'a log with a large record': utf8(s3(record(1), record(2, { padding: 'x'.repeat(1 << 17) }), record(3), record(4))),
  lines: utf8(Array.from({ length: 200 }, (_, n) => json(record(n))).join('\n')),
  'rows of CSV': CSV,
};
const sizes = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 9 });

describe('records that arrive while their source is read', () => {
  for (const [name, bytes] of Object.entries(LOGS)) {
    it(`are what the whole gives, wherever it is cut: ${name}`, async () => {
      const spans = spansIn(bytes);
      const whole = new RecordSource(bytes);
      await fc.assert(
        fc.asyncProperty(fc.subarray(spans, { minLength: 1 }), sizes, async (picked, cuts) => {
          const { chunks, wasEnded } = chunksOf(bytes, cuts);
          const records = new ArrivingRecords(chunks, 'x', 1e9, picked);
          for (const [n, [start, end]] of picked.entries()) {
            assert.notEqual(await records.arrival(n), false);
            assert.equal(own(records.record(start, end)), own(whole.record(start, end)));
          }
          records.close();
          await wasEnded;
        }),
        { numRuns: 60 },
      );
    });
  }

  it('are not had so where only the end of their source tells how they are written', async () => {
    const names = ['eventVersion', 'eventTime', 'eventSource', 'eventName', 'awsRegion'];
    const row = ['1.08', '2026-01-01T00:00:00Z', 'ec2.amazonaws.com', 'RunInstances', 'us-east-1'];
    const rows = Array.from({ length: 400 }, () => ({ Data: row.map((VarCharValue) => ({ VarCharValue })) }));
    const ResultSetMetadata = { ColumnInfo: names.map((Name) => ({ CatalogName: 'hive', Name })) };
    const bytes = utf8(JSON.stringify({ ResultSet: { Rows: rows, ResultSetMetadata } }, null, 4));
    const spans = spansIn(bytes);
    assert.equal(spans.length, 400);
    for (const size of [1000, 40_000, bytes.length])
      assert.equal(await arrivingRecords(chunksOf(bytes, [size]), 'x', 1e9, spans), undefined);
  });

  it('may lie in one another', async () => {
    const bytes = utf8(Array.from({ length: 20_000 }, (_, n) => `${n} `).join(''));
    const span = fc
      .tuple(fc.nat(bytes.length - 1), fc.oneof(fc.nat(50), fc.nat(bytes.length)))
      .map(([start, length]): RecordSpan => [start, Math.min(bytes.length, start + length)]);
    await fc.assert(
      fc.asyncProperty(fc.array(span, { minLength: 1, maxLength: 12 }), sizes, async (some, cuts) => {
        const spans = some.sort(([a], [b]) => a - b);
        const { chunks } = chunksOf(bytes, cuts);
        const records = new ArrivingRecords(chunks, 'x', 1e9, spans);
        for (const [n, [start, end]] of spans.entries()) {
          assert.notEqual(await records.arrival(n), false);
          assert.equal(own(records.record(start, end)), text(bytes.subarray(start, end)));
        }
        records.close();
      }),
      { numRuns: 200 },
    );
  });

  it('arrive too where the source is shorter than what tells what it is', async () => {
    const bytes = utf8(s3(...Array.from({ length: 9 }, (_, n) => record(n))));
    const spans = spansIn(bytes);
    await fc.assert(
      fc.asyncProperty(fc.subarray(spans, { minLength: 1 }), sizes, async (picked, cuts) => {
        const records = new ArrivingRecords(
          chunksOf(
            bytes,
            cuts.map((cut) => 1 + (cut % 900)),
          ).chunks,
          'x',
          1e9,
          picked,
        );
        for (const [n, span] of picked.entries()) {
          assert.notEqual(await records.arrival(n), false);
          assert.equal(own(records.record(...span)), text(bytes.subarray(...span)));
        }
        records.close();
      }),
    );
    const data = Buffer.from(text(bytes)).toString('base64');
    const packed = utf8(json({ records: [{ recordId: 'r', data }] }));
    const wide = Uint8Array.from(Buffer.from(`\ufeff${text(bytes)}`, 'utf16le'));
    for (const [source, ending] of [
      [bytes, { streamed: { problem: { kind: 'broken', detail: '' } } }],
      [bytes, { streamed: { changed: true } }],
      [bytes, { error: new Error('no') }],
      [bytes, { after: 890 }],
      [wide, {}],
      [packed, {}],
    ] as const) {
      const records = new ArrivingRecords(chunksOf(source, [1, 1000], ending).chunks, 'x', 1e9, [[0, 900]]);
      assert.equal(await records.arrival(0), false);
    }
  });

  it('wait until it is known what the source is', async () => {
    const bytes = LOGS.lines;
    const spans = spansIn(bytes).slice(0, 3);
    let given = 0;
    const { chunks } = chunksOf(bytes, [500]);
    const counting: typeof chunks = (uri, cap, take) =>
      chunks(uri, cap, (chunk) => {
        given += chunk.length;
        return take(chunk);
      });
    const records = new ArrivingRecords(counting, 'x', 1e9, spans);
    assert.equal(await records.arrival(0), true);
    assert.ok(given >= HEAD_END && given < HEAD_END + 1000, `${given}`);
    for (const [n, span] of spans.entries()) {
      assert.notEqual(await records.arrival(n), false);
      assert.equal(own(records.record(...span)), text(bytes.subarray(...span)));
    }
    records.close();
  });

  it('are those of a table, however long its header is', async () => {
    const others = Array.from({ length: 60 }, (_, n) => `${'column'.repeat(160)}${n}`);
    const rows = Array.from(
      { length: 500 },
      (_, n) => `ec2.amazonaws.com,Event${n},2026-03-14T08:00:00Z${','.repeat(others.length)}${'x'.repeat(1800)}`,
    );
    const bytes = utf8(['eventSource,eventName,eventTime', ...others].join(',') + '\n' + rows.join('\n'));
    const spans = spansIn(bytes);
    const whole = new RecordSource(bytes);
    assert.equal(spans.length, rows.length);
    for (const size of [1000, 1 << 20]) {
      const records = new ArrivingRecords(chunksOf(bytes, [size]).chunks, 'x', 1e9, spans);
      for (const [n, span] of spans.entries()) {
        assert.notEqual(await records.arrival(n), false);
        assert.equal(own(records.record(...span)), own(whole.record(...span)));
      }
      records.close();
    }
  });

  it('do not arrive of a source that is too short, fails or is to be converted', async () => {
    const bytes = LOGS['a log'];
    const spans = spansIn(bytes);
    const arrivals = async (source: Uint8Array, ending?: Ending): Promise<number> => {
      const records = new ArrivingRecords(chunksOf(source, [1000], ending).chunks, 'x', 1e9, spans);
      for (const [n] of spans.entries()) if ((await records.arrival(n)) === false) return n;
      records.close();
      return spans.length;
    };
    assert.equal(await arrivals(bytes), 400);
    const half = await arrivals(bytes, {
      after: bytes.length >> 1,
      streamed: { problem: { kind: 'broken', detail: '' } },
    });
    assert.ok(half > 180 && half < 220, `${half}`);
    assert.equal(await arrivals(bytes, { after: bytes.length >> 1, error: new Error('It is gone.') }), half);
    assert.equal(await arrivals(Uint8Array.from(Buffer.from(`\ufeff${text(bytes)}`, 'utf16le'))), 0);
    const data = Buffer.from(text(bytes)).toString('base64');
    assert.equal(await arrivals(utf8(json({ records: [{ recordId: 'r', data }] }))), 0);
    assert.ok(bytes.length > 2 * HEAD_END);
  });

  const LARGE = utf8(
    s3(...Array.from({ length: 70 }, (_, n) => record(n, { requestParameters: { padding: 'x'.repeat(1 << 20) } }))),
  );
  const builder = new IndexBuilder();
  let place = 0;
  readRecords(LARGE, (found) => builder.add(0, place++, found));
  const index = builder.build();
  const rows = Array.from({ length: index.count }, (_, row) => row);
  const inPlace = [...rows].sort((a, b) => index.place(a).start - index.place(b).start);

  for (const [what, ending, asked] of [
    ['all that there are', {}, 1],
    ['with care from where it is found to be broken on', { after: 40 << 20, streamed: { changed: true } }, 2],
    ['with care where nothing comes', { after: 0, error: new Error('no') }, 1],
  ] as const)
    it(`are visited each once, in their order: ${what}`, async () => {
      const { chunks, wasEnded } = chunksOf(LARGE, [1 << 19, 1 << 22], ending);
      const cache = new SourceCache(platformOf(LARGE, chunks));
      const visited: number[] = [];
      let times = 0;
      const missed = await eachRecord(
        index,
        rows,
        (_, spans) => {
          times++;
          return spans === undefined
            ? cache.get('x', 1e9).then(({ records }) => records)
            : cache.records('x', 1e9, spans);
        },
        new Turns(),
        (row, of, start, end) => {
          visited.push(row);
          const { eventName } = JSON.parse(text(of.subarray(start, end))) as { eventName: string };
          assert.equal(eventName, index.text('eventName', row));
        },
      );
      await wasEnded;
      assert.deepEqual([visited, missed, times], [inPlace, [], asked]);
    });

  it('are told as missed where the source can no longer be read', async () => {
    const { chunks } = chunksOf(LARGE, [1 << 22], { after: 40 << 20, error: new Error('It is gone.') });
    const cache = new SourceCache(platformOf(LARGE, chunks));
    const visited: number[] = [];
    const missed = await eachRecord(
      index,
      rows,
      async (_, spans) => (spans === undefined ? undefined : cache.records('x', 1e9, spans)),
      new Turns(),
      (row) => visited.push(row),
    );
    assert.deepEqual(
      [visited, missed],
      [inPlace.slice(0, visited.length), inPlace.slice(visited.length).sort((a, b) => a - b)],
    );
    assert.ok(visited.length > 30 && missed.length > 20, `${visited.length}, ${missed.length}`);
  });

  it('are told as missed where the source ends before they do: whole, or in pieces', async () => {
    const half = LARGE.subarray(0, LARGE.length >> 1);
    const isWhole = (row: number): boolean => index.place(row).end <= half.length;
    for (const records of [
      new RecordSource(half),
      new PiecedRecords([half.subarray(0, 1 << 20), half.subarray(1 << 20)]),
    ]) {
      const visited: number[] = [];
      const missed = await eachRecord(
        index,
        rows,
        async () => records,
        new Turns(),
        (row) => visited.push(row),
      );
      assert.deepEqual(visited, inPlace.filter(isWhole));
      assert.deepEqual(
        missed,
        [...rows].filter((row) => !isWhole(row)).sort((a, b) => a - b),
      );
      assert.ok(visited.length > 10 && missed.length > 10);
    }
  });

  it('come no more once a visit fails: the source is let go', async () => {
    const { chunks, wasEnded } = chunksOf(LARGE, [1 << 22]);
    const cache = new SourceCache(platformOf(LARGE, chunks));
    let visits = 0;
    const failing = eachRecord(
      index,
      rows,
      (_, spans) => cache.records('x', 1e9, spans),
      new Turns(),
      () => {
        if (++visits === 20) throw new Error('enough');
      },
    );
    await assert.rejects(failing, /enough/);
    await wasEnded;
    assert.equal(visits, 20);
  });
});

describe('a stop while a record is waited for', () => {
  for (const [what, isHeard] of [
    ['by what reads the source', true],
    ['where that does not listen', false],
  ] as const)
    it(`is heard ${what}`, async () => {
      const builder = new IndexBuilder();
      readRecords(utf8(json(record(1))), (found) => builder.add(0, 0, { ...found, start: 900 << 20, end: 901 << 20 }));
      const index = builder.build();
      const stop = new AbortController();
      const chunk = utf8(`{"Records":[${' '.repeat(1 << 20)}`);
      let given = 0;
      const chunks: Platform['chunks'] = async (_, __, take, signal) => {
        while (given < 800 && (await take(chunk))) {
          if (++given === 5) stop.abort();
          if (isHeard) signal?.throwIfAborted();
          await new Promise((resolve) => setImmediate(resolve));
        }
        return {};
      };
      let whole = 0;
      const cache = new SourceCache({ ...platformOf(chunk, chunks), read: async () => (whole++, chunk) });
      const sourceOf: SourceOf = (_, spans, signal) =>
        cache.records('x', 1e9, spans, { signal }).catch(() => undefined);
      const visiting = eachRecord(index, [0], sourceOf, new Turns(stop.signal), () => assert.fail('a record came'));
      await assert.rejects(visiting, { name: 'AbortError' });
      assert.deepEqual([given, whole <= 1], [5, true]);
    });
});

describe('records of many small sources', () => {
  const SOURCES = 120;
  const LARGE = 60;
  const bytes = utf8(json(record(1)));
  const builder = new IndexBuilder();
  for (let source = 0; source < SOURCES; source++) {
    const own = utf8(json(record(source)));
    const end = (source === LARGE ? 9 : 3) << 20;
    // together so much that they are not kept
    readRecords(own, (found) => builder.add(source, 0, { ...found, start: 0, end }));
  }
  const index = builder.build();
  const rows = Array.from({ length: index.count }, (_, row) => row);

  /** Visits them all; tells in what order sources were asked for, visited and closed. */
  async function visitAll(failing?: number, visit: (source: number) => void = () => undefined) {
    const done: string[] = [];
    const sourceOf = (source: number) => {
      done.push(`ask ${source}`);
      if (source === failing) return Promise.reject(new Error(`no ${source}`));
      return Promise.resolve({
        record: () => ({ bytes, start: 0, end: bytes.length, layer: undefined as never }),
        close: () => void done.push(`close ${source}`),
      });
    };
    let error: unknown;
    const unheard: unknown[] = [];
    const hear = (reason: unknown): void => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    // others have their turn now and then
    await eachRecord(index, rows, sourceOf, new Turns(undefined, -1), (row) => {
      done.push(`visit ${index.place(row).source}`);
      visit(index.place(row).source);
    }).catch((one: unknown) => (error = one));
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.off('unhandledRejection', hear);
    assert.deepEqual(unheard, []);
    return { done, error };
  }
  const of = (done: readonly string[], what: string): number[] =>
    done.flatMap((one) => (one.startsWith(what) ? [Number(one.slice(what.length))] : []));

  it('are asked for a few ahead of their turn, large ones when it has come', async () => {
    const { done, error } = await visitAll();
    assert.equal(error, undefined);
    const all = Array.from({ length: SOURCES }, (_, n) => n);
    assert.deepEqual([of(done, 'ask '), of(done, 'visit ')], [all, all]);
    assert.deepEqual([...new Set(of(done, 'close '))], all);
    let ahead = 0;
    for (const one of done) {
      ahead += one.startsWith('ask') ? 1 : one.startsWith('visit') ? -1 : 0;
      assert.ok(ahead <= 4, `${ahead} ahead`);
    }
    assert.ok(done.indexOf('ask 3') < done.indexOf('visit 0'));
    assert.ok(done.indexOf(`ask ${LARGE}`) > done.indexOf(`close ${LARGE - 1}`));
  });

  it('are all let go once a visit fails, or one of them cannot be had', async () => {
    const { done, error } = await visitAll(undefined, (source) => {
      if (source === 20) throw new Error('enough');
    });
    assert.match(String(error), /enough/);
    assert.deepEqual([...new Set(of(done, 'close '))], of(done, 'ask '));
    const lost = await visitAll(26);
    assert.match(String(lost.error), /no 26/);
    assert.deepEqual(of(lost.done, 'visit ').at(-1), 25);
    assert.deepEqual(
      [...new Set(of(lost.done, 'close '))],
      of(lost.done, 'ask ').filter((source) => source !== 26),
    );
  });
});
