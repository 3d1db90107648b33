import type { ByteSink } from '../reading/byteSink';
import { type Inflated, inflationLimit, isGzip } from '../reading/gzip';
import { bytesInWords, type SourceProblem } from '../reading/problem';
import type { Records } from '../reading/recordSource';
import { isUtf16, offsetsInUtf16, toUtf8 } from '../reading/text';
import { arrivingRecords, type RecordSpan } from './arrivingRecords';
import { ByteCache } from './byteCache';
import type { Platform } from './platform';
import { PieceSink, SourceBytes } from './sourceBytes';
import { type GzipFault, unpackOn } from './unpackOn';

/** How large one source may become when it is inflated, in bytes, unless a setting says less: spans are 32-bit numbers. */
export const DEFAULT_INFLATED_CAP = 2 ** 31 - 1;

/**
 * Reads a source and inflates it when its bytes say gzip. Rejects when it cannot be read at all, or is aborted. Where it
 * comes in pieces, they pass through the sink that `watch` makes, and end when that wants no more.
 */
export async function readSource(
  platform: Platform,
  uri: string,
  cap: number,
  signal?: AbortSignal,
  watch: (sink: ByteSink) => ByteSink = (sink) => sink,
): Promise<SourceBytes> {
  return (await streamed(platform, uri, cap, signal, watch)) ?? readWhole(platform, uri, cap, signal);
}

/** The quicker way where nothing is wrong with a source, undefined where something is. */
async function streamed(
  platform: Platform,
  uri: string,
  cap: number,
  signal: AbortSignal | undefined,
  watch: (sink: ByteSink) => ByteSink,
): Promise<SourceBytes | undefined> {
  if (platform.stream === undefined) return undefined;
  const sink = new PieceSink();
  const { problem, changed } = await platform.stream(uri, Math.min(cap, DEFAULT_INFLATED_CAP), watch(sink), signal);
  signal?.throwIfAborted();
  const pieces = sink.pieces();
  const [first] = pieces;
  if (problem !== undefined || changed === true || (first !== undefined && isUtf16(first))) return undefined;
  return new SourceBytes(pieces);
}

/** All of a source at once: the way that says what is wrong with it. */
export async function readWhole(
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
  const { bytes, faults } = await unpackOn(platform.inflate, raw, limit, signal);
  signal?.throwIfAborted();
  const source = asUtf8(bytes);
  if (faults.length === 0) return source;
  const problems = faults.slice(0, MAX_FAULTS).map((fault): SourceProblem => {
    const offset = fault.at === bytes.length ? source.bytes.length : Math.min(fault.at, source.bytes.length);
    const said = fault.goesOn ? between(fault) : gzipProblem(fault.problem, bytes.length, raw.length, limit < cap);
    return { ...said, offset };
  });
  const more = faults.length - problems.length;
  if (more > 0) problems.push({ message: `The gzip data is broken in ${more} more places.`, severity: 'error' });
  return new SourceBytes([source.bytes], problems, source.fileOffset);
}

/** So many places are named where a gzip file is broken. */
const MAX_FAULTS = 20;

/** What is said where more of the file follows. */
function between({ problem }: GzipFault): SourceProblem {
  return problem.kind === 'trailing'
    ? { message: 'Something here that is not gzip data is left out; reading goes on after it.', severity: 'warning' }
    : {
        message: `The gzip data is broken here (${problem.detail}). What comes before and what is packed by itself after it are kept.`,
        severity: 'error',
      };
}

function asUtf8(file: Uint8Array): SourceBytes {
  const bytes = toUtf8(file);
  return bytes === file ? new SourceBytes([bytes]) : new SourceBytes([bytes], [], offsetsInUtf16(bytes, file));
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
    return this.kept.getOr(uri, read, ({ size }) => size);
  }

  /** The same for some records of a source; where it is not here, they come while it is read, so that it is not held whole. */
  async records(uri: string, cap: number, spans: readonly RecordSpan[] | undefined): Promise<Records> {
    const isHere = spans === undefined || this.kept.get(uri) !== undefined;
    const arriving = isHere
      ? undefined
      : await arrivingRecords(this.platform, uri, Math.min(cap, DEFAULT_INFLATED_CAP), spans);
    return arriving ?? (await this.get(uri, cap)).records;
  }

  /** Keeps what was read of a source on another way. */
  keep(uri: string, bytes: SourceBytes): void {
    this.kept.set(uri, bytes, bytes.size);
  }

  /** To be called when the source changed. */
  forget(uri: string): void {
    this.kept.forget(uri);
  }

  clear(): void {
    this.kept.forgetWhere(() => true);
  }
}
