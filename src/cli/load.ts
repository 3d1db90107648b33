import { pathToFileURL } from 'node:url';
import { eachRecord, type RecordVisit } from '../case/eachRecord';
import { type LoadedCase, type LoadedSource, loadCase } from '../case/loadCase';
import { DEFAULT_INFLATED_CAP, SourceCache } from '../case/source';
import { Turns } from '../case/turns';
import { nodePlatform } from '../platform/node';
import { compileFilter } from '../query/filter/compile';
import { parseFilter } from '../query/filter/parse';
import { FacetReader } from '../query/facets';
import { allRows } from '../query/groups';
import { decodeValue } from '../reading/recordScanner';
import { isObject } from '../record/types';
import { type Output, UsageError } from './output';
import { findLogs, type FoundPath } from './sources';

/** A case read from paths, and the ways to its records. */
export interface CliCase extends LoadedCase {
  readonly reader: FacetReader;
  /** Each source's path as it was given or found. */
  readonly paths: readonly string[];
  /** Whether every source could be read. */
  readonly complete: boolean;
  readonly each: (rows: Iterable<number>, visit: RecordVisit) => Promise<void>;
  readonly bytesOf: (source: number) => Promise<Uint8Array | undefined>;
}

/** Containers that are no CloudTrail log at all. */
const FOREIGN: ReadonlySet<LoadedSource['container']> = new Set(['foreign', 'foreign-json']);

/** Reads every log behind `paths` and says on stderr what could not be read. */
export async function loadPaths(paths: readonly string[], output: Output): Promise<CliCase> {
  if (paths.length === 0) throw new UsageError('name at least one PATH');
  const found = await findLogs(paths);
  const platform = nodePlatform(() => Promise.reject(new Error('Only files are read.')));
  const cache = new SourceCache(platform);
  const uris = found.map(({ path }) => pathToFileURL(path).href);
  const loaded = await loadCase(cache, uris, { cap: DEFAULT_INFLATED_CAP });
  const sources = loaded.sources.map((source, n): LoadedSource => {
    const { failure, named } = found[n] as FoundPath;
    if (failure !== undefined) return { ...source, problems: [{ message: failure, severity: 'error' }] };
    // a folder may well hold other files; a file that was named was meant to be a log
    const isBystander = !named && FOREIGN.has(source.container);
    return isBystander
      ? { ...source, problems: source.problems.map((problem) => ({ ...problem, severity: 'warning' })) }
      : source;
  });
  const logs = found.map(({ path }) => path);
  for (const [n, source] of sources.entries()) {
    for (const problem of source.problems) {
      const place = problem.line === undefined ? '' : `:${problem.line}:${problem.column}`;
      output.message(`${logs[n]}${place}: ${problem.severity}: ${problem.message}`);
    }
  }
  const bytesOf = async (source: number): Promise<Uint8Array> =>
    (await cache.get(uris[source] as string, DEFAULT_INFLATED_CAP)).bytes;
  return {
    index: loaded.index,
    sources,
    reader: new FacetReader(loaded.index),
    paths: logs,
    complete: sources.every((source) => !source.problems.some((problem) => problem.severity === 'error')),
    bytesOf,
    each: async (rows, visit) => void (await eachRecord(loaded.index, rows, bytesOf, new Turns(), visit)),
  };
}

/** The rows that pass a filter, in order of time; all rows without one. */
export async function rowsWhere(loaded: CliCase, where: string | undefined): Promise<number[]> {
  if (where === undefined) return [...allRows(loaded.index)];
  const { test, needsRecords } = compileFilter(parseFilter(where), loaded.reader);
  const rows: number[] = [];
  if (!needsRecords) {
    for (const row of allRows(loaded.index)) if (test(row, () => undefined)) rows.push(row);
    return rows;
  }
  await loaded.each(allRows(loaded.index), (row, bytes, start, end) => {
    const record = (): Readonly<Record<string, unknown>> | undefined => {
      const value = decodeValue(bytes, start, end);
      return isObject(value) ? value : undefined;
    };
    if (test(row, record)) rows.push(row);
  });
  return rows.sort((a, b) => a - b);
}
