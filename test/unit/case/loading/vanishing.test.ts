import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type CaseLoad, loadCaseFrom } from '../../../../src/case/loading/caseLoader';
import { localPool } from '../../../../src/case/loading/localPool';
import type { Platform } from '../../../../src/case/platform';
import { nodePlatform } from '../../../../src/platform/node';
import type { ByteSink } from '../../../../src/reading/bytes/byteSink';
import { record } from '../../../fixtures/log';
import { newScanner } from '../../reading/fast/support';

const COUNT = 5000;
/** Pack badly, so that the packed file is read in chunks too. */
const records = Array.from({ length: COUNT }, (_, n) => {
  const noise = Array.from({ length: 400 }, (_, m) => Math.imul(n * 400 + m, 0x9e3779b1).toString(36)).join(' ');
  return JSON.stringify(record(n, { eventID: `event-${n}`, additionalEventData: { noise } }));
});
const whole = `{"Records":[${records.join(',')}]}`;
/** The fast scanner comes to the last record before it gives up. */
const oddAtItsEnd = `${whole.slice(0, -1)},"next":1}`;
/** It gives up after half of them. */
const oddInTheMiddle = `{"Records":[${records.slice(0, COUNT / 2).join(',')},1,${records.slice(COUNT / 2).join(',')}]}`;
const pack = (text: string): Buffer => gzipSync(text, { level: 1 });

const LOGS = {
  plain: ['log.json', Buffer.from(whole)],
  packed: ['log.json.gz', pack(whole)],
  'odd at its end': ['log.json', Buffer.from(oddAtItsEnd)],
  'odd in the middle': ['log.json', Buffer.from(oddInTheMiddle)],
  'followed by what is not gzip': ['log.json.gz', Buffer.concat([pack(whole), Buffer.from('trailing')])],
} as const satisfies Readonly<Record<string, readonly [name: string, content: Buffer]>>;
type Log = keyof typeof LOGS;

const OTHER = `{"Records":[${records.slice(0, 3).join(',')}]}`;
const ACTS = {
  'is deleted': (file: string) => fs.rmSync(file),
  'is emptied': (file: string) => fs.truncateSync(file, 0),
  'loses its second half': (file: string) => fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2)),
  'is replaced by another': (file: string) => {
    fs.writeFileSync(`${file}.new`, file.endsWith('.gz') ? gzipSync(OTHER) : OTHER);
    fs.renameSync(`${file}.new`, file);
  },
} as const;
type Act = keyof typeof ACTS;

/** What the fast scanner has of each at the end; zlib keeps back what it unpacked with the bytes that it trips over. */
const LEAST: Partial<Record<Log, number>> = {
  'odd in the middle': COUNT / 2,
  'followed by what is not gzip': 0.7 * COUNT,
};

/** What is read once, or the second time at once, has fewer moments. */
const READINGS: Partial<Record<Log, number>> = { plain: 1, packed: 1, 'followed by what is not gzip': 2 };

const elsewhere = { read: () => Promise.reject(new Error('none')), list: async () => ({ files: [] }) };
const nothing = (): void => undefined;

/** When something happens to a file: while the fast scanner, or then the careful reader, takes its last bytes; or between them. */
const MOMENTS = ['while the fast scanner reads it', 'before the careful reader does', 'while that does'] as const;
type Moment = (typeof MOMENTS)[number];

describe('a log to which something happens while it is read', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-vanishing-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Calls `act` once a third of the bytes were taken. */
  function watched(sink: ByteSink, size: number, act: () => void): ByteSink {
    let taken = 0;
    return {
      room: () => sink.room(),
      filled: (count) => {
        sink.filled(count);
        const before = taken;
        taken += count;
        if (before < size / 3 && taken >= size / 3) act();
      },
    };
  }

  async function load(log: Log, act: Act, moment: Moment, isWatched: boolean): Promise<CaseLoad> {
    const [name, content] = LOGS[log];
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    const own = nodePlatform(elsewhere);
    let streams = 0;
    const happens = (when: Moment) => (): void => {
      if (when === moment) ACTS[act](file);
    };
    const platform: Platform = {
      ...own,
      stream: async (uri, cap, sink, signal) => {
        const isFirst = streams++ === 0;
        const seen = watched(sink, whole.length, happens(isFirst ? MOMENTS[0] : MOMENTS[2]));
        const status = await own.stream?.(uri, cap, seen, signal);
        if (isFirst) happens(MOMENTS[1])();
        return status ?? {};
      },
    };
    const { files } = await platform.list([pathToFileURL(folder).href]);
    let shown = 0;
    const watching = {
      onSnapshot: ({ index }: CaseLoad | { index: CaseLoad['index'] }) => {
        assert.ok(index.count >= shown, 'rows that were shown do not go away');
        shown = index.count;
      },
      onProgress: nothing,
      firstResults: 0,
    };
    const loaded = await loadCaseFrom(files, localPool(platform, await newScanner()), {
      cap: 2 ** 31 - 1,
      ...(isWatched ? watching : {}),
    });
    assert.ok(loaded.index.count >= shown, `${shown} rows were shown, ${loaded.index.count} are left`);
    return loaded;
  }

  const needsCare = (log: Log): boolean => log !== 'plain' && log !== 'packed';
  for (const log of Object.keys(LOGS) as Log[])
    for (const act of Object.keys(ACTS) as Act[])
      for (const moment of MOMENTS.slice(0, READINGS[log] ?? MOMENTS.length))
        for (const isWatched of moment === MOMENTS[0] ? [false, true] : [true])
          it(`that is ${log} and ${act} ${moment}${isWatched ? ', its rows shown meanwhile' : ''}: is kept as far as it was read, and that is said`, async () => {
            const loaded = await load(log, act, moment, isWatched);
            const { count } = loaded.index;
            const [source] = loaded.sources;
            assert.equal(source?.events, count);
            // what the fast scanner had not read by then is gone with the bytes
            const isTruncated = act === 'is emptied' || act === 'loses its second half';
            const least = isTruncated && moment === MOMENTS[0] ? COUNT / 4 : (LEAST[log] ?? COUNT);
            assert.ok(count >= least, `${count}`);
            const said = source.problems.map(({ message }) => message).join('\n');
            assert.notEqual(said, '');
            if (act !== 'is deleted') return;
            if (!needsCare(log) || moment === 'while that does')
              assert.match(said, /deleted while it was read: its events/);
            else
              assert.equal(
                said,
                `There is no such file. The ${count.toLocaleString('en-US')} records that were read before are kept.`,
              );
          });
});
