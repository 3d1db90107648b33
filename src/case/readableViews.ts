import { readableLayout } from '../reading/layout';
import { ByteCache } from './byteCache';
import type { Cases } from './cases';
import type { Platform } from './platform';
import { readSpan } from './readSpan';
import type { SourceCache } from './source';

/** What a readable view shows: a whole source, or some of its records. */
export interface ReadableAddress {
  readonly source: string;
  /** Records from `first` to `last`, both shown, counted from 0 in the source; absent for all of it. */
  readonly records?: { readonly first: number; readonly last: number };
}

const KEPT_BYTES = 128 << 20;

/** Sources laid out for people, whole or by a few records. */
export class ReadableViews {
  private readonly layouts = new ByteCache<Uint8Array>(KEPT_BYTES);

  constructor(
    private readonly platform: Platform,
    private readonly cache: SourceCache,
    private readonly cases: Cases,
  ) {}

  /** UTF-8 text. Text that is no JSON comes as it is. */
  get(address: ReadableAddress, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    const layOut = (): Promise<Uint8Array> =>
      address.records === undefined ? this.whole(address.source, cap, signal) : this.excerpt(address, cap, signal);
    return this.layouts.getOr(keyOf(address), layOut, ({ length }) => length);
  }

  forget(source: string): void {
    this.layouts.forgetWhere((key) => key.startsWith(`${source} `));
  }

  clear(): void {
    this.layouts.forgetWhere(() => true);
  }

  private async whole(source: string, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { bytes } = await this.cache.get(source, cap, signal);
    return looksLikeJson(bytes) ? readableLayout(bytes) : bytes;
  }

  private async excerpt({ source, records }: ReadableAddress, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { first, last } = records as NonNullable<ReadableAddress['records']>;
    const spans = this.cases.spansOf(source, first, last);
    if (spans.length === 0) throw new Error('Open the log as a case first: these records are not known.');
    const from = spans[0]?.start as number;
    const bytes = await readSpan(this.platform, source, from, spans[spans.length - 1]?.end as number, cap, signal);
    const parts = spans.map(({ start, end }) => decoder.decode(bytes.subarray(start - from, end - from)));
    return readableLayout(new TextEncoder().encode(`{"Records":[${parts.join(',')}]}`));
  }
}

const decoder = new TextDecoder('utf-8');

function keyOf({ source, records }: ReadableAddress): string {
  return records === undefined ? `${source} ` : `${source} ${records.first} ${records.last}`;
}

/** Whether bytes begin as a JSON object or array does. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\s*[{[]/.test(decoder.decode(bytes.subarray(0, 64)));
}
