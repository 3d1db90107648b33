import type { ByteSink } from '../reading/bytes/byteSink';
import type { Inflate, Inflated } from '../reading/bytes/gzip';
import type { FinderOf } from '../reading/json/memberSpans';
import type { PassedOver } from './passedOver';

/** A file that may hold records. */
export interface SourceFile {
  readonly uri: string;
  /** Named by the asker, not come upon in a folder. */
  readonly named: boolean;
  /** Bytes on disk; undefined when the file system does not say. */
  readonly size?: number;
  /** Milliseconds since 1970 UTC of the last change. */
  readonly mtime?: number;
  /** Why it cannot be read, where that is known already. */
  readonly failure?: string;
}

/** What was found behind addresses of files and folders. */
export interface Listing {
  readonly files: readonly SourceFile[];
  /** Of what stands in the folders; undefined where nothing was. */
  readonly passedOver?: PassedOver;
}

/** How a source ended that was handed over in chunks. */
export interface Streamed extends Pick<Inflated, 'problem'> {
  /** It was written to meanwhile. */
  readonly changed?: boolean;
  /** Its version when reading began, where there is one: see {@link Platform.versionOf}. */
  readonly version?: string;
  /** Its bytes as it lies on disk, where they are known. */
  readonly size?: number;
}

/** What differs between node, a worker and a browser; passed in by the entry that starts a case. */
export interface Platform {
  /** All bytes of a source as it lies on disk. Rejects with an Error whose message a person can read. */
  readonly read: (uri: string, signal?: AbortSignal) => Promise<Uint8Array>;
  readonly inflate: Inflate;
  /**
   * Gives the uncompressed bytes of a source to a sink, as long as it wants more; of a small one it may answer at once,
   * because of thousands each wait counts. Where it is missing, sources are read whole.
   */
  readonly stream?: (uri: string, cap: number, sink: ByteSink, signal?: AbortSignal) => Streamed | Promise<Streamed>;
  /**
   * The same in chunks, each of which is good until `take` answered it: while it is looked at, the next is unpacked.
   * `take` says whether more is wanted. Of a source that is written to no more is given, and of another `version` than
   * the one that is asked for nothing.
   */
  readonly chunks?: (
    uri: string,
    cap: number,
    take: (chunk: Uint8Array) => Promise<boolean>,
    signal?: AbortSignal,
    version?: string,
  ) => Promise<Streamed>;
  /** Tells what stands at an address from what stood there at other times; undefined when nothing does any more. */
  readonly versionOf?: (uri: string) => Promise<string | undefined>;
  /** What finds members of records quickly; where it is missing, it is done the careful way. */
  readonly finderOf?: () => Promise<FinderOf | undefined>;
  /**
   * Every file below folders that may hold records, and files named themselves; in order of name. `key`: of the case
   * that they are for.
   */
  readonly list: (uris: readonly string[], signal?: AbortSignal, key?: string) => Promise<Listing>;
}
