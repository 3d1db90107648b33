import { isPacked, isToldByEnd } from '../reading/containers';
import { type Head, headOf } from '../reading/head';
import { isUtf16 } from '../reading/text';
import type { Platform } from './platform';
import { streamUntil } from './readStart';
import { readSource } from './source';

/** A part of a source. */
export interface SpanBytes {
  readonly bytes: Uint8Array;
  /** Where in the source they begin. */
  readonly from: number;
  /** The beginning of the whole source, which tells how its records are written. */
  readonly head: Head;
}

/** What a source is, is told by so much of it; some more for the space and the mark before it. */
const HEAD = 1 << 17;

/**
 * The bytes `start…end` of a source, uncompressed and as UTF-8; a stream ends as soon as it has them, and nothing else
 * is kept. Of a source whose records are packed it is all of them.
 */
export async function readSpan(
  platform: Platform,
  uri: string,
  start: number,
  end: number,
  cap: number,
  signal?: AbortSignal,
): Promise<SpanBytes> {
  const streamed = await streamSpan(platform, uri, start, end, cap, signal);
  if (streamed !== undefined) return streamed;
  const { bytes, failure } = await readSource(platform, uri, cap, signal);
  if (failure !== undefined && bytes.length < end) throw new Error(failure);
  const head = headOf(bytes);
  return isPacked(head) ? { bytes, head, from: 0 } : { bytes: bytes.slice(start, end), head, from: start };
}

/** Undefined where the source can only be read whole. */
async function streamSpan(
  platform: Platform,
  uri: string,
  start: number,
  end: number,
  cap: number,
  signal?: AbortSignal,
): Promise<SpanBytes | undefined> {
  if (platform.stream === undefined) return undefined;
  const wanted = new Uint8Array(end - start);
  const head = new Uint8Array(HEAD);
  const take = (chunk: Uint8Array, at: number): void => {
    if (at < HEAD) head.set(chunk.subarray(0, HEAD - at), at);
    const from = Math.max(0, start - at);
    if (from < chunk.length && at < end)
      wanted.set(chunk.subarray(from, Math.min(chunk.length, end - at)), at + from - start);
  };
  const read = await streamUntil(platform.stream, uri, end, cap, take, signal);
  // its spans are those of its UTF-8
  if (isUtf16(head)) return undefined;
  if (read < end) throw new Error('The file is shorter than it was when it was read.');
  const beginning = headOf(head.subarray(0, read));
  return isToldByEnd(beginning) || isPacked(beginning) ? undefined : { bytes: wanted, head: beginning, from: start };
}
