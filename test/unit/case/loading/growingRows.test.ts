import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadCaseFrom, type ScanPool } from '../../../../src/case/loading/caseLoader';
import {
  notRead,
  type Scan,
  type ScannedSource,
  type ScannedTable,
  stoppedAfter,
  unreadable,
} from '../../../../src/case/loading/scan';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import type { LogIndex } from '../../../../src/index/logIndex';
import { readRecords } from '../../../../src/reading/readRecords';
import { indexOf } from '../../../fixtures/index';
import { record, s3, utf8 } from '../../../fixtures/log';

/** How the scan of a source ends. */
type End = 'whole' | 'stopped' | 'fails' | 'never';

interface Source {
  /** Seconds and numbers of its events: equal ones are deliveries of the same. */
  readonly events: readonly { readonly second: number; readonly n: number }[];
  /** So many of them the fast scanner told before it gave up; all of them when it did not. */
  readonly fast: number;
  readonly isOdd: boolean;
  /** How many rows come in each part. */
  readonly parts: readonly number[];
  readonly end: End;
  /** Of a scan that ends before its end: after so many of the events, by the fast scanner and with care. */
  readonly until: readonly [number, number];
}

const sourceThat = (...ends: readonly End[]): fc.Arbitrary<Source> =>
  fc.record({
    events: fc.array(fc.record({ second: fc.nat(9), n: fc.nat(9) }), { maxLength: 25 }),
    fast: fc.nat(25),
    isOdd: fc.boolean(),
    parts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
    end: fc.constantFrom(...ends),
    until: fc.tuple(fc.nat(25), fc.nat(25)),
  });

const textOf = ({ events }: Source): string =>
  s3(...events.map(({ second, n }) => record(n, { eventTime: `2026-03-14T08:27:0${second}Z` })));

/** A scanner with dictionaries of its own, as each reader of each thread has them. */
class Reader {
  private readonly builder = new IndexBuilder();

  constructor(private readonly name: string) {}

  /** Rows `from` to `to` of a source. */
  table(text: string, from: number, to: number): ScannedTable {
    let n = 0;
    readRecords(utf8(text), (found) => {
      if (n >= from && n < to) this.builder.add(0, 0, found);
      n++;
    });
    return { dictionary: this.name, block: this.builder.drain(), news: this.builder.news() };
  }
}

/** What a row says, and where it stands. */
function rowsOf(index: LogIndex): string[] {
  return Array.from({ length: index.count }, (_, row) => {
    const { source: file, index: n, start, end } = index.place(row);
    const others = index.otherPlaces.at(row).map((place) => [place.source, place.index]);
    const texts = [index.time(row), index.text('eventName', row), index.text('identity', row)];
    return JSON.stringify([texts, file, n, start, end, others]);
  });
}

/** A pool in which scans of all sources run at a time, a step of one of them after the other. */
function scripted(sources: readonly Source[], turns: readonly number[]) {
  const steps: (() => boolean)[] = [];
  /** Numbers of events of each source that were told, or answered. */
  const told = sources.map(() => 0);
  const pool: ScanPool = {
    width: sources.length,
    dispose: () => undefined,
    scan: ([uri], _cap, signal, _keep, onPart) =>
      new Promise<Scan>((resolve, reject) => {
        const file = Number(uri);
        const { events, fast, isOdd, parts, end, until } = sources[file] as Source;
        const text = textOf(sources[file] as Source);
        const readers = [new Reader(`${file} fast`), new Reader(`${file} plain`)];
        const [lastFast, lastWithCare] = until.map((n) =>
          end === 'whole' ? events.length : Math.min(n, events.length),
        );
        const last = (): number => (withCare ? lastWithCare : lastFast) ?? 0;
        let [at, part, withCare] = [0, 0, false];
        let before = 0;
        const finish = (): boolean => {
          const reader = readers[Number(withCare)] as Reader;
          const rest = last();
          const found = { events: rest, bytes: text.length, table: 0, from: 0, withCare };
          if (end === 'never')
            signal?.addEventListener('abort', () => {
              reject(new Error('gone'));
              // what was sent before comes after it
              const table = reader.table(text, at, events.length);
              setTimeout(() => onPart?.({ container: 's3', bytes: 1, events: 1, table, withCare }));
            });
          else if (end === 'fails') resolve({ sources: [unreadable('The disk is broken.')], tables: [] });
          else if (rest === 0 && end === 'stopped') resolve({ sources: [notRead()], tables: [] });
          else {
            const answer: ScannedSource =
              end === 'whole'
                ? { ...found, container: 's3', problems: [] }
                : { ...found, container: 's3', problems: [stoppedAfter(rest)], stopped: true };
            resolve({ sources: [answer], tables: [reader.table(text, at, rest)] });
            told[file] = Math.max(before, rest);
          }
          return false;
        };
        steps.push(() => {
          const end = withCare || !isOdd ? last() : Math.min(fast, last());
          if (at >= end && isOdd && !withCare) {
            before = at;
            [at, withCare] = [0, true];
            return true;
          }
          if (at >= end) return finish();
          const to = Math.min(end, at + (parts[part++ % parts.length] as number));
          const table = (readers[Number(withCare)] as Reader).table(text, at, to);
          onPart?.({ container: 's3', bytes: to * 10, events: to, table, withCare });
          at = to;
          told[file] = Math.max(before, at);
          return true;
        });
      }),
  };
  /** Lets the scans take their steps until all have ended. */
  const run = async (): Promise<void> => {
    for (let turn = 0; steps.length > 0; turn++) {
      const n = (turns[turn % turns.length] as number) % steps.length;
      if (steps[n]?.() === false) steps.splice(n, 1);
      // for what waits for an answer
      for (let wait = 0; wait < 5; wait++) await Promise.resolve();
    }
  };
  return { pool, run, told };
}

