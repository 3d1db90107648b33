import { isPacked, isToldByEnd } from '../../reading/containers';
import { type Head, headLength, headOf } from '../../reading/head';
import { isGzip } from '../../reading/bytes/gzip';
import { isUtf16 } from '../../reading/bytes/text';
import type { Platform } from '../platform';
import { streamUntil } from './readStart';
import { readSource } from '../sources/source';
import { checkVersion } from '../sources/version';

/** A part of a source. */
export interface SpanBytes {
  readonly bytes: Uint8Array;
  /** Where in the source they begin. */
  readonly from: number;
  /** The beginning of the whole source, which tells how its records are written. */
  readonly head: Head;
}

/** Which bytes of a source are wanted, uncompressed and as UTF-8; `version`: of this version of it alone. */
export interface WantedSpan {
  readonly from: number;
  readonly to: number;
  readonly version?: string | undefined;
}

/**
 * The wanted bytes of a source; a stream ends as soon as it has them, and nothing else is kept. Of a source whose records
 * are packed it is all of them. Rejects with {@link OtherVersion} where the source is another one.
 */
export async function readSpan(
  platform: Platform,
  uri: string,
  span: WantedSpan,
  cap: number,
  signal?: AbortSignal,
): Promise<SpanBytes> {
  const streamed = await streamSpan(platform, uri, span, cap, signal);
  if (streamed !== undefined) return streamed;
  const { bytes, version, failure } = await readSource(platform, uri, cap, signal);
  checkVersion(span.version, version);
  if (failure !== undefined && bytes.length < span.to) throw new Error(failure);
  const head = headOf(bytes);
  return isPacked(head) ? { bytes, head, from: 0 } : { bytes: bytes.slice(span.from, span.to), head, from: span.from };
}

const MORE = 1 << 16;

/** Undefined where the source can only be read whole. */
async function streamSpan(
  platform: Platform,
  uri: string,
  span: WantedSpan,
  cap: number,
  signal?: AbortSignal,
): Promise<SpanBytes | undefined> {
  if (platform.stream === undefined) return undefined;
  const { from: start, to: end, version } = span;
  const wanted = new Uint8Array(end - start);
  let head = new Uint8Array();
  const take = (chunk: Uint8Array, at: number): void => {
    // some more for the space and the mark before it
    if (at === 0) head = new Uint8Array(headLength(chunk) + MORE);
    if (at < head.length) head.set(chunk.subarray(0, head.length - at), at);
    const from = Math.max(0, start - at);
    if (from < chunk.length && at < end)
      wanted.set(chunk.subarray(from, Math.min(chunk.length, end - at)), at + from - start);
  };
  const { length: read, version: found } = await streamUntil(platform.stream, uri, end, cap, take, signal);
  checkVersion(version, found);
  // its spans are those of its UTF-8, or of what is unpacked once more
  if (isUtf16(head) || isGzip(head)) return undefined;
  if (read < end) throw new Error('The file is shorter than it was when it was read.');
  const beginning = headOf(head.subarray(0, read));
  return isToldByEnd(beginning) || isPacked(beginning) ? undefined : { bytes: wanted, head: beginning, from: start };
}
