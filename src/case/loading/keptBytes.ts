import type { SourceFile } from '../platform';
import { AskedRecords } from '../sources/askedRecords';
import { SourceBytes } from '../sources/sourceBytes';
import type { SourceCache } from '../sources/sourceCache';
import { type Keep, KEEP_NOTHING, type ScannedSource } from './scan';
import { unpackedSize } from './unpackedSize';

/** Uncompressed bytes that are kept of what is scanned. */
const MAX_KEPT = 128 << 20;
/** Of larger cases, bytes of records that rules will ask for. What else they ask for is read and unpacked again. */
const MAX_RECORDS = 96 << 20;

/** What is kept of the bytes of a case's sources: as much as there is room for, of those that are scanned first. */
export class KeptBytes {
  private size = 0;
  private records = 0;

  /** @param cache where they are kept; nowhere when undefined */
  constructor(private readonly cache: Pick<SourceCache, 'keep' | 'keepRecords'> | undefined) {}

  /** So much of these files may be kept; nothing whole where they are too large, and would be copied in vain. */
  roomFor(files: readonly SourceFile[]): Keep {
    if (this.cache === undefined) return KEEP_NOTHING;
    const room = MAX_KEPT - this.size;
    const least = files.reduce((sum, file) => sum + unpackedSize(file, 'least'), 0);
    return { whole: least > room ? 0 : room, records: Math.max(0, MAX_RECORDS - this.records) };
  }

  /** Keeps what came of sources, which are those of the files that were not known to be unreadable. */
  keep(files: readonly SourceFile[], sources: readonly ScannedSource[]): void {
    const scanned = files.filter(({ failure }) => failure === undefined);
    for (const [n, { pieces, asked, bytes, version }] of sources.entries()) {
      const uri = scanned[n]?.uri ?? '';
      if (pieces !== undefined) {
        this.cache?.keep(uri, new SourceBytes(pieces, [], undefined, version));
        this.size += bytes;
      } else if (asked !== undefined) {
        this.cache?.keepRecords(uri, new AskedRecords(asked, version));
        this.records += asked.bytes.length;
      }
    }
  }
}
