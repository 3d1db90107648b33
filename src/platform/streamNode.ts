import { closeSync, constants, createReadStream, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Streamed } from '../case/platform';
import { type ByteSink, pour } from '../reading/byteSink';
import { inflationLimit, isGzip } from '../reading/gzip';
import { NO_FILE, reasonInWords } from './reasons';
import {
  FINE,
  problem,
  type Status,
  TRAILING,
  sharedUnpacker,
  unpackAside,
  type Unpackers,
  unpackSmall,
} from './unpack';
import { Unpacker } from './unpacker';

/** Up to this size on disk a file is read and unpacked in one go: starting a stream costs more than it saves. */
const SMALL = 1 << 19;
const CHUNK = 1 << 20;
/** A large file has one of its own, because others may be unpacked meanwhile. */
const UNPACKERS = { small: sharedUnpacker, large: () => Unpacker.create() };
/** What small files are read into, one after another. */
let small: Buffer | undefined;

/**
 * Gives the uncompressed bytes of a file to a sink, as long as it wants more. Any problem with the gzip data is told in
 * the answer, and what came before it may be incomplete: the caller then reads the file again with care. Says when the
 * file was written to meanwhile. Rejects in words for a person.
 */
export async function streamFile(
  path: string,
  cap: number,
  sink: ByteSink,
  signal?: AbortSignal,
  unpackers: { readonly small: Unpackers; readonly large: Unpackers } = UNPACKERS,
): Promise<Streamed> {
  try {
    const file = openSync(path, OPEN_FLAGS);
    try {
      const before = fstatSync(file);
      if (!before.isFile()) throw Object.assign(new Error(), { code: before.isDirectory() ? 'EISDIR' : NO_FILE });
      signal?.throwIfAborted();
      if (before.size <= SMALL) {
        const bytes = readSmall(file, before.size);
        const changed = isOther(before, fstatSync(file));
        return { ...fromMemory(bytes, cap, sink, unpackers.small), changed };
      }
      const status = await fromDisk(path, file, before.size, cap, sink, unpackers.large, signal);
      return { ...status, changed: isOther(before, statSync(path)) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonInWords(error));
  }
}

/** Not waiting for a pipe's other end, should the file have become one; the flag means nothing to files. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a small file, good until the next one is read. Synchronous: to wait four times for the thread pool costs
 * more than to read and unpack it.
 */
function readSmall(file: number, size: number): Buffer {
  small ??= Buffer.allocUnsafeSlow(SMALL);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(file, small, length, size - length, length);
  return small.subarray(0, length);
}

function isOther(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function fromMemory(bytes: Buffer, cap: number, sink: ByteSink, unpackers: Unpackers): Status {
  if (isGzip(bytes)) return unpackSmall(bytes, inflationLimit(bytes.length, cap), sink, unpackers());
  pour(bytes, sink);
  return FINE;
}

async function fromDisk(
  path: string,
  file: number,
  size: number,
  cap: number,
  sink: ByteSink,
  unpackers: Unpackers,
  signal?: AbortSignal,
): Promise<Status> {
  const head = Buffer.alloc(2);
  readSync(file, head, 0, head.length, 0);
  const unpacker = isGzip(head) ? unpackers() : undefined;
  if (unpacker === undefined) return inChunks(path, size, cap, sink, signal);
  try {
    return await unpackAside(unpacker, file, size, inflationLimit(size, cap), sink, signal);
  } finally {
    unpacker.close();
  }
}

function inChunks(path: string, size: number, cap: number, sink: ByteSink, signal?: AbortSignal): Promise<Status> {
  return new Promise((resolve, reject) => {
    const file = createReadStream(path, { highWaterMark: CHUNK, signal });
    let length = 0;
    let limit = cap;
    const overlapped = new Overlapped(sink, (error) => {
      reject(error instanceof Error ? error : new Error(String(error)));
      file.destroy();
    });
    const finish = (status: Status): void => {
      overlapped.flush();
      resolve(status);
      file.destroy();
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) finish({ problem: { kind: 'cap', detail: '' } });
      else overlapped.give(chunk);
    };
    file.on('error', reject);
    file.once('data', (first) => {
      if (!isGzip(first as Buffer)) {
        take(first as Buffer);
        file.on('data', (chunk) => take(chunk as Buffer)).on('end', () => finish(FINE));
        return;
      }
      limit = inflationLimit(size, cap);
      const gunzip = createGunzip({ chunkSize: CHUNK });
      gunzip.on('data', take);
      gunzip.on('error', (error) => finish(problem(error)));
      gunzip.on('end', () => finish(gunzip.bytesWritten < size ? TRAILING : FINE));
      gunzip.write(first);
      file.pipe(gunzip);
    });
    file.once('end', () => {
      if (length === 0 && file.bytesRead === 0) finish(FINE);
    });
  });
}

/**
 * Hands a chunk on a moment later: the next one is unpacked or read by another thread only once the one before is
 * taken, and so both go on at the same time. No more than one chunk waits.
 */
class Overlapped {
  private waiting: Buffer | undefined;

  constructor(
    private readonly sink: ByteSink,
    private readonly onError: (error: unknown) => void,
  ) {}

  give(chunk: Buffer): void {
    if (this.waiting === undefined) setImmediate(() => this.flush());
    else this.flush();
    this.waiting = chunk;
  }

  flush(): void {
    const chunk = this.waiting;
    this.waiting = undefined;
    if (chunk === undefined) return;
    try {
      pour(chunk, this.sink);
    } catch (error) {
      this.onError(error);
    }
  }
}
