import { chunkSink } from '../reading/byteSink';
import type { Platform } from './platform';

/** The first `size` uncompressed bytes of a source, or all where it has fewer; nothing is read after them. */
export async function readStart(
  stream: NonNullable<Platform['stream']>,
  uri: string,
  size: number,
  cap: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  const sink = chunkSink((chunk) => {
    const some = chunk.subarray(0, size - at);
    bytes.set(some, at);
    at += some.length;
    return at < size;
  });
  try {
    await stream(uri, cap, sink, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (at < size) throw error;
  }
  return bytes.subarray(0, at);
}
