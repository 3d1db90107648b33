import type { RecordVisit, SourceOf } from '../case/sources/eachRecord';
import { type LoadProgress, loadCaseFrom } from '../case/loading/caseLoader';
import { withoutBystanders } from '../case/namedSources';
import type { LoadedCase } from '../case/loading/loadedCase';
import { type PassedOver, PassedOverFiles } from '../case/passedOver';
import type { SourceFile } from '../case/platform';
import { DEFAULT_INFLATED_CAP } from '../case/sources/source';
import { SourceCache } from '../case/sources/sourceCache';
import { uriOfPath } from '../platform/fileUri';
import { type ListedFile, listFiles } from '../platform/listNode';
import { nodePlatform } from '../platform/node';
import { scanPoolFor } from '../platform/scanPool.node';
import { compileFilter } from '../query/filter/compile';
import { parseFilter } from '../query/filter/parse';
import { FacetReader } from '../query/facets';
import { allRows } from '../query/groups';
import { decodeValue } from '../reading/recordScanner';
import type { FileOffset } from '../reading/bytes/text';
import type { SourceProblem } from '../reading/problem';
import { isObject } from '../record/types';
import type { Notice } from './notice';
import { type Output, UsageError } from './output';
import { type PipedLog, Pipes } from './pipes';
import { RecordsAgain } from './recordsAgain';

/** A case read from paths, and the ways to its records. */
export interface CliCase extends LoadedCase {
  readonly reader: FacetReader;
  /** Each source's path as it was given or found. */
  readonly paths: readonly string[];
  /** Whether every source could be read, and again each time that its records were asked for so far. */
  readonly complete: boolean;
  readonly each: (rows: Iterable<number>, visit: RecordVisit) => Promise<void>;
  /** Undefined for a source that cannot be read again, which is said once. */
  readonly sourceOf: SourceOf;
  /** The same of its bytes. */
  readonly bytesOf: (source: number) => Promise<Uint8Array | undefined>;
  /** Where in the uncompressed file, in bytes, places of a source are, once it was read. */
  readonly fileOffset: (source: number) => FileOffset;
}

/** What else goes on while logs are read. */
export interface LoadOptions {
  /** Many of the records are read again. */
  readonly keep?: boolean;
  /** Goes on meanwhile, and says what it has to say before anything is said of what logs hold; where it fails, so do they. */
  readonly beside?: Promise<unknown>;
  /** That keeps this thread busy. */
  readonly isBusy?: boolean;
}

/** Without a path there is nothing to do. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0) throw new UsageError('name at least one PATH');
}

/** What is wrong with a log, and where. */
function noticeOf(path: string | undefined, { line, column, byte, severity, message }: SourceProblem): Notice {
  return { about: 'logs', severity, message, ...(path === undefined ? {} : { path }), line, column, byte };
}

/** Reads every log behind `paths` and says on stderr what could not be read. */
export async function loadPaths(
  paths: readonly string[],
  output: Output,
  { keep = false, beside, isBusy = false }: LoadOptions = {},
): Promise<CliCase> {
  checkPaths(paths);
  const stop = new AbortController();
  beside?.catch(() => stop.abort());
  const pipes = new Pipes();
  // what came through a pipe stays as it is, so it has no version
  const elsewhere = { read: pipes.read, list: () => Promise.resolve({ files: [] }) };
  const platform = nodePlatform(elsewhere);
  const passedOver = new PassedOverFiles();
  const listed: (PipedLog | ListedFile)[] = await listedFrom(paths, pipes, passedOver, output);
  if (listed.length === 0)
    for (const path of paths)
      output.notice({ about: 'logs', severity: 'warning', message: 'There is no log in it.', path });
  for (const message of notRead(passedOver)) output.notice({ about: 'logs', severity: 'info', message });
  const files = listed.map(({ path, ...facts }): SourceFile => ({ uri: uriOfPath(path), ...facts }));
  const cache = new SourceCache(platform);
  const onProgress = ({ sources, ofSources, events }: LoadProgress): void =>
    output.status(`Reading: ${counted(sources)} of ${counted(ofSources)} files, ${counted(events)} events`);
  const options = { cap: DEFAULT_INFLATED_CAP, signal: stop.signal, onProgress, ...(keep ? { keep: cache } : {}) };
  const pool = await scanPoolFor(__dirname, files, platform, elsewhere, isBusy);
  const loaded = withoutBystanders(await loadCaseFrom(files, pool, options), files);
  pool.dispose();
  await beside;
  const { sources } = loaded;
  const logs = listed.map(({ path }) => path);
  for (const [n, { problems }] of sources.entries())
    for (const problem of problems) output.notice(noticeOf(logs[n], problem));
  const again = new RecordsAgain(loaded, logs, cache, output);
  const whole = sources.every((source) => !source.problems.some((problem) => problem.severity === 'error'));
  return {
    index: loaded.index,
    sources,
    reader: new FacetReader(loaded.index),
    paths: logs,
    get complete() {
      return whole && again.complete;
    },
    sourceOf: again.sourceOf,
    bytesOf: (source) => again.bytesOf(source),
    fileOffset: (source) => again.fileOffset(source),
    each: (rows, visit) => again.each(rows, visit),
  };
}

/** The logs in files, then those that come through pipes. */
async function listedFrom(
  paths: readonly string[],
  pipes: Pipes,
  passedOver: PassedOverFiles,
  output: Output,
): Promise<(PipedLog | ListedFile)[]> {
  const piped = Pipes.among(paths);
  const asPipes = new Set([...piped.values()].flat());
  const listed: (PipedLog | ListedFile)[] = listFiles(
    paths.filter((path) => !asPipes.has(path)),
    passedOver,
  );
  for (const pipe of piped.keys()) {
    // its path may steer the terminal: it is told of where something is wrong
    const onSize = (size: number): void => output.status(`Reading a pipe: ${counted(Math.floor(size / 1e6))} MB`);
    listed.push(await pipes.take(pipe, onSize));
  }
  return listed;
}

function counted(count: number): string {
  return count.toLocaleString('en');
}

/** So many files are named that were passed over. */
const NAMED = 3;

/** A file in a folder is not passed over in silence. */
function notRead({ files, count }: PassedOver): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, why } of files) {
    const names = byReason.get(why);
    if (names === undefined) byReason.set(why, [name]);
    else names.push(name);
  }
  const messages = Array.from(byReason, ([why, all]) => {
    const names = all.length > NAMED ? [...all.slice(0, NAMED), '…'] : all;
    const [are, they] = all.length === 1 ? ['1 file is', 'it was'] : [`${all.length} files are`, 'they were'];
    return `${are} ${why}, and ${they} not read: ${names.join(', ')}`;
  });
  const more = count - files.length;
  if (more > 0) messages.push(`${more} more files are not called like a log, and they were not read.`);
  return messages;
}

/** The rows that pass a filter, in order of time; all rows without one. */
export async function rowsWhere(loaded: CliCase, where: string | undefined): Promise<number[]> {
  if (where === undefined) return [...allRows(loaded.index)];
  const { test, needsRecords } = compileFilter(parseFilter(where), loaded.reader);
  const rows: number[] = [];
  if (!needsRecords) {
    const none = (): undefined => undefined;
    for (const row of allRows(loaded.index)) if (test(row, none)) rows.push(row);
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
