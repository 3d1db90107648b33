import { closeSync, constants, fstatSync, openSync, read, readSync, type Stats, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { Streamed } from '../case/platform';
import { versionIn } from '../case/version';
import { type ByteSink, pour } from '../reading/byteSink';
import { inflationLimit, isBomb, isGzip } from '../reading/gzip';
import { plainBytes } from './plainBytes';
import { NO_FILE, reasonInWords } from './reasons';
import { rest, SMALL, type SmallFiles, smallFiles } from './smallFiles';
import {
  FINE,
  problem,
  type Status,
  type Take,
  BOMB,
  TOO_MUCH,
  TRAILING,
  sharedUnpacker,
  unpackAside,
  type Unpackers,
  unpackSmall,
} from './unpack';
import { Unpacker } from './unpacker';

const CHUNK = 1 << 20;
/** A large file has one of its own, because others may be unpacked meanwhile. */
const UNPACKERS = { small: sharedUnpacker, aside: smallFiles, large: () => Unpacker.create() };
/** What small files are read into, one after another. */
let small: Buffer | undefined;

/**
 * Gives the uncompressed bytes of a file to a sink, as long as it wants more. Any problem with the gzip data is told in
 * the answer, and what came before it may be incomplete: the caller then reads the file again with care. Says when the
 * file was written to meanwhile; one that is deleted or replaced is read to its end. Rejects in words for a person.
 */
export async function streamFile(
  path: string,
  cap: number,
  sink: ByteSink,
  signal?: AbortSignal,
  unpackers: { readonly small: Unpackers; readonly large: Unpackers } = UNPACKERS,
): Promise<Streamed> {
  return whileOpen(path, signal, async (file, { size }, isChanged) => {
    if (size > SMALL) return fromDisk(file, size, cap, (chunk) => pour(chunk, sink), unpackers.large, signal);
    const bytes = readSmall(file, size, memoryForSmall());
    // before what is unpacked of it is looked at
    const changed = isChanged();
    return { ...fromMemory(bytes, cap, sink, unpackers.small), changed };
  });
}

/** {@link streamFile} for a small file, in one go; undefined where it is none, or cannot be read. */
export function streamSmallFile(path: string, cap: number, sink: ByteSink): Streamed | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, OPEN_FLAGS);
    const before = fstatSync(file);
    if (!before.isFile() || before.size > SMALL) return undefined;
    const bytes = readSmall(file, before.size, memoryForSmall());
    const changed = !isSame(before, fstatSync(file));
    const { problem: found } = fromMemory(bytes, cap, sink, sharedUnpacker);
    return { problem: found, changed, version: versionOfStats(before), size: before.size };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function memoryForSmall(): Buffer {
  return (small ??= Buffer.allocUnsafeSlow(SMALL));
}

/**
 * The same in chunks, each of which is good until `take` answered it; meanwhile the next is read or unpacked. Once the
 * file was written to no more is given, and nothing where it is of another `version`.
 */
export async function chunksOfFile(
  path: string,
  cap: number,
  take: (chunk: Uint8Array) => Promise<boolean>,
  signal?: AbortSignal,
  version?: string,
  unpackers: { readonly aside: () => SmallFiles | undefined; readonly large: Unpackers } = UNPACKERS,
): Promise<Streamed> {
  return whileOpen(path, signal, async (file, facts, isChanged) => {
    if (version !== undefined && versionOfStats(facts) !== version) return { changed: true };
    const { size } = facts;
    const files = size > SMALL ? undefined : unpackers.aside();
    if (files === undefined) {
      const takeSame: Take = (chunk) => !isChanged() && take(plainBytes(chunk));
      return fromDisk(file, size, cap, takeSame, unpackers.large, signal);
    }
    try {
      const bytes = readSmall(file, size, files.packed);
      // all of it is here: what is written later changes nothing
      const changed = isChanged();
      if (changed) return { changed };
      if (isGzip(bytes)) {
        const limit = inflationLimit(bytes.length, cap);
        return { ...(await files.unpack(bytes.length, limit, (chunk) => take(plainBytes(chunk)))), changed };
      }
      await take(plainBytes(bytes));
      return { changed };
    } finally {
      rest(files);
    }
  });
}

/** Opens a file and says, besides what `read` does, whether it was written to meanwhile. */
async function whileOpen(
  path: string,
  signal: AbortSignal | undefined,
  read: (file: number, facts: Stats, isChanged: () => boolean) => Promise<Streamed>,
): Promise<Streamed> {
  try {
    const file = openSync(path, OPEN_FLAGS);
    try {
      const before = fstatSync(file);
      if (!before.isFile()) throw Object.assign(new Error(), { code: before.isDirectory() ? 'EISDIR' : NO_FILE });
      signal?.throwIfAborted();
      const opened = versionOfStats(before);
      const isChanged = (): boolean => !isSame(before, fstatSync(file));
      const streamed = await read(file, before, isChanged);
      return { ...streamed, changed: streamed.changed ?? isChanged(), version: opened, size: before.size };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonInWords(error));
  }
}

/** What tells the file at a path from another that stands there later, or from itself once it is written to. */
export function versionOfFile(path: string): string | undefined {
  try {
    return versionOfStats(statSync(path));
  } catch {
    return undefined;
  }
}

function versionOfStats({ size, mtimeMs: mtime }: Stats): string | undefined {
  return versionIn({ size, mtime });
}

/** The same as comparing versions, which thousands of small files make anew. */
function isSame(one: Stats, other: Stats): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs && one.ino === other.ino;
}

/** Not waiting for a pipe's other end, should the file have become one; the flag means nothing to files. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a small file, good until the next one is read. Synchronous: to wait four times for the thread pool costs
 * more than to read and unpack it.
 */
function readSmall(file: number, size: number, to: Buffer): Buffer {
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(file, to, length, size - length, length);
  return to.subarray(0, length);
}

function fromMemory(bytes: Buffer, cap: number, sink: ByteSink, unpackers: Unpackers): Status {
  if (isGzip(bytes)) return unpackSmall(bytes, inflationLimit(bytes.length, cap), sink, unpackers());
  pour(bytes, sink);
  return FINE;
}

async function fromDisk(
  file: number,
  size: number,
  cap: number,
  take: Take,
  unpackers: Unpackers,
  signal?: AbortSignal,
): Promise<Status> {
  const head = Buffer.alloc(2);
  readSync(file, head, 0, head.length, 0);
  const unpacker = isGzip(head) ? unpackers() : undefined;
  if (unpacker === undefined)
    return isGzip(head)
      ? throughStream(file, size, inflationLimit(size, cap), take, signal)
      : inChunks(file, cap, take, signal);
  try {
    return await unpackAside(unpacker, file, size, inflationLimit(size, cap), take, signal);
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
async function inChunks(file: number, cap: number, take: Take, signal?: AbortSignal): Promise<Status> {
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
async function throughStream(
  file: number,
  size: number,
  limit: number,
  take: Take,
  signal?: AbortSignal,
): Promise<Status> {
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
      if (isBomb(gunzip.bytesWritten, length)) return BOMB;
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
