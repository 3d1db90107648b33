import type { Platform } from './platform';
import { readSource } from './source';

/** Thrown through a stream that has given all that was wanted. */
class Enough extends Error {}

/** The uncompressed bytes `start…end` of a source; a stream ends as soon as it has them, and nothing else is kept. */
export async function readSpan(
  platform: Platform,
  uri: string,
  start: number,
  end: number,
  cap: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (platform.stream === undefined) return (await readSource(platform, uri, cap, signal)).bytes.slice(start, end);
  const wanted = new Uint8Array(end - start);
  const enough = new AbortController();
  signal?.addEventListener('abort', () => enough.abort(), { once: true });
  let at = 0;
  try {
    await platform.stream(
      uri,
      cap,
      (chunk) => {
        const from = Math.max(0, start - at);
        if (from < chunk.length && at < end)
          wanted.set(chunk.subarray(from, Math.min(chunk.length, end - at)), at + from - start);
        at += chunk.length;
        if (at >= end && !enough.signal.aborted) enough.abort(new Enough());
      },
      enough.signal,
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (at < end) throw error;
  }
  if (at < end) throw new Error('The file is shorter than it was when it was read.');
  return wanted;
}
