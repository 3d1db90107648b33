import type { SourceFile } from '../platform';
import { SourceBytes } from '../sources/sourceBytes';
import type { SourceCache } from '../sources/sourceCache';
import type { ScannedSource } from './scan';
import { unpackedSize } from './unpackedSize';

/** Uncompressed bytes that are kept of what is scanned. Of larger cases a part is read and unpacked again. */
const MAX_KEPT = 128 << 20;

/** What is kept of the bytes of a case's sources: as much as there is room for, of those that are scanned first. */
export class KeptBytes {
  private size = 0;

  /** @param cache where they are kept; nowhere when undefined */
  constructor(private readonly cache: Pick<SourceCache, 'keep'> | undefined) {}

  /** So many bytes of these files may be kept; none where they are too many, and would be copied in vain. */
  roomFor(files: readonly SourceFile[]): number {
    if (this.cache === undefined) return 0;
    const room = MAX_KEPT - this.size;
    const least = files.reduce((sum, file) => sum + unpackedSize(file, 'least'), 0);
    return least > room ? 0 : room;
  }

  /** Keeps what came of sources, which are those of the files that were not known to be unreadable. */
  keep(files: readonly SourceFile[], sources: readonly ScannedSource[]): void {
    const scanned = files.filter(({ failure }) => failure === undefined);
    for (const [n, { pieces, bytes, version }] of sources.entries()) {
      if (pieces === undefined) continue;
      this.cache?.keep(scanned[n]?.uri ?? '', new SourceBytes(pieces, [], undefined, version));
      this.size += bytes;
    }
  }
}
