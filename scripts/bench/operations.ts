/** What is asked of a case of a million events, and what keeping it for the next session costs. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CaseLoad, loadCaseFrom } from '../../src/case/loading/caseLoader';
import type { SourceFile } from '../../src/case/platform';
import { encodeCase, poolWithSaved } from '../../src/case/loading/savedCase';
import { noNumbers } from '../../src/index/dictionaryNews';
import { IndexBuilder } from '../../src/index/indexBuilder';
import type { LogIndex } from '../../src/index/logIndex';
import { folderStorage } from '../../src/platform/storage.node';
import { FacetReader } from '../../src/query/facets';
import { compileFilter } from '../../src/query/filter/compile';
import { parseFilter } from '../../src/query/filter/parse';
import { groupsOf } from '../../src/query/groups';
import { rowsOf } from '../../src/query/rowsOf';

const EVENTS = 1_000_000;
const FILTER = 'eventName:RunInstances,TerminateInstances -errorCode:* sourceIPAddress:203.0.113.0/24,198.51.100.0/24';

/** A case with a million rows: those that were loaded, and once more as if of other files, half a second later. */
interface Million {
  readonly builder: IndexBuilder;
  readonly files: readonly SourceFile[];
  readonly counts: readonly number[];
}

function million(loaded: CaseLoad, files: readonly SourceFile[]): Million {
  const { block, entries } = loaded.rows();
  const counts = loaded.sources.map(({ events }) => events);
  const builder = new IndexBuilder();
  const numbers = noNumbers();
  builder.learn(entries, numbers);
  const all: { files: SourceFile[]; counts: number[] } = { files: [], counts: [] };
  for (let round = 0; builder.size < EVENTS; round++) {
    const taken: number[] = [];
    for (let n = 0, rows = builder.size; n < counts.length && rows < EVENTS; n++) {
      taken.push(counts[n] as number);
      rows += counts[n] as number;
    }
    const of = {
      ...block,
      time: block.time.map((time) => time + round * 500),
      // the lowest bit says that there is an id
      eventIdHash: block.eventIdHash.map((hash) => (hash ^ (round << 1)) >>> 0),
    };
    builder.append(all.counts.length, taken, of, numbers);
    all.counts.push(...taken);
    all.files.push(...files.slice(0, taken.length).map((file) => ({ ...file, uri: `${file.uri}?${round}` })));
  }
  return { builder, ...all };
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Milliseconds by what was asked, and bytes. */
export async function operations(loaded: CaseLoad, files: readonly SourceFile[]): Promise<Record<string, number>> {
  const case1M = million(loaded, files);
  let index = case1M.builder.build();
  const build = timed(() => (index = case1M.builder.build()));
  const fresh = case1M.builder.build();
  const key = new FacetReader(index).value('accessKey', index.count >> 1);
  return {
    events: index.count,
    bytesAnEvent: index.memory / index.count,
    build,
    levelOfNames: timed(() => groupsOf(new FacetReader(index), 'eventName')),
    levelOfIdentities: timed(() => groupsOf(new FacetReader(fresh), 'identity')),
    levelOfKeys: timed(() => groupsOf(new FacetReader(index), 'accessKey')),
    filter: timed(() => filtered(index)),
    references: timed(() => rowsOf(new FacetReader(index), 'accessKey', key)),
    ...(await kept(case1M, index)),
  };
}

function filtered(index: LogIndex): number {
  const { test } = compileFilter(parseFilter(FILTER), new FacetReader(index));
  const none = (): undefined => undefined;
  let found = 0;
  for (let row = 0; row < index.count; row++) if (test(row, none)) found++;
  return found;
}

async function kept({ builder, files, counts }: Million, index: LogIndex): Promise<Record<string, number>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-kept-'));
  try {
    const storage = folderStorage(folder);
    const sources = counts.map((events, n) => ({
      uri: files[n]?.uri ?? '',
      container: 's3' as const,
      events,
      problems: [],
    }));
    const known = files.map((file) => ({ ...file, size: file.size ?? 0, mtime: file.mtime ?? 0 }));
    let start = performance.now();
    const rows = { block: builder.rowsSoFar(), entries: builder.news() };
    await storage.write('case', encodeCase({ sources, index }, rows, known, counts));
    const save = performance.now() - start;
    start = performance.now();
    const saved = await storage.read('case');
    const none = { width: 1, scan: () => Promise.reject(new Error('Nothing changed.')), dispose: () => undefined };
    const back = await loadCaseFrom(known, poolWithSaved(saved, known, none), { cap: 1 });
    const load = performance.now() - start;
    if (back.index.count !== index.count) throw new Error(`${back.index.count} of ${index.count} events came back`);
    return { save, load, keptBytesAnEvent: statSync(path.join(folder, 'case')).size / index.count };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
