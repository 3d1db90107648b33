import { readSync } from 'node:fs';
import { Unpacker } from './unpacker';

const PACKED_CHUNK = 1 << 20;
const UNPACKED_CHUNK = 4 << 20;

/**
 * Whether a gzip file of which the beginning looks like a bomb unpacks to more than `limit`: callers may have written what
 * a log begins with, and only all of it tells. Nothing is kept of it. False also where it breaks before.
 */
export async function unpacksBeyond(file: number, size: number, limit: number, signal?: AbortSignal): Promise<boolean> {
  const unpacker = Unpacker.create();
  if (unpacker === undefined) return true;
  const [packed, room] = [Buffer.allocUnsafeSlow(PACKED_CHUNK), Buffer.allocUnsafeSlow(UNPACKED_CHUNK)];
  let [at, end, read, length] = [0, 0, 0, 0];
  unpacker.begin();
  try {
    for (;;) {
      if (at === end && read < size) {
        [at, end] = [0, readSync(file, packed, 0, packed.length, read)];
        read = end === 0 ? size : read + end;
      }
      const count = await unpacker.stepAside(packed, at, end, room, read >= size);
      signal?.throwIfAborted();
      length += count;
      if (length > limit) return true;
      at = end - unpacker.left;
      if (count < room.length && (unpacker.left > 0 || read >= size)) return false;
    }
  } catch {
    signal?.throwIfAborted();
    return false;
  } finally {
    unpacker.close();
  }
}

/** The same of a small file, in this thread. */
export function bytesUnpackBeyond(packed: Uint8Array, limit: number): boolean {
  const unpacker = Unpacker.create();
  if (unpacker === undefined) return true;
  const room = Buffer.allocUnsafeSlow(UNPACKED_CHUNK);
  unpacker.begin();
  try {
    for (let at = 0, length = 0; ; at = packed.length - unpacker.left) {
      const count = unpacker.step(packed, at, packed.length, room, true);
      length += count;
      if (length > limit) return true;
      if (count < room.length) return false;
    }
  } catch {
    return false;
  } finally {
    unpacker.close();
  }
}
