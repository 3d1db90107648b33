import { chunkSink } from '../../reading/bytes/byteSink';
import type { Platform } from '../platform';

type Stream = NonNullable<Platform['stream']>;

/**
 * Gives `take` the uncompressed bytes of a source, each chunk with its offset, until there were `end` of them; answers
 * with how many there were, and of which version of it. What goes wrong after them is nothing to who asks.
 */
export async function streamUntil(
  stream: Stream,
  uri: string,
  end: number,
  cap: number,
  take: (chunk: Uint8Array, at: number) => void,
  signal?: AbortSignal,
): Promise<{ readonly length: number; readonly version?: string | undefined }> {
  let at = 0;
  const sink = chunkSink((chunk) => {
    take(chunk, at);
    at += chunk.length;
    return at < end;
  });
  try {
    const { version } = await stream(uri, cap, sink, signal);
    return { length: at, version };
  } catch (error) {
    signal?.throwIfAborted();
    if (at < end) throw error;
  }
  return { length: at };
}

/** The first `size` uncompressed bytes of a source, or all where it has fewer; nothing is read after them. */
export async function readStart(
  stream: Stream,
  uri: string,
  size: number,
  cap: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const take = (chunk: Uint8Array, at: number): void => bytes.set(chunk.subarray(0, size - at), at);
  const { length } = await streamUntil(stream, uri, size, cap, take, signal);
  return bytes.subarray(0, length);
}
