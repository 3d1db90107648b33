import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, gunzipSync } from 'node:zlib';
import { type Inflated, inflationLimit, isGzip } from '../reading/gzip';
import { reasonInWords } from './reasons';

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
 * came before it may be incomplete: the caller then reads the file again with care. Rejects in words for a person.
 */
export async function streamFile(
  path: string,
  cap: number,
  onChunk: (chunk: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<Status> {
  let size: number;
  try {
    const file = await open(path);
    try {
      size = (await file.stat()).size;
      signal?.throwIfAborted();
      if (size <= SMALL) return inOneGo(await file.readFile(), cap, onChunk);
    } finally {
      await file.close();
    }
    return await inChunks(path, size, cap, onChunk, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonInWords(error));
  }
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
    const finish = (status: Status): void => {
      resolve(status);
      file.destroy();
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) finish({ problem: { kind: 'cap', detail: '' } });
      else onChunk(chunk);
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
