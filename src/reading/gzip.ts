/** Whether bytes begin like a gzip member (RFC 1952). The name of a file says nothing. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What an inflater made of a gzip file. */
export interface Inflated {
  /** All that could be inflated, also when a problem ended it. */
  readonly bytes: Uint8Array;
  /** `broken`: damaged or cut off; `cap`: it grew beyond the cap; `trailing`: something after the gzip data. */
  readonly problem?: { readonly kind: 'broken' | 'cap' | 'trailing'; readonly detail: string };
}

/** Inflates every member of a gzip file up to `cap` bytes. Rejects only when `signal` is aborted. */
export type Inflate = (bytes: Uint8Array, cap: number, signal?: AbortSignal) => Promise<Inflated>;
