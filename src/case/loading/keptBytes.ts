import type { SourceFile } from '../platform';
import { AskedRecords } from '../sources/askedRecords';
import { SourceBytes } from '../sources/sourceBytes';
import type { SourceCache } from '../sources/sourceCache';
import { type Keep, KEEP_NOTHING, type ScannedSource } from './scan';
import { unpackedSize } from './unpackedSize';

/** Cases of no more uncompressed bytes are kept whole. */
const MAX_KEPT = 128 << 20;
/** Of larger cases, bytes of records that rules will ask for. What else they ask for is read and unpacked again. */
const MAX_RECORDS = 96 << 20;

/** What is kept of the bytes of a case's sources: as much as there is room for, of those that are scanned first. */
export class KeptBytes {
  private size = 0;
  private records = 0;

  /** A part of a larger case is of little use: what rules ask of it is a tenth. */
  private readonly isWhole: boolean;

  /**
   * @param cache where they are kept; nowhere when undefined
   * @param files all of the case
   */
  constructor(
    private readonly cache: Pick<SourceCache, 'keep' | 'keepRecords'> | undefined,
    files: readonly SourceFile[],
  ) {
    this.isWhole = leastOf(files) <= MAX_KEPT;
  }

  /** So much of these files may be kept; nothing whole where they are too large, and would be copied in vain. */
  roomFor(files: readonly SourceFile[]): Keep {
    if (this.cache === undefined) return KEEP_NOTHING;
    const room = MAX_KEPT - this.size;
    return {
      whole: !this.isWhole || leastOf(files) > room ? 0 : room,
      records: Math.max(0, MAX_RECORDS - this.records),
    };
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

function leastOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, file) => sum + unpackedSize(file, 'least'), 0);
}
