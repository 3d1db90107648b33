import type { Keep, Scan, ScannedTable, ScanPart } from '../case/loading/scan';

/** What a scan thread is asked. */
export interface ScanRequests {
  /**
   * `inParts`: of one source alone, its rows are wanted as they are found; `spare`: memory of rows that nobody looks at
   * any more.
   */
  readonly scan: (
    uris: readonly string[],
    cap: number,
    keep: Keep,
    inParts: boolean,
    spare: ArrayBuffer | undefined,
  ) => Scan;
  /** The scan that runs is to answer at once, with what it has. */
  readonly stop: () => void;
}

/** What a scan thread asks: bytes of sources that are no files of this machine. */
export interface ScanHostRequests {
  readonly read: (uri: string) => Uint8Array;
  /** What the scan that runs found since it last told. */
  readonly part: (part: ScanPart) => void;
}

/** The buffers of a scan's answer, which move to the asker instead of being copied. */
export function buffersOf({ tables, sources }: Scan): ArrayBufferLike[] {
  const kept = sources.flatMap(({ pieces = [], asked }): readonly ArrayBufferView[] =>
    asked === undefined ? pieces : [...pieces, asked.bytes, asked.starts, asked.ends],
  );
  return distinct([...tables.flatMap(arraysOf), ...kept]);
}

/** The same of a table. */
export function buffersOfTable(table: ScannedTable): ArrayBufferLike[] {
  return distinct(arraysOf(table));
}

/** The memory of a table's rows; the fast scanner has them all in one piece. */
export function memoryOf({ block }: ScannedTable): ArrayBuffer {
  return block.time.buffer as ArrayBuffer;
}

function arraysOf({ block, news }: ScannedTable): ArrayBufferView[] {
  return [
    ...[block.start, block.end, block.time, block.eventIdHash, block.contentHash, block.idBeginning],
    ...Object.values(block.ids),
    ...Object.values(news).flatMap(({ bytes, lengths }) => [bytes, lengths]),
  ];
}

/** Many arrays share one. */
function distinct(arrays: readonly ArrayBufferView[]): ArrayBufferLike[] {
  return [...new Set(arrays.map(({ buffer }) => buffer))];
}
