import type { ScannedSource } from '../case/scanSource';

/** What a scan thread is asked. */
export interface ScanRequests {
  readonly scan: (uri: string, cap: number) => ScannedSource;
}

/** What a scan thread asks: bytes of sources that are no files of this machine. */
export interface ScanHostRequests {
  readonly read: (uri: string) => Uint8Array;
}

/** The buffers of a scan's answer, which move to the asker instead of being copied. */
export function buffersOf(source: ScannedSource): ArrayBufferLike[] {
  return source.rows.flatMap(({ block }) =>
    [block.start, block.end, block.time, block.eventIdHash, block.contentHash, ...Object.values(block.ids)].map(
      (array) => array.buffer,
    ),
  );
}
