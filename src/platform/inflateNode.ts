import { createGunzip } from 'node:zlib';
import type { Inflated } from '../reading/gzip';

const CHUNK = 1 << 20;
/** After a break, the last slice is fed again in pieces this small: zlib drops the output of the piece that fails. */
const FINE = 64;

/** {@link Inflate} over node's zlib: several members, and what could be unpacked before a break. */
export async function inflateNode(bytes: Uint8Array, cap: number, signal?: AbortSignal): Promise<Inflated> {
  const first = await inflateInSlices(bytes, cap, slices(0, bytes.length, CHUNK), signal);
  if (first.problem?.kind !== 'broken') return first;
  const coarseEnd = Math.max(0, first.failedAt - (1 << 14));
  const fine = [
    ...slices(0, coarseEnd, 1 << 14),
    ...slices(coarseEnd, Math.min(bytes.length, first.failedAt + (1 << 14)), FINE),
  ];
  const second = await inflateInSlices(bytes, cap, fine, signal);
  return second.bytes.length > first.bytes.length ? { ...second, problem: first.problem } : first;
}

function slices(from: number, to: number, size: number): (readonly [number, number])[] {
  const list: (readonly [number, number])[] = [];
  for (let at = from; at < to; at += size) list.push([at, Math.min(to, at + size)]);
  return list;
}

function inflateInSlices(
  bytes: Uint8Array,
  cap: number,
  parts: readonly (readonly [number, number])[],
  signal?: AbortSignal,
): Promise<Inflated & { failedAt: number }> {
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip({ chunkSize: CHUNK });
    const chunks: Buffer[] = [];
    let length = 0;
    let fed = 0;
    const finish = (problem?: Inflated['problem']): void => {
      signal?.removeEventListener('abort', abort);
      gunzip.removeAllListeners();
      gunzip.on('error', () => undefined);
      gunzip.destroy();
      resolve({ bytes: Buffer.concat(chunks, length), problem, failedAt: fed });
    };
    const abort = (): void => {
      gunzip.destroy();
      reject(signal?.reason instanceof Error ? signal.reason : new Error('Cancelled'));
    };
    signal?.addEventListener('abort', abort, { once: true });
    gunzip.on('data', (chunk: Buffer) => {
      const room = cap - length;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      length += Math.min(room, chunk.length);
      if (chunk.length > room) finish({ kind: 'cap', detail: '' });
    });
    // node passes over what follows the last member in silence; evidence that was appended to must not go unsaid
    gunzip.on('end', () => finish(gunzip.bytesWritten < bytes.length ? { kind: 'trailing', detail: '' } : undefined));
    gunzip.on('error', (error: NodeJS.ErrnoException) => {
      const trailing = error.code === 'Z_DATA_ERROR' && /incorrect header check/.test(error.message) && length > 0;
      const detail = error.code === 'Z_BUF_ERROR' ? 'it is cut off' : error.message;
      finish({ kind: trailing ? 'trailing' : 'broken', detail });
    });
    const feed = (n: number): void => {
      const part = parts[n];
      if (part === undefined) gunzip.end();
      else {
        gunzip.write(bytes.subarray(part[0], part[1]), () => {
          fed = part[1];
          feed(n + 1);
        });
      }
    };
    feed(0);
  });
}
