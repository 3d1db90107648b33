import { IndexBuilder } from '../../index/indexBuilder';
import type { LogIndex } from '../../index/logIndex';
import type { ContainerId } from '../../reading/containers';
import { positionsOf } from '../../reading/positions';
import type { SourceProblem } from '../../reading/problem';
import { readRecords } from '../../reading/readRecords';
import type { SourceCache } from '../sources/sourceCache';
import type { SourceBytes } from '../sources/sourceBytes';
import { errorText } from '../errorText';

/** One source of a case, after it was read. */
export interface LoadedSource {
  readonly uri: string;
  /** `unreadable` when not even its bytes could be had. */
  readonly container: ContainerId | 'unreadable';
  /** Records found in it, copies included. */
  readonly events: number;
  readonly problems: readonly SourceProblem[];
  /** It broke off while it was read: another time more may be read of it. */
  readonly brokeOff?: boolean;
  /** Loading was stopped before its end. */
  readonly stopped?: boolean;
  /** Of what was read of it, where it is known: its records are read again from that version alone. */
  readonly version?: string | undefined;
}

export interface LoadedCase {
  readonly sources: readonly LoadedSource[];
  readonly index: LogIndex;
}

export interface LoadOptions {
  /** Bytes that one source may inflate to. */
  readonly cap: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: { readonly sources: number; readonly events: number }) => void;
}

/** Reads every source and indexes its records. A source that cannot be read is named, and the rest goes on. */
export async function loadCase(cache: SourceCache, uris: readonly string[], options: LoadOptions): Promise<LoadedCase> {
  const builder = new IndexBuilder();
  const sources: LoadedSource[] = [];
  for (const [number, uri] of uris.entries()) {
    sources.push(await loadSource(cache, uri, number, builder, options));
    options.onProgress?.({ sources: sources.length, events: builder.size });
  }
  return { sources, index: builder.build() };
}

async function loadSource(
  cache: SourceCache,
  uri: string,
  number: number,
  builder: IndexBuilder,
  { cap, signal }: LoadOptions,
): Promise<LoadedSource> {
  try {
    const source = await cache.get(uri, cap, signal);
    let index = 0;
    const result = readRecords(source.bytes, (found) => builder.add(number, index++, found), source.fileOffset, cap);
    return {
      uri,
      container: result.container,
      events: result.records,
      problems: locate(source, [...source.problems, ...result.problems]),
      version: source.version,
    };
  } catch (error) {
    signal?.throwIfAborted();
    const message = errorText(error);
    return { uri, container: 'unreadable', events: 0, problems: [{ message, severity: 'error' }] };
  }
}

/** Adds 1-based line and column, and the byte of the file, to problems that know their offset. */
export function locate(
  { bytes, fileOffset }: Pick<SourceBytes, 'bytes' | 'fileOffset'>,
  problems: readonly SourceProblem[],
): SourceProblem[] {
  const sorted = [...problems].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const positions = positionsOf(
    bytes,
    sorted.map((problem) => problem.offset ?? 0),
  );
  return sorted.map((problem, n) => {
    if (problem.offset === undefined) return problem;
    const [line = 0, column = 0] = positions.subarray(2 * n, 2 * n + 2);
    return { ...problem, line: line + 1, column: column + 1, byte: fileOffset(problem.offset) };
  });
}
