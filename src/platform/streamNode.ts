import { closeSync, constants, createReadStream, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { Streamed } from '../case/platform';
import { type Inflated, inflationLimit, isGzip } from '../reading/gzip';
import { NO_FILE, reasonInWords } from './reasons';

/** Up to this size on disk a file is read and unpacked in one go: starting a stream costs more than it saves. */
const SMALL = 1 << 19;
const CHUNK = 1 << 20;
/** zlib unpacks small files fastest into one buffer of the right size, which a gzip file's last four bytes tell. */
const MAX_TRUSTED_SIZE = 16 << 20;

type Status = Pick<Inflated, 'problem'>;
const FINE: Status = {};
/** node passes over what follows the last member in silence. */
const TRAILING: Status = { problem: { kind: 'trailing', detail: '' } };

/**
 * Hands over the uncompressed bytes of a file in chunks. Any problem with the gzip data is told in the answer, and what
 * came before it may be incomplete: the caller then reads the file again with care. Says when the file was written to
 * meanwhile. Rejects in words for a person.
 */
export async function streamFile(
  path: string,
  cap: number,
  onChunk: (chunk: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<Streamed> {
  try {
    const { info, raw, changed } = readIfSmall(path);
    signal?.throwIfAborted();
    if (raw !== undefined) return { ...inOneGo(raw, cap, onChunk), changed };
    const status = await inChunks(path, info.size, cap, onChunk, signal);
    return { ...status, changed: isOther(info, statSync(path)) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonInWords(error));
  }
}

/** Not waiting for a pipe's other end, should the file have become one; the flag means nothing to files. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The bytes of a small file. Synchronous: to wait four times for the thread pool costs more than to read and unpack it. */
function readIfSmall(path: string): { info: Stats; raw?: Buffer; changed?: boolean } {
  const file = openSync(path, OPEN_FLAGS);
  try {
    const info = fstatSync(file);
    if (!info.isFile()) throw Object.assign(new Error(), { code: info.isDirectory() ? 'EISDIR' : NO_FILE });
    if (info.size > SMALL) return { info };
    const raw = Buffer.allocUnsafe(info.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < raw.length; length += read)
      read = readSync(file, raw, length, raw.length - length, length);
    return { info, raw: raw.subarray(0, length), changed: isOther(info, fstatSync(file)) };
  } finally {
    closeSync(file);
  }
}

function isOther(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function inOneGo(raw: Buffer, cap: number, onChunk: (chunk: Uint8Array) => void): Status {
  if (!isGzip(raw)) {
    onChunk(raw);
    return FINE;
  }
  const told = raw.length < 18 ? 0 : raw.readUInt32LE(raw.length - 4);
  const chunkSize = Math.max(1 << 14, Math.min(told + 1, MAX_TRUSTED_SIZE));
  try {
    const options = { chunkSize, maxOutputLength: inflationLimit(raw.length, cap), info: true };
    // with `info` the types know nothing of the answer's shape
    const { buffer, engine } = gunzipSync(raw, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    onChunk(buffer);
    return engine.bytesWritten < raw.length ? TRAILING : FINE;
  } catch (error) {
    return problem(error);
  }
}

function problem(error: unknown): Status {
  return { problem: { kind: 'broken', detail: error instanceof Error ? error.message : String(error) } };
}

function inChunks(
  path: string,
  size: number,
  cap: number,
  onChunk: (chunk: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<Status> {
  return new Promise((resolve, reject) => {
    const file = createReadStream(path, { highWaterMark: CHUNK, signal });
    let length = 0;
    let limit = cap;
    const overlapped = new Overlapped(onChunk, (error) => {
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
    private readonly onChunk: (chunk: Uint8Array) => void,
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
      this.onChunk(chunk);
    } catch (error) {
      this.onError(error);
    }
  }
}
