import type { ScanPart } from '../case/scanPart';
import type { Scan } from '../case/scanSource';

/** What a scan thread is asked. */
export interface ScanRequests {
  readonly scan: (uris: readonly string[], cap: number, keep: number) => Scan;
  /** The scan that runs is to answer at once, with what it has. */
  readonly stop: () => void;
}

/** What a scan thread asks: bytes of sources that are no files of this machine. */
export interface ScanHostRequests {
  readonly read: (uri: string) => Uint8Array;
  /** How far the scan that runs is in a large source. */
  readonly part: (part: ScanPart) => void;
}

/** The buffers of a scan's answer, which move to the asker instead of being copied. */
export function buffersOf({ tables, sources }: Scan): ArrayBufferLike[] {
  const ofSources = sources.flatMap(({ pieces = [] }) => pieces.map(({ buffer }) => buffer));
  const ofTables = tables.flatMap(({ block, news }) => [
    ...[block.start, block.end, block.time, block.eventIdHash, block.contentHash].map((array) => array.buffer),
    ...Object.values(block.ids).map((array) => array.buffer),
    ...Object.values(news).flatMap(({ bytes, lengths }) => [bytes.buffer, lengths.buffer]),
  ]);
  return [...ofTables, ...ofSources];
}
