import type { ByteSink } from '../../reading/bytes/byteSink';
import { type Inflate, inflationLimit, isGzip } from '../../reading/bytes/gzip';
import { joinedBytes } from '../../reading/bytes/joinedBytes';
import { endsInHalf, isUtf16, offsetsInUtf16, toUtf8 } from '../../reading/bytes/text';
import { bytesInWords, type SourceProblem } from '../../reading/problem';
import type { Platform, Streamed } from '../platform';
import { errorText } from '../errorText';
import { BOMB, gzipProblems, KEPT_OF_BOMB } from './gzipProblems';
import { PieceSink, SourceBytes } from './sourceBytes';
import { type Unpacked, unpackOn } from './unpackOn';

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
  if (problem !== undefined || (first !== undefined && (isUtf16(first) || isGzip(first)))) return undefined;
  return new SourceBytes(pieces, [], undefined, version);
}

/** What was read of a source before that failed. */
function begun(pieces: readonly Uint8Array[], error: unknown): SourceBytes {
  const [first] = pieces;
  // what is packed once more breaks off at a place that says nothing of its records
  if (first === undefined || isGzip(first)) throw error;
  const failure = errorText(error);
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
  const unpacked = await unpackLayers(platform.inflate, raw, limit, signal);
  const { faults } = unpacked;
  const isBomb = limit < most && faults.some(({ problem }) => problem.kind === 'cap');
  const bytes = isBomb ? unpacked.bytes.slice(0, KEPT_OF_BOMB) : unpacked.bytes;
  const source = asUtf8(bytes, version);
  if (faults.length === 0) return source;
  const problems = gzipProblems(faults, { unpacked: bytes.length, utf8: source.bytes.length, isBomb });
  return new SourceBytes([source.bytes], problems, source.fileOffset, version);
}

const HALF: SourceProblem = {
  message:
    'The file is UTF-16 text and ends in the middle of a character, of which the half is left out: it may be cut off.',
  severity: 'warning',
};

/** What was packed again, as by a tool that packs what it is given, is unpacked so often. */
const MAX_LAYERS = 3;

/** Unpacks a gzip file, and what it holds where that is one again. */
async function unpackLayers(inflate: Inflate, raw: Uint8Array, limit: number, signal?: AbortSignal): Promise<Unpacked> {
  let outer = await unpackOn(inflate, raw, limit, signal);
  signal?.throwIfAborted();
  for (let layer = 1; layer < MAX_LAYERS && isGzip(outer.bytes); layer++) {
    const { bytes, faults } = await unpackOn(inflate, outer.bytes, limit, signal);
    signal?.throwIfAborted();
    // where the outer one breaks off so does this one
    const end = outer.faults.map((fault) => ({ ...fault, at: bytes.length, goesOn: false }));
    outer = { bytes, faults: faults.length > 0 ? faults : end };
  }
  return outer;
}

function asUtf8(file: Uint8Array, version: string | undefined): SourceBytes {
  const bytes = toUtf8(file);
  const problems = endsInHalf(file) ? [{ ...HALF, offset: bytes.length }] : [];
  return new SourceBytes([bytes], problems, bytes === file ? undefined : offsetsInUtf16(bytes, file), version);
}
