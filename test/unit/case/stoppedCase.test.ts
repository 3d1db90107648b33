import assert from 'node:assert/strict';
import type { ScanPool } from '../../../src/case/loading/caseLoader';
import { Cases } from '../../../src/case/cases';
import type { Platform, SourceFile } from '../../../src/case/platform';
import { notRead, type ScannedSource, stoppedAfter } from '../../../src/case/loading/scan';
import type { CaseStorage } from '../../../src/case/loading/savedCase';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { readRecords } from '../../../src/reading/readRecords';
import { record, s3, utf8 } from '../../fixtures/log';

const RECORDS = 3;
const NAMES = ['0', '1', '2', '3'];

/** Four logs of three records, each too large to be scanned with others, and a place to keep cases in. */
class Setting {
  readonly asked: string[] = [];
  readonly kept = new Map<string, Uint8Array>();
  /** Which log is read when loading is stopped, and how many of its records were read by then. */
  stopAt: { readonly name: string; readonly after: number } | undefined;

  private readonly storage: CaseStorage = {
    read: async (name) => this.kept.get(name),
    write: async (name, parts) => void this.kept.set(name, Buffer.concat(parts)),
  };

  /** Opens the case in a window of its own. */
  async open() {
    this.asked.length = 0;
    const files = NAMES.map((uri): SourceFile => ({ uri, named: true, size: 2 << 20, mtime: 1 }));
    const platform = { list: async () => ({ files }) } as unknown as Platform;
    const listener = { progress: () => undefined, changed: () => undefined };
    let stopped = false;
    const pool: ScanPool = {
      width: 1,
      dispose: () => undefined,
      scan: async ([uri = '']) => {
        this.asked.push(uri);
        if (stopped) return { sources: [notRead()], tables: [] };
        const { name, after } = this.stopAt ?? {};
        if (uri !== name) return scanOf(uri);
        stopped = true;
        cases.stop('case');
        return scanOf(uri, after);
      },
    };
    const cases = new Cases(platform, async () => pool, listener);
    cases.kept.storage = this.storage;
    const summary = await cases.open('case', ['folder'], 1);
    // the next window finds what is kept by then
    await new Promise((resolve) => setTimeout(resolve));
    return { ...summary, files: cases.sources('case').map(({ events }) => events) };
  }
}

function scanOf(uri: string, stoppedAt?: number) {
  const events = stoppedAt ?? RECORDS;
  const builder = new IndexBuilder();
  const records = Array.from({ length: events }, (_, n) => record(10 * Number(uri) + n));
  readRecords(utf8(s3(...records)), (found) => builder.add(0, 0, found));
  const table = { dictionary: uri, block: builder.drain(), news: builder.news() };
  const whole: ScannedSource = { container: 's3', events, problems: [], bytes: 1, table: 0, from: 0 };
  const part = { ...whole, problems: [stoppedAfter(events)], stopped: true };
  return { sources: [stoppedAt === undefined ? whole : stoppedAt === 0 ? notRead() : part], tables: [table] };
}

describe('a case of which reading was stopped', () => {
  it('says in how many files it was, and counts none of them as broken', async () => {
    const setting = new Setting();
    setting.stopAt = { name: '2', after: 1 };
    const { events, sources, notReached, withProblems, stopped } = await setting.open();
    assert.deepEqual([events, sources, notReached, withProblems, stopped], [2 * RECORDS + 1, 4, 1, 0, true]);
  });

  it('is read on from there: only what was not read to its end is read', async () => {
    const setting = new Setting();
    setting.stopAt = { name: '2', after: 1 };
    await setting.open();
    setting.stopAt = undefined;
    const { files, notReached, stopped } = await setting.open();
    assert.deepEqual(setting.asked, ['2', '3']);
    assert.deepEqual([files, notReached, stopped], [NAMES.map(() => RECORDS), 0, false]);
  });

  it('leaves more where it was read further before', async () => {
    const setting = new Setting();
    setting.stopAt = { name: '3', after: 0 };
    await setting.open();
    const [before] = setting.kept.values();
    setting.stopAt = { name: '3', after: 0 };
    await setting.open();
    assert.deepEqual(setting.asked, ['3']);
    const [after] = setting.kept.values();
    assert.equal(after, before);
  });
});
