import { RecordSource } from '../reading/recordSource';
import { ByteCache } from './byteCache';
import type { Cases } from './cases';
import type { Platform } from './platform';
import { readSpan } from './readSpan';
import { readableText, recordsText } from './readableText';
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
    return readableText((await this.cache.get(source, cap, signal)).bytes);
  }

  private async excerpt({ source, records }: ReadableAddress, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { first, last } = records as NonNullable<ReadableAddress['records']>;
    const spans = this.cases.spansOf(source, first, last);
    if (spans.length === 0) throw new Error('Open the log as a case first: these records are not known.');
    const from = spans[0]?.start as number;
    const to = spans[spans.length - 1]?.end as number;
    const { bytes, head } = await readSpan(this.platform, source, from, to, cap, signal);
    const part = new RecordSource(bytes, head, from);
    return recordsText(
      spans.map(({ start, end }) => {
        const record = part.record(start, end);
        return record.bytes.slice(record.start, record.end);
      }),
    );
  }
}

function keyOf({ source, records }: ReadableAddress): string {
  return records === undefined ? `${source} ` : `${source} ${records.first} ${records.last}`;
}
