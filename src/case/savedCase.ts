import { decodeRows, encodeRows, partOf, type SavedRows } from '../index/savedRows';
import type { LoadedCase } from './loadCase';
import type { ScanPool } from './caseLoader';
import type { SourceFile } from './platform';
import type { ScannedSource } from './scanSource';

/** Where cases are kept between sessions. */
export interface CaseStorage {
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, parts: readonly Uint8Array[]): Promise<void>;
}

/** What is kept of one source beside its rows; they stand one source after another. */
interface SavedSource extends Omit<ScannedSource, 'rows'> {
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

/** What to keep of a case that was read whole. Sources whose size or time is not known are left out, and read again. */
export function encodeCase(
  loaded: LoadedCase,
  rows: Omit<SavedRows<Header>, 'header'>,
  files: readonly SourceFile[],
  bytes: readonly number[],
): Uint8Array[] {
  const sources = loaded.sources.map(({ uri, container, events, problems }, n): SavedSource => {
    const { size = -1, mtime = -1 } = files[n] as SourceFile;
    return { uri, size, mtime, container, events, problems, bytes: bytes[n] ?? 0 };
  });
  return encodeRows<Header>({ ...rows, header: { sources } });
}

/** Answers for sources that did not change from what was kept, and asks `pool` for the others. */
export function poolWithSaved(saved: Uint8Array | undefined, files: readonly SourceFile[], pool: ScanPool): ScanPool {
  const kept = saved && decodeRows<Header>(saved);
  if (kept === undefined) return pool;
  const known = new Map<string, { source: SavedSource; from: number }>();
  let from = 0;
  for (const source of kept.header.sources) {
    known.set(source.uri, { source, from });
    from += source.events;
  }
  if (from !== kept.block.count) return pool;
  const now = new Map(files.map((file) => [file.uri, file]));
  let told = false;
  return {
    width: pool.width,
    dispose: () => pool.dispose(),
    async scan(uri, cap, signal) {
      const entry = known.get(uri);
      const file = now.get(uri);
      if (entry === undefined || file === undefined || entry.source.size < 0) return pool.scan(uri, cap, signal);
      if (entry.source.size !== file.size || entry.source.mtime !== file.mtime) return pool.scan(uri, cap, signal);
      const news = told ? NO_NEWS(kept.entries) : kept.entries;
      told = true;
      const { container, events, problems, bytes } = entry.source;
      const block = partOf(kept.block, entry.from, events);
      return {
        lane: SAVED_LANE,
        source: { container, events, problems, bytes, rows: [{ dictionary: 'plain', block, news }] },
      };
    },
  };
}

/** No pool has as many lanes. */
const SAVED_LANE = 1_000_000;

function NO_NEWS(entries: SavedRows<Header>['entries']): SavedRows<Header>['entries'] {
  return Object.fromEntries(
    Object.keys(entries).map((column) => [column, []]),
  ) as unknown as SavedRows<Header>['entries'];
}
