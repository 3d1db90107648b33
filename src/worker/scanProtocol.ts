import type { Scan, ScannedTable, ScanPart } from '../case/scan';

/** What a scan thread is asked. */
export interface ScanRequests {
  /** `inParts`: of one source alone, its rows are wanted as they are found. */
  readonly scan: (uris: readonly string[], cap: number, keep: number, inParts: boolean) => Scan;
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
  const ofSources = sources.flatMap(({ pieces = [] }) => pieces.map(({ buffer }) => buffer));
  return [...tables.flatMap(buffersOfTable), ...ofSources];
}

/** The same of a table. */
export function buffersOfTable({ block, news }: ScannedTable): ArrayBufferLike[] {
  return [
    ...[block.start, block.end, block.time, block.eventIdHash, block.contentHash].map((array) => array.buffer),
    ...Object.values(block.ids).map((array) => array.buffer),
    ...Object.values(news).flatMap(({ bytes, lengths }) => [bytes.buffer, lengths.buffer]),
  ];
}
