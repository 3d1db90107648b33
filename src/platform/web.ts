import type { Platform } from '../case/platform';
import type { Inflated } from '../reading/gzip';

/** In a browser every file system is the editor's: bytes are always asked of `elsewhere`. */
export function webPlatform(elsewhere: Pick<Platform, 'read' | 'list'>): Platform {
  return { inflate: inflateWeb, ...elsewhere };
}

/** {@link Inflate} over DecompressionStream. It refuses what follows the gzip data, which is then told as trailing. */
export async function inflateWeb(bytes: Uint8Array, cap: number, signal?: AbortSignal): Promise<Inflated> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return { bytes: concat(chunks, length) };
      const room = cap - length;
      chunks.push(value.length > room ? value.subarray(0, room) : value);
      length += Math.min(room, value.length);
      if (value.length > room) return { bytes: concat(chunks, length), problem: { kind: 'cap', detail: '' } };
    }
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    const kind = /trailing|junk/i.test(detail) ? 'trailing' : 'broken';
    return { bytes: concat(chunks, length), problem: { kind, detail } };
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
