import type { ByteSink } from '../../reading/bytes/byteSink';
import { type Inflated, inflationLimit, isGzip, MOST_RATIO } from '../../reading/bytes/gzip';
import { joinedBytes } from '../../reading/bytes/joinedBytes';
import { bytesInWords, type SourceProblem } from '../../reading/problem';
import type { Records } from '../../reading/recordSource';
import { isUtf16, offsetsInUtf16, toUtf8 } from '../../reading/bytes/text';
import { arrivingRecords, type RecordSpan } from './arrivingRecords';
import { ByteCache } from './byteCache';
import type { Platform, Streamed } from '../platform';
import { PieceSink, SourceBytes } from './sourceBytes';
import { type GzipFault, unpackOn } from './unpackOn';
import { checkVersion } from './version';

/** How large one source may become when it is inflated, in bytes, unless a setting says less: spans are 32-bit numbers. */
export const DEFAULT_INFLATED_CAP = 2 ** 31 - 1;

/**
 * Reads a source and inflates it when its bytes say gzip. Rejects when it cannot be read at all, or is aborted. Where it
 * comes in pieces, they pass through the sink that `watch` makes, and end when that wants no more; those that came before
 * the disk failed are kept.
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

/** The quicker way where nothing is wrong with a source, or it is a bomb; undefined where something else is. */
async function streamed(
  platform: Platform,
  uri: string,
  cap: number,
  signal: AbortSignal | undefined,
  watch: (sink: ByteSink) => ByteSink,
): Promise<SourceBytes | undefined> {
  if (platform.stream === undefined) return undefined;
  const sink = new PieceSink();
  const most = Math.min(cap, DEFAULT_INFLATED_CAP);
  let ended: Streamed;
  try {
    ended = await platform.stream(uri, most, watch(sink), signal);
  } catch (error) {
    signal?.throwIfAborted();
    return begun(sink.pieces(), error);
  }
  const { problem, changed, version, size = 0 } = ended;
  signal?.throwIfAborted();
  const pieces = sink.pieces();
  const [first] = pieces;
  if (changed === true) return undefined;
  if (problem?.kind === 'bomb' || (problem?.kind === 'cap' && inflationLimit(size, most) < most)) {
    const { bytes, fileOffset } = asUtf8(first?.slice(0, KEPT_OF_BOMB) ?? new Uint8Array(), version);
    return new SourceBytes([bytes], [{ ...BOMB, offset: bytes.length }], fileOffset, version);
  }
  if (problem !== undefined || (first !== undefined && isUtf16(first))) return undefined;
  return new SourceBytes(pieces, [], undefined, version);
}

/** Of what can only be a bomb no more is looked at, so that it is told quickly. */
const KEPT_OF_BOMB = 1 << 16;

const BOMB: SourceProblem = {
  message: `This is a gzip bomb or no log: it unpacks to more than ${MOST_RATIO} times its size. Only the first ${bytesInWords(KEPT_OF_BOMB)} were looked at.`,
  severity: 'error',
};

/** What was read of a source before that failed. */
function begun(pieces: readonly Uint8Array[], error: unknown): SourceBytes {
  const [first] = pieces;
  if (first === undefined) throw error;
  const failure = error instanceof Error ? error.message : String(error);
  const source = isUtf16(first) ? asUtf8(joinedBytes(pieces), undefined) : new SourceBytes(pieces);
  const message = `${failure} The ${bytesInWords(source.size)} that were read before are kept.`;
  const problem = { message, severity: 'error', offset: source.size } as const;
  // of what version it is nobody told: reading it failed
  return new SourceBytes([source.bytes], [problem], source.fileOffset, undefined, failure);
}

/** All of a source at once: the way that says what is wrong with it. */
export async function readWhole(
  platform: Platform,
  uri: string,
  cap: number,
  signal?: AbortSignal,
): Promise<SourceBytes> {
  // before it is read: of what is written to meanwhile no later version is the one that was read
  const version = await platform.versionOf?.(uri);
  const raw = await platform.read(uri, signal);
  signal?.throwIfAborted();
  if (raw.length > DEFAULT_INFLATED_CAP) throw new Error('The file is larger than 2 GiB.');
  if (!isGzip(raw)) return asUtf8(raw, version);
  const most = Math.min(cap, DEFAULT_INFLATED_CAP);
  const limit = inflationLimit(raw.length, most);
  const unpacked = await unpackOn(platform.inflate, raw, limit, signal);
  signal?.throwIfAborted();
  const { faults } = unpacked;
  const isBomb = limit < most && faults.some(({ problem }) => problem.kind === 'cap');
  const bytes = isBomb ? unpacked.bytes.slice(0, KEPT_OF_BOMB) : unpacked.bytes;
  const source = asUtf8(bytes, version);
  if (faults.length === 0) return source;
  const problems = faults.slice(0, MAX_FAULTS).map((fault): SourceProblem => {
    const offset = fault.at === bytes.length ? source.bytes.length : Math.min(fault.at, source.bytes.length);
    const isCap = isBomb && fault.problem.kind === 'cap';
    const end = isCap ? BOMB : gzipProblem(fault.problem, bytes.length);
    const said = fault.goesOn ? between(fault) : end;
    return { ...said, offset };
  });
  const more = faults.length - problems.length;
  if (more > 0) problems.push({ message: `The gzip data is broken in ${more} more places.`, severity: 'error' });
  return new SourceBytes([source.bytes], problems, source.fileOffset, version);
}

/** So many places are named where a gzip file is broken. */
const MAX_FAULTS = 20;

/** What is said where more of the file follows. */
function between({ problem }: GzipFault): SourceProblem {
  const wrong = CHECK.test(problem.detail) ? ' Not all of what comes before is what was packed.' : '';
  return problem.kind === 'trailing'
    ? { message: 'Something here that is not gzip data is left out; reading goes on after it.', severity: 'warning' }
    : {
        message: `The gzip data is broken here (${problem.detail}). What comes before and what is packed by itself after it are kept.${wrong}`,
        severity: 'error',
      };
}

function asUtf8(file: Uint8Array, version: string | undefined): SourceBytes {
  const bytes = toUtf8(file);
  return new SourceBytes([bytes], [], bytes === file ? undefined : offsetsInUtf16(bytes, file), version);
}

/** Its end alone tells that something in gzip data is wrong, where it could be unpacked all the same. */
const CHECK = /data check|length check/;

function keptInWords(detail: string, kept: number): string {
  return CHECK.test(detail)
    ? `It unpacks to ${bytesInWords(kept)}, which are kept, but not all of them are what was packed.`
    : `The ${bytesInWords(kept)} before the break are kept.`;
}

function gzipProblem(problem: NonNullable<Inflated['problem']>, kept: number): SourceProblem {
  const some = kept === 0 ? 'Nothing could be unpacked.' : keptInWords(problem.detail, kept);
  switch (problem.kind) {
    case 'cap':
      return {
        message: `The file unpacks to more than ${bytesInWords(kept)} and was stopped there. What came before is kept. The limit is the setting cloudtrail.maximumInflatedSize.`,
        severity: 'error',
      };
    case 'bomb':
      return BOMB;
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
   * `onWhole` is told where it is.
   */
  async records(
    uri: string,
    cap: number,
    spans: readonly RecordSpan[] | undefined,
    signal?: AbortSignal,
    version?: string,
    onWhole?: (source: SourceBytes) => void,
  ): Promise<Records> {
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

  /** To be called when the source changed. */
  forget(uri: string): void {
    this.kept.forget(uri);
  }

  clear(): void {
    this.kept.forgetWhere(() => true);
  }
}
