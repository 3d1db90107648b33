import type { DictionaryNews } from '../../index/dictionaryNews';
import type { RowBlock } from '../../index/rowBlock';
import { errorText } from '../errorText';
import type { LoadedCase } from './loadedCase';
import { Loading } from './loading';
import { Patience } from './patience';
import type { SourceFile } from '../platform';
import { type Keep, type Scan, type ScanPart, unreadable } from './scan';
import type { SourceCache } from '../sources/sourceCache';

/** Scans sources side by side, in this thread or in others. */
export interface ScanPool {
  /** How many scans it does at a time. */
  readonly width: number;
  /** Whether they run in threads of their own, so that one goes on while what came of another is taken. */
  readonly isAside?: boolean;
  /**
   * @param keep so much of the sources is to come with the answer
   * @param onPart takes the rows of a large source as they are found; of one source alone
   */
  scan(
    uris: readonly string[],
    cap: number,
    signal?: AbortSignal,
    keep?: Keep,
    onPart?: (part: ScanPart) => void,
  ): Promise<Scan>;
  /** Scans that run answer soon, with what they have. */
  stop?(): void;
  dispose(): void;
}

/** How far loading is. */
export interface LoadProgress {
  readonly sources: number;
  readonly ofSources: number;
  /** Uncompressed bytes read so far. */
  readonly bytes: number;
  readonly events: number;
}

export interface CaseLoadOptions {
  /** Bytes that one source may inflate to. */
  readonly cap: number;
  /** Aborted: loading stops, and what was read so far is the case. */
  readonly signal?: AbortSignal;
  /** Takes the bytes of sources, as long as they are few: rules ask for records as soon as a case is read. */
  readonly keep?: Pick<SourceCache, 'keep' | 'keepRecords'>;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** The case so far; called ever more rarely, because each costs a sort of all rows. */
  readonly onSnapshot?: (soFar: LoadedCase) => void;
  /** When that is called for the first time, in milliseconds. */
  readonly firstResults?: number;
}

/** A case that was loaded, and what to keep of it for the next time. */
export interface CaseLoad extends LoadedCase {
  /** Rows in the order of the sources, as they are when nothing more comes; they share memory with what was loaded. */
  readonly rows: () => { readonly block: RowBlock; readonly entries: DictionaryNews };
  /** Uncompressed bytes of each source. */
  readonly bytes: readonly number[];
}

/** A scan takes files of so many bytes on disk together, if there are more than one: asking for each alone costs more than its scan. */
const BATCH_BYTES = 1 << 20;
const BATCH_FILES = 128;

/**
 * Loads a case from its files. Rows are taken in the order of the files, whichever scan ends first, so that events of
 * equal time always stand in the same order.
 */
export async function loadCaseFrom(
  files: readonly SourceFile[],
  pool: ScanPool,
  options: CaseLoadOptions,
): Promise<CaseLoad> {
  const loading = new Loading(files, options);
  const patience = new Patience(pool, options.signal);
  const isWatched = options.onProgress !== undefined || options.onSnapshot !== undefined;
  let next = 0;
  const ask = (): Asked | undefined => {
    if (next >= files.length || options.signal?.aborted === true) return undefined;
    const first = next;
    const end = (next = endOfBatch(files, first));
    const uris = files.slice(first, end).flatMap(({ uri, failure }) => (failure === undefined ? [uri] : []));
    const onPart = isWatched && end - first === 1 ? (part: ScanPart) => loading.takePart(first, part) : undefined;
    const given = { ...options, signal: patience.signal };
    return { first, end, scan: scanned(pool, uris, given, loading.roomFor(first, end), onPart) };
  };
  const lane = async (): Promise<void> => {
    for (let asked = ask(); asked !== undefined;) {
      const { first, end } = asked;
      const scan = await asked.scan;
      // a thread that had to wait until this one is taken would do nothing for a tenth of the time
      const following = pool.isAside === true ? ask() : undefined;
      if (scan === undefined) loading.giveUp(first, end);
      else loading.take(first, end, scan);
      asked = following ?? ask();
    }
  };
  try {
    await Promise.all(Array.from({ length: pool.width }, lane));
  } finally {
    patience.end();
  }
  return loading.result();
}

/** A scan of files `first` to `end` that runs. */
interface Asked {
  readonly first: number;
  readonly end: number;
  readonly scan: Promise<Scan | undefined>;
}

/** Undefined when loading was stopped. */
async function scanned(
  pool: ScanPool,
  uris: readonly string[],
  { cap, signal }: CaseLoadOptions,
  room: Keep,
  onPart: ((part: ScanPart) => void) | undefined,
): Promise<Scan | undefined> {
  try {
    return uris.length === 0 ? { sources: [], tables: [] } : await pool.scan(uris, cap, signal, room, onPart);
  } catch (error) {
    if (signal?.aborted) return undefined;
    const message = errorText(error);
    return { sources: uris.map(() => unreadable(message)), tables: [] };
  }
}

function endOfBatch(files: readonly SourceFile[], first: number): number {
  let end = first + 1;
  let size = files[first]?.size ?? BATCH_BYTES;
  for (; end < files.length && end - first < BATCH_FILES; end++) {
    size += files[end]?.size ?? BATCH_BYTES;
    if (size > BATCH_BYTES) break;
  }
  return end;
}
