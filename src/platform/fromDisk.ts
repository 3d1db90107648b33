import { read, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { inflationLimit, isGzip } from '../reading/bytes/gzip';
import {
  FINE,
  type LargeFile,
  problem,
  type Status,
  type Take,
  TOO_MUCH,
  TRAILING,
  unpackAside,
  type Unpackers,
} from './unpack';

const CHUNK = 1 << 20;

/** Gives the bytes of a large file, unpacked where it is packed, chunk by chunk. */
export async function fromDisk(large: LargeFile, cap: number, take: Take, unpackers: Unpackers): Promise<Status> {
  const { file, size } = large;
  const head = Buffer.alloc(2);
  readSync(file, head, 0, head.length, 0);
  const unpacker = isGzip(head) ? unpackers() : undefined;
  if (unpacker === undefined)
    return isGzip(head) ? throughStream(large, inflationLimit(size, cap), take) : inChunks(large, cap, take);
  try {
    return await unpackAside(unpacker, large, inflationLimit(size, cap), take);
  } finally {
    unpacker.close();
  }
}

const readAside = promisify(read);

/** The next bytes of a file from `at` on; none at its end. It stays the same file, whatever becomes of its path. */
function chunkAt(file: number, at: number): Promise<Buffer> {
  const chunk = readAside(file, Buffer.allocUnsafeSlow(CHUNK), 0, CHUNK, at).then(({ buffer, bytesRead }) =>
    buffer.subarray(0, bytesRead),
  );
  // it may fail while the one before it is still being taken: that is told when its turn comes
  chunk.catch(() => undefined);
  return chunk;
}

/** While one chunk is taken, the next is read. */
async function inChunks({ file, signal }: LargeFile, cap: number, take: Take): Promise<Status> {
  let next = chunkAt(file, 0);
  try {
    for (let length = 0; ;) {
      const chunk = await next;
      signal?.throwIfAborted();
      length += chunk.length;
      if (length > cap) return TOO_MUCH;
      if (chunk.length === 0) return FINE;
      next = chunkAt(file, length);
      if (!(await take(chunk))) return FINE;
    }
  } finally {
    // the file is closed after it
    await next.catch(() => undefined);
  }
}

/** Unpacks a large file with what node documents. */
async function throughStream({ file, size, signal }: LargeFile, limit: number, take: Take): Promise<Status> {
  let reading: Promise<Buffer> | undefined;
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; ;) {
      const chunk = await (reading = chunkAt(file, at));
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const packed = Readable.from(chunks()).on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    let length = 0;
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      length += chunk.length;
      if (length > limit) return TOO_MUCH;
      if (!(await take(chunk))) return FINE;
    }
    return gunzip.bytesWritten < size ? TRAILING : FINE;
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) return problem(error);
    throw error;
  } finally {
    packed.destroy();
    // the file is closed after it
    await reading?.catch(() => undefined);
  }
}