describe('rows of large logs while they are read', () => {
  beforeEach(() => {
    // each look at the clock is long after the one before, so that every step is shown
    let time = 1;
    performance.now = () => (time *= 4);
  });
  afterEach(() => {
    // the one of its prototype is in force again
    Reflect.deleteProperty(performance, 'now');
  });

  /** Loads sources whose rows come as `turns` has it, and looks at all that is shown meanwhile. */
  async function check(sources: readonly Source[], turns: readonly number[]): Promise<void> {
    const { pool, run, told } = scripted(sources, turns);
    const files = sources.map((_, n) => ({ uri: String(n), named: false, size: 2 << 20 }));
    /** The index of the first events of each source. */
    const firstOf = (counts: readonly number[]): LogIndex =>
      indexOf(...sources.map((one, n) => textOf({ ...one, events: one.events.slice(0, counts[n] ?? 0) })));
    const stop = new AbortController();
    let last = 0;
    let hasEnded = false;
    const loading = loadCaseFrom(files, pool, {
      cap: 1,
      signal: stop.signal,
      onProgress: () => assert.ok(!hasEnded),
      onSnapshot: ({ sources: read, index }) => {
        assert.ok(index.count + index.duplicates >= last, 'rows that were shown do not go away');
        last = index.count + index.duplicates;
        assert.deepEqual(rowsOf(index), rowsOf(firstOf(read.map(({ events }) => events))));
        snapshots.push(index);
      },
    });
    const snapshots: LogIndex[] = [];
    await run();
    // what was shown stays as it was, though more came
    const shown = snapshots.map(rowsOf);
    if (sources.some(({ end }) => end === 'never')) stop.abort();
    const loaded = await loading;
    hasEnded = true;
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(snapshots.slice(0, shown.length).map(rowsOf), shown);
    const counts = loaded.sources.map(({ events }) => events);
    for (const [n, { end, events }] of sources.entries()) {
      assert.equal(counts[n], end === 'whole' ? events.length : told[n]);
      const [problem] = loaded.sources[n]?.problems ?? [];
      if (end === 'whole') assert.equal(problem, undefined);
      else if (end === 'fails') assert.match(problem?.message ?? '', /^The disk is broken\./);
      else if (counts[n] === 0) assert.equal(problem?.message, 'Not read: loading was stopped.');
      else assert.deepEqual(problem, stoppedAfter(counts[n] ?? 0));
    }
    assert.deepEqual(rowsOf(loaded.index), rowsOf(firstOf(counts)));
    // what is kept for the next time are all rows, in the order of the files
    const { start } = loaded.rows().block;
    const inOrder = sources.flatMap((one, n) => {
      const starts: number[] = [];
      readRecords(utf8(textOf(one)), (found) => starts.push(found.start));
      return starts.slice(0, counts[n]);
    });
    assert.deepEqual([...start], inOrder);
  }

  const all = (...ends: readonly End[]) =>
    fc.asyncProperty(
      fc.array(sourceThat(...ends), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
      check,
    );

  it('are at any moment the first of their files, in order, and in the end those of a reading at once', () =>
    fc.assert(all('whole'), { numRuns: 150 }));

  it('are kept where a scan is stopped or fails', () => fc.assert(all('whole', 'stopped', 'fails'), { numRuns: 150 }));

  it('are kept where a scan does not answer any more', () =>
    fc.assert(all('whole', 'stopped', 'never'), { numRuns: 6, endOnFailure: true }));
});
