import { NO_NEWS } from '../../index/dictionaryNews';
import { decodeRows, encodeRows, type SavedRows } from '../../index/savedRows';
import { type RowRange, someRows } from '../../index/someRows';
import type { LoadedCase } from './loadedCase';
import type { ScanPool } from './caseLoader';
import type { SourceFile } from '../platform';
import type { Scan, ScannedSource } from './scan';
import { versionIn } from '../sources/version';

/** Where cases are kept between sessions. */
export interface CaseStorage {
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, parts: readonly Uint8Array[]): Promise<void>;
}

/** What is kept of one source beside its rows; they stand one source after another. */
interface SavedSource extends Pick<ScannedSource, 'container' | 'events' | 'problems' | 'bytes'> {
  readonly uri: string;
  readonly size: number;
  readonly mtime: number;
}

interface Header {
  readonly sources: readonly SavedSource[];
}

/** A name for the case of these roots: the same for the same roots. */
export function savedName(roots: readonly string[], cap: number): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([roots, cap]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `case-${hash.toString(16).padStart(16, '0')}.rows`;
}

/**
 * What to keep of a case. Sources whose size or time is not known, those that were not read to their end, and those that
 * were others when they were read than when they were listed, are read again.
 */
export function encodeCase(
  loaded: LoadedCase,
  rows: Omit<SavedRows<Header>, 'header'>,
  files: readonly SourceFile[],
  bytes: readonly number[],
): Uint8Array[] {
  const sources = loaded.sources.map(
    ({ uri, container, events, problems, brokeOff, stopped, version }, n): SavedSource => {
      const file = files[n] as SourceFile;
      const { size: known = -1, mtime = -1 } = file;
      const isListed = version === undefined || version === versionIn(file);
      // it is to be read again, though it did not change
      const size = brokeOff === true || stopped === true || !isListed ? -1 : known;
      return { uri, size, mtime, container, events, problems, bytes: bytes[n] ?? 0 };
    },
  );
  return encodeRows<Header>({ ...rows, header: { sources } });
}

/** A pool that need not read all. */
export interface SavedPool extends ScanPool {
  /** So many rows it has without reading. */
  readonly rows: number;
}

/** Answers for sources that did not change from what was kept, and asks `pool` for the others. */
export function poolWithSaved(saved: Uint8Array | undefined, files: readonly SourceFile[], pool: ScanPool): SavedPool {
  const kept = saved && decodeRows<Header>(saved);
  const without = { ...pool, rows: 0 };
  if (kept === undefined) return without;
  const now = new Map(files.map((file) => [file.uri, file]));
  const isSame = ({ uri, size, mtime }: SavedSource): boolean => {
    const file = now.get(uri);
    return size >= 0 && size === file?.size && mtime === file.mtime;
  };
  /** What is still as it was, and where in what is kept of all its rows begin. */
  const known = new Map<string, { source: SavedSource; from: number }>();
  const ranges: RowRange[] = [];
  let [all, from] = [0, 0];
  for (const source of kept.header.sources) {
    const { uri, events } = source;
    if (isSame(source)) {
      known.set(uri, { source, from });
      ranges.push({ from: all, count: events });
      from += events;
    }
    all += events;
  }
  if (all !== kept.block.count) return without;
  // what only rows of others spoke of would be kept for ever
  const { block, entries } = from === all ? kept : someRows(kept, ranges);
  let told = false;
  return {
    rows: from,
    width: pool.width,
    dispose: () => pool.dispose(),
    stop: () => pool.stop?.(),
    async scan(uris, cap, signal, keep, onPart) {
      const changed = uris.filter((uri) => !known.has(uri));
      const scan: Scan = changed.length === 0 ? NOTHING : await pool.scan(changed, cap, signal, keep, onPart);
      const table = { dictionary: 'saved', block, news: told ? NO_NEWS : entries };
      told = true;
      const scanned = scan.sources[Symbol.iterator]();
      const sources = uris.map((uri): ScannedSource => {
        const entry = known.get(uri);
        if (entry === undefined) return scanned.next().value as ScannedSource;
        const { container, events, problems, bytes } = entry.source;
        return { container, events, problems, bytes, table: scan.tables.length, from: entry.from };
      });
      return { sources, tables: [...scan.tables, table] };
    },
  };
}

const NOTHING: Scan = { sources: [], tables: [] };
