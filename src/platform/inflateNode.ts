import { createGunzip } from 'node:zlib';
import { CUT_OFF, type Inflated } from '../reading/bytes/gzip';
import { plainBytes } from './plainBytes';
import { FINER, SLICE, type Slice, slicesAround, slicesOf } from './slices';

const CHUNK = 1 << 20;

/** {@link Inflate} over node's zlib: several members, and what could be unpacked before a break. */
export async function inflateNode(bytes: Uint8Array, cap: number, signal?: AbortSignal): Promise<Inflated> {
  let best = await inflateInSlices(bytes, cap, slicesOf(0, bytes.length), signal);
  let reach = SLICE;
  for (const size of FINER) {
    const { failedAt, problem } = best;
    if (problem === undefined || problem.kind === 'cap' || failedAt >= bytes.length) break;
    const slices = slicesAround(0, failedAt, Math.min(bytes.length, failedAt + reach), size);
    const finer = await inflateInSlices(bytes, cap, slices, signal);
    // that the pieces end tells nothing; that a header is wrong may show only now that the member before it is whole
    best = { ...finer, problem: finer.problem?.kind === 'trailing' ? finer.problem : problem };
    reach = size;
  }
  return { bytes: best.bytes, problem: best.problem };
}

function inflateInSlices(
  bytes: Uint8Array,
  cap: number,
  slices: readonly Slice[],
  signal?: AbortSignal,
): Promise<Inflated & { failedAt: number }> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip({ chunkSize: CHUNK });
    const chunks: Buffer[] = [];
    let length = 0;
    let fed = 0;
    const stop = (): void => {
      signal?.removeEventListener('abort', abort);
      gunzip.removeAllListeners();
      gunzip.on('error', () => undefined);
      gunzip.destroy();
    };
    const finish = (problem?: Inflated['problem']): void => {
      stop();
      resolve({ bytes: plainBytes(Buffer.concat(chunks, length)), problem, failedAt: fed });
    };
    const abort = (): void => {
      stop();
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
    gunzip.on('end', () => {
      const trailing = gunzip.bytesWritten < bytes.length;
      fed = bytes.length;
      finish(trailing ? { kind: 'trailing', detail: '' } : undefined);
    });
    gunzip.on('error', (error: NodeJS.ErrnoException) => {
      const trailing =
        error.code === 'Z_DATA_ERROR' &&
        /incorrect header check|unknown compression method/.test(error.message) &&
        length > 0;
      const detail = error.code === 'Z_BUF_ERROR' ? CUT_OFF : error.message;
      finish({ kind: trailing ? 'trailing' : 'broken', detail });
    });
    const feed = (n: number): void => {
      if (gunzip.destroyed) return;
      const slice = slices[n];
      if (slice === undefined) gunzip.end();
      else {
        gunzip.write(bytes.subarray(...slice), () => {
          if (!gunzip.destroyed) fed = slice[1];
          feed(n + 1);
        });
      }
    };
    feed(0);
  });
}
