import type { Records } from '../../reading/recordSource';
import type { Platform } from '../platform';
import { arrivingRecords, type RecordSpan } from './arrivingRecords';
import type { AskedRecords } from './askedRecords';
import { ByteCache } from './byteCache';
import { DEFAULT_INFLATED_CAP, readSource } from './source';
import type { SourceBytes } from './sourceBytes';
import { checkVersion } from './version';

/** How some records of a source are read. */
export interface RecordOptions {
  readonly signal?: AbortSignal | undefined;
  /** See {@link SourceCache.get}. */
  readonly version?: string | undefined;
  /** Told of the source where all of it is held. */
  readonly onWhole?: (source: SourceBytes) => void;
}

/** Keeps the bytes of the sources looked at last, up to a total size: the next look needs no reading. */
export class SourceCache {
  private readonly kept: ByteCache<SourceBytes>;
  /** Of sources that are not kept whole. */
  private readonly asked = new Map<string, AskedRecords>();

  constructor(
    private readonly platform: Platform,
    limit = 256 << 20,
  ) {
    this.kept = new ByteCache(limit);
  }

  /**
   * All of a source: of one that cannot be read to its end nothing, because who asks may want what is missing. `version`:
   * rejects with {@link OtherVersion} where the source is another one now.
   */
  async get(uri: string, cap: number, signal?: AbortSignal, version?: string): Promise<SourceBytes> {
    const read = async (): Promise<SourceBytes> => {
      const source = await readSource(this.platform, uri, cap, signal);
      if (source.failure !== undefined) throw new Error(source.failure);
      return source;
    };
    if (version !== undefined && !this.isHere(uri, version)) {
      // a large source is not read in vain
      checkVersion(version, await this.platform.versionOf?.(uri));
      if (this.kept.get(uri) !== undefined) this.kept.forget(uri);
    }
    const source = await this.kept.getOr(uri, read, ({ size }) => size);
    checkVersion(version, source.version);
    return source;
  }

  /**
   * The same for some records of a source; where it is not here, they come while it is read, so that it is not held whole.
   */
  async records(
    uri: string,
    cap: number,
    spans: readonly RecordSpan[] | undefined,
    { signal, version, onWhole }: RecordOptions = {},
  ): Promise<Records> {
    const asked = this.asked.get(uri);
    const isSame = version === undefined || asked?.version === undefined || asked.version === version;
    if (asked !== undefined && spans !== undefined && isSame && asked.have(spans)) return asked;
    const isWhole = spans === undefined || this.isHere(uri, version);
    const arriving = isWhole
      ? undefined
      : await arrivingRecords(this.platform, uri, Math.min(cap, DEFAULT_INFLATED_CAP), spans, signal, version);
    if (arriving !== undefined) return arriving;
    const source = await this.get(uri, cap, signal, version);
    onWhole?.(source);
    return source.records;
  }

  private isHere(uri: string, version: string | undefined): boolean {
    const kept = this.kept.get(uri);
    return kept !== undefined && (version === undefined || kept.version === undefined || kept.version === version);
  }

  /** Keeps what was read of a source on another way. */
  keep(uri: string, bytes: SourceBytes): void {
    this.kept.set(uri, bytes, bytes.size);
  }

  /** Keeps what was read of some records of a source. */
  keepRecords(uri: string, records: AskedRecords): void {
    this.asked.set(uri, records);
  }

  /** To be called when the source changed, or nobody looks at it any more. */
  forget(uri: string): void {
    this.asked.delete(uri);
    this.kept.forget(uri);
  }

  clear(): void {
    this.asked.clear();
    this.kept.forgetWhere(() => true);
  }
}
