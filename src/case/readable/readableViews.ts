import { RecordSource } from '../../reading/recordSource';
import { isGzip } from '../../reading/bytes/gzip';
import { isUtf16, toUtf8 } from '../../reading/bytes/text';
import { ByteCache } from '../sources/byteCache';
import type { Cases } from '../cases';
import type { Platform } from '../platform';
import { WORTH_PARTS, firstRecords } from './firstRecords';
import { readSpan } from './readSpan';
import { readStart } from './readStart';
import { readableText, recordsText, wantsLayout } from './readableText';
import type { SourceCache } from '../sources/sourceCache';

/** What a readable view shows: a whole source, or some of its records. */
export interface ReadableAddress {
  readonly source: string;
  /** Records from `first` to `last`, both shown, counted from 0 in the source; absent for all of it. */
  readonly records?: { readonly first: number; readonly last: number };
  /** Only as far as the {@link Beginning.first} records go. */
  readonly beginning?: true;
}

/** What the first bytes of a source tell; cheap, to choose how to open it. */
export interface Beginning {
  /** Whether a person wants it laid out. */
  readonly wantsLayout: boolean;
  /** Bytes on disk; undefined when the file system does not say. */
  readonly size?: number;
  /** The readable view of a large source as far as its first records go, to be seen until all of it is laid out. */
  readonly first?: Uint8Array;
}

const KEPT_BYTES = 128 << 20;
/** A source that has to be read whole to see its start is looked at up to this size: no document holds larger ones. */
const MAX_WHOLE = 64 << 20;

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
    const { source } = address;
    const layOut = async (): Promise<Uint8Array> => {
      if (address.records !== undefined) return this.excerpt(address, cap, signal);
      const first = address.beginning && (await this.beginning(source, cap, signal)).first;
      return first ?? this.whole(source, cap, signal);
    };
    return this.layouts.getOr(keyOf(address), layOut, ({ length }) => length);
  }

  /** Looks at the start of a source, and reads no more of it than that where it can. */
  async beginning(source: string, cap: number, signal?: AbortSignal): Promise<Beginning> {
    const { stream } = this.platform;
    const [{ size } = { size: undefined }] = (await this.platform.list([source], signal)).files;
    if (stream === undefined && (size ?? 0) > MAX_WHOLE) return { wantsLayout: false, size };
    const start =
      stream === undefined
        ? (await this.cache.get(source, cap, signal)).bytes.subarray(0, WORTH_PARTS)
        : await readStart(stream, source, WORTH_PARTS, cap, signal);
    // packed once more: nobody reads that as it is
    if (isGzip(start)) return { wantsLayout: true, size };
    const isLarge = start.length === WORTH_PARTS && !isUtf16(start);
    return { wantsLayout: wantsLayout(toUtf8(start)), size, first: isLarge ? firstRecords(start) : undefined };
  }

  forget(source: string): void {
    this.layouts.forgetWhere((key) => key.startsWith(`${source} `));
  }

  clear(): void {
    this.layouts.forgetWhere(() => true);
  }

  private async whole(source: string, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    return readableText((await this.cache.get(source, cap, signal)).bytes, cap);
  }

  private async excerpt({ source, records }: ReadableAddress, cap: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { first, last } = records as NonNullable<ReadableAddress['records']>;
    const { spans, version } = this.cases.spansOf(source, first, last);
    if (spans.length === 0) throw new Error('Open the log as a case first: these records are not known.');
    const from = spans[0]?.start as number;
    const to = spans[spans.length - 1]?.end as number;
    const span = await readSpan(this.platform, source, { from, to, version }, cap, signal);
    const part = new RecordSource(span.bytes, span.head, span.from);
    return recordsText(
      spans.map(({ start, end }) => {
        const record = part.record(start, end);
        return record.bytes.slice(record.start, record.end);
      }),
    );
  }
}

function keyOf({ source, records, beginning }: ReadableAddress): string {
  if (beginning === true) return `${source} beginning`;
  return records === undefined ? `${source} ` : `${source} ${records.first} ${records.last}`;
}
