import type { Cases } from '../cases';
import type { Platform } from '../platform';
import type { ReadableViews } from '../readable/readableViews';
import type { SourceCache } from '../sources/sourceCache';
import { checkVersion, OtherVersion } from '../sources/version';
import { type NamePlaces, namePlaces } from './namePlaces';

/** What is asked of a log that nobody has open. */
export interface ClosedRequest {
  readonly source: string;
  /** Whether its document is the file itself, and not its readable view. */
  readonly isRaw: boolean;
  /** Of these records, counted from 0. */
  readonly records: readonly number[];
  /** Of a log whose records end behind so many bytes, unpacked, nothing is told. */
  readonly most: number;
}

/** A laid out log has so many times its bytes at most: who nests it deeper wants to fill the memory. */
const MOST_GROWTH = 10;

/** The documents of logs of a case before they are opened. */
export class ClosedDocuments {
  constructor(
    private readonly platform: Platform,
    private readonly cache: SourceCache,
    private readonly views: ReadableViews,
    private readonly cases: Cases,
  ) {}

  /**
   * Where the names of some records stand in a log's document. Undefined where it is too large, where no open case has it,
   * and where it is no longer as the case read it, which is asked each time.
   */
  async namePlaces(
    { source, isRaw, records, most }: ClosedRequest,
    cap: number,
    signal?: AbortSignal,
  ): Promise<NamePlaces | undefined> {
    const last = (this.cases.recordCount(source) ?? 0) - 1;
    const { spans, version } = this.cases.spansOf(source, last, last);
    if ((spans[0]?.end ?? Infinity) > most) return undefined;
    try {
      checkVersion(version, await this.platform.versionOf?.(source));
      if (records.length === 0) return namePlaces(new Uint8Array(), new Set());
      const { bytes } = await this.cache.get(source, cap, signal, version);
      if (bytes.length > most) return undefined;
      // one of another version may be kept
      if (!isRaw) this.views.forget(source);
      const text = isRaw ? bytes : await this.views.get({ source }, cap, signal);
      signal?.throwIfAborted();
      return text.length > MOST_GROWTH * most ? undefined : namePlaces(text, new Set(records));
    } catch (error) {
      if (error instanceof OtherVersion) return undefined;
      throw error;
    }
  }
}
