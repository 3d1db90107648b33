import type { Column } from './columns';
import type { Cells } from './cells';

/** Rows of one source or of several, as a scan hands them over; ids are numbers of the scan's own dictionaries. */
export interface RowBlock {
  readonly count: number;
  /** Byte offsets in the uncompressed source. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Milliseconds since 1970 UTC; NaN when the record has no time. */
  readonly time: Float64Array;
  readonly ids: Readonly<Record<Column, Cells>>;
  /** 0 when the record has no eventID. */
  readonly eventIdHash: Uint32Array;
  readonly contentHash: Uint32Array;
  /** See {@link idBeginning}. */
  readonly idBeginning: Uint32Array;
}
