import type { Inflate } from '../reading/gzip';

/** What differs between node, a worker and a browser; passed in by the entry that starts a case. */
export interface Platform {
  /** All bytes of a source as it lies on disk. Rejects with an Error whose message a person can read. */
  readonly read: (uri: string, signal?: AbortSignal) => Promise<Uint8Array>;
  readonly inflate: Inflate;
}
