import assert from 'node:assert/strict';
import type { ScanPool } from '../../../src/case/loading/caseLoader';
import { CaseEngine } from '../../../src/case/engine';
import { summaryOf } from '../../../src/case/eventTable';
import type { Scan } from '../../../src/case/loading/scan';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { readRecords } from '../../../src/reading/readRecords';
import { type Json, record, s3, utf8 } from '../../fixtures/log';

const at = (second: number): Json => ({ eventTime: `2026-03-14T08:27:${String(second).padStart(2, '0')}Z` });

/** Each has events before those of the one before it, so that all rows get other numbers. */
const LOGS = [
  [record(1, at(40)), record(2, at(50))],
  [record(3, at(20)), record(4, at(30)), record(5, at(45))],
  [record(6, at(10))],
].map((records) => s3(...records));

describe('a case that is read', () => {
  beforeEach(() => {
    let time = 1;
    performance.now = () => (time *= 4);
  });
  afterEach(() => void Reflect.deleteProperty(performance, 'now'));

  /** An engine that reads a log whenever it is let. */
  function reading() {
    const waiting: (() => void)[] = [];
    const pool: ScanPool = {
      width: 1,
      dispose: () => undefined,
      scan: ([uri = '']) =>
        new Promise<Scan>((resolve) => {
          waiting.push(() => {
            const text = LOGS[Number(uri)] ?? '';
            const builder = new IndexBuilder();
            readRecords(utf8(text), (found) => builder.add(0, 0, found));
            const events = builder.size;
            const table = { dictionary: uri, block: builder.drain(), news: builder.news() };
            const source = { container: 's3' as const, events, problems: [], bytes: 1, table: 0, from: 0 };
            resolve({ sources: [source], tables: [table] });
          });
        }),
    };
    const changes: number[] = [];
    const engine = new CaseEngine(
      {
        read: () => Promise.reject(new Error('none')),
        inflate: () => Promise.reject(new Error('none')),
        list: async (uris) => ({ files: uris.map((uri) => ({ uri, named: true, size: 2 << 20 })) }),
      },
      () => Promise.reject(new Error('none')),
      { progress: () => undefined, changed: (_, generation) => changes.push(generation) },
      async () => pool,
    );
    const opened = engine.cases.open('case', ['0', '1', '2'], 1);
    const next = async (): Promise<void> => {
      for (let wait = 0; wait < 20 && waiting.length === 0; wait++) await Promise.resolve();
      waiting.shift()?.();
      for (let wait = 0; wait < 20; wait++) await Promise.resolve();
    };
    const rows = (generation?: number): Uint32Array =>
      engine.rows('case', 'eventSource', 'ec2.amazonaws.com', generation);
    const events = (of: Uint32Array, generation?: number): string[] => {
      const table = engine.events('case', of, generation);
      return Array.from(table.rows, (_, entry) => {
        const { eventName, place } = summaryOf(table, entry);
        return `${eventName} in ${place?.uri} ${place?.record}`;
      });
    };
    return { engine, opened, next, rows, events, changes };
  }

  it('answers about the rows that a list shows as they were, until the newer ones are asked for', async () => {
    const { next, opened, rows, events, changes } = reading();
    await next();
    assert.deepEqual(changes, [1]);
    const first = rows(1);
    const shown = ['Event1 in 0 0', 'Event2 in 0 1'];
    assert.deepEqual(events(first, 1), shown);
    await next();
    assert.deepEqual(changes, [1, 2]);
    assert.deepEqual(rows(1), first);
    assert.deepEqual(events(first, 1), shown);
    const second = ['Event3 in 1 0', 'Event4 in 1 1', 'Event1 in 0 0', 'Event5 in 1 2', 'Event2 in 0 1'];
    assert.deepEqual(events(rows(2), 2), second);
    assert.deepEqual([rows(1).length, events(first, 1).length], [0, 0], 'nobody shows them any more');
    await next();
    const { generation } = await opened;
    assert.deepEqual(events(rows(generation), generation), ['Event6 in 2 0', ...second]);
    // who does not say of which rows it speaks means those that there are
    assert.deepEqual(events(rows()), ['Event6 in 2 0', ...second]);
  });

  it('forgets rows that were numbered anew twice', async () => {
    const { next, opened, rows, events } = reading();
    await next();
    const first = rows(1);
    await next();
    await next();
    await opened;
    assert.deepEqual(events(first, 1), []);
  });

  it('lets the rows go that it had before, once all is read, though nobody asks for the newer ones', async () => {
    const { engine, next, opened, rows } = reading();
    engine.cases.opened.lingers = 1;
    await next();
    await next();
    await next();
    const before = (await opened).generation - 1;
    assert.ok(rows(before).length > 0);
    for (let wait = 0; wait < 500 && rows(before).length > 0; wait++)
      await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(rows(before).length, 0);
    assert.equal(rows().length, 6);
  });

  it('stays as it is while it is read again, and then has other rows; where that is stopped, it stays', async () => {
    const { engine, next, opened, rows, events, changes } = reading();
    for (let n = 0; n < 3; n++) await next();
    const { generation } = await opened;
    const before = [...changes];
    const all = events(rows());
    const renewed = engine.cases.renew('case', ['1'], 1);
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(events(rows(generation), generation), all);
    await next();
    const { generation: later, events: count, stopped } = await renewed;
    assert.deepEqual([later, count, stopped], [generation + 1, 3, false]);
    assert.deepEqual(events(rows(later), later), ['Event3 in 1 0', 'Event4 in 1 1', 'Event5 in 1 2']);
    assert.deepEqual(changes, before, 'who renews it knows when it is done');
    const given = engine.cases.renew('case', ['0', '2'], 1);
    await new Promise((resolve) => setTimeout(resolve));
    engine.cases.stop('case');
    for (let n = 0; n < 2; n++) await next();
    assert.deepEqual([(await given).generation, rows().length], [later, 3]);
  });

  it('is not there any more once it was closed, though some of it is yet to come', async () => {
    const { engine, opened, next, rows, events } = reading();
    await next();
    const first = rows(1);
    await next();
    engine.cases.close('case');
    assert.deepEqual([rows(1).length, rows(2).length, events(first, 1).length], [0, 0, 0]);
    await next();
    const { stopped } = await opened;
    assert.deepEqual([stopped, rows().length, engine.cases.recordCount('0')], [true, 0, undefined]);
  });

  it('is stopped while its logs are looked for, too', async () => {
    const { engine, opened } = reading();
    engine.cases.stop('case');
    const { stopped, events, sources, notReached, withProblems } = await opened;
    assert.deepEqual([stopped, events, sources, notReached, withProblems], [true, 0, 3, 3, 0]);
  });
});
