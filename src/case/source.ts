import { type Inflated, inflationLimit, isGzip } from '../reading/gzip';
import { bytesInWords, type SourceProblem } from '../reading/problem';
import { type FileOffset, offsetsInUtf16, SAME_OFFSET, toUtf8 } from '../reading/text';
import { ByteCache } from './byteCache';
import type { Platform } from './platform';

/** The uncompressed UTF-8 bytes of a source, and what went wrong on the way to them. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  /** Where in the uncompressed file, in bytes, places of its UTF-8 are. */
  readonly fileOffset: FileOffset;
  readonly problems: readonly SourceProblem[];
}

/** How large one source may become when it is inflated, in bytes, unless a setting says less: spans are 32-bit numbers. */
export const DEFAULT_INFLATED_CAP = 2 ** 31 - 1;

/** Reads a source and inflates it when its bytes say gzip. Rejects when it cannot be read at all, or is aborted. */
export async function readSource(
  platform: Platform,
  uri: string,
  cap: number,
  signal?: AbortSignal,
): Promise<SourceBytes> {
  const raw = await platform.read(uri, signal);
  signal?.throwIfAborted();
  if (raw.length > DEFAULT_INFLATED_CAP) throw new Error('The file is larger than 2 GiB.');
  if (!isGzip(raw)) return asUtf8(raw);
  const limit = inflationLimit(raw.length, Math.min(cap, DEFAULT_INFLATED_CAP));
  const inflated = await platform.inflate(raw, limit, signal);
  signal?.throwIfAborted();
  const source = asUtf8(inflated.bytes);
  if (inflated.problem === undefined) return source;
  const problem = gzipProblem(inflated.problem, inflated.bytes.length, raw.length, limit < cap);
  return { ...source, problems: [{ ...problem, offset: source.bytes.length }] };
}

function asUtf8(file: Uint8Array): SourceBytes {
  const bytes = toUtf8(file);
  return { bytes, fileOffset: bytes === file ? SAME_OFFSET : offsetsInUtf16(bytes), problems: [] };
}

function gzipProblem(
  problem: NonNullable<Inflated['problem']>,
  kept: number,
  size: number,
  isBomb: boolean,
): SourceProblem {
  const some = kept === 0 ? 'Nothing could be unpacked.' : `The ${bytesInWords(kept)} before the break are kept.`;
  switch (problem.kind) {
    case 'cap':
      return {
        message: isBomb
          ? `This is a gzip bomb or no log: ${bytesInWords(size)} unpack to more than ${bytesInWords(kept)}. It was stopped there; what came before is kept.`
          : `The file unpacks to more than ${bytesInWords(kept)} and was stopped there. What came before is kept. The limit is the setting cloudtrail.maximumInflatedSize.`,
        severity: 'error',
      };
    case 'trailing':
      return {
        message: 'Something that is not gzip data follows the log and is left out.',
        severity: 'warning',
      };
    case 'broken':
      return { message: `The gzip data is broken (${problem.detail}). ${some}`, severity: 'error' };
  }
}

/** Keeps the bytes of the sources looked at last, up to a total size: the next look needs no reading. */
export class SourceCache {
  private readonly kept: ByteCache<SourceBytes>;

  constructor(
    private readonly platform: Platform,
    limit = 256 << 20,
  ) {
    this.kept = new ByteCache(limit);
  }

  get(uri: string, cap: number, signal?: AbortSignal): Promise<SourceBytes> {
    const read = (): Promise<SourceBytes> => readSource(this.platform, uri, cap, signal);
    return this.kept.getOr(uri, read, ({ bytes }) => bytes.length);
  }

  /** To be called when the source changed. */
  forget(uri: string): void {
    this.kept.forgetWhere((key) => key === uri);
  }

  clear(): void {
    this.kept.forgetWhere(() => true);
  }
}
