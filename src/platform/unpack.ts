import { readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type ByteSink, pour } from '../reading/bytes/byteSink';
import { CUT_OFF, type Inflated, looksLikeBomb, toldSize } from '../reading/bytes/gzip';
import { errorText } from '../case/errorText';
import { Unpacker } from './unpacker';

/** zlib unpacks small files fastest into one buffer of the right size, which a gzip file's last four bytes tell. */
const MAX_TRUSTED_SIZE = 16 << 20;
/**
 * Of larger files, what is read at a time, and what is unpacked of it: to hand over less at a time costs more waiting,
 * but nothing can be taken before the first is there.
 */
const PACKED_CHUNK = 4 << 20;
const UNPACKED_CHUNK = 4 << 20;
const FIRST_CHUNK = 1 << 19;

export type Status = Pick<Inflated, 'problem'>;
export const FINE: Status = {};
/** node passes over what follows the last member in silence. */
export const TRAILING: Status = { problem: { kind: 'trailing', detail: '' } };
export const TOO_MUCH: Status = { problem: { kind: 'cap', detail: '' } };
/** All that can be unpacked of it was given. */
const CUT: Status = { problem: { kind: 'broken', detail: CUT_OFF } };
export const BOMB: Status = { problem: { kind: 'bomb', detail: '' } };

/** The status of data at which unpacking failed. */
export function problem(error: unknown): Status {
  return { problem: { kind: 'broken', detail: errorText(error) } };
}

/** Gives what unpacks; undefined where node lets us have none. */
export type Unpackers = () => Unpacker | undefined;

/** Of all small files. */
let shared: Unpacker | undefined | null = null;

/** The one that all small files share, because each is unpacked in one go. */
export const sharedUnpacker: Unpackers = () => (shared === null ? (shared = Unpacker.create()) : shared);

/** Unpacks the bytes of a small file, which is to give no more than `limit`, into a sink. */
export function unpackSmall(packed: Buffer, limit: number, sink: ByteSink, unpacker: Unpacker | undefined): Status {
  return unpacker === undefined ? atOnce(packed, limit, sink) : inSteps(unpacker, packed, limit, sink);
}

/** `isTrusted`: it is known that it is no bomb, or that is what is to be found out. */
function inSteps(unpacker: Unpacker, packed: Buffer, limit: number, sink: ByteSink, isTrusted = false): Status {
  unpacker.begin();
  let length = 0;
  for (let at = 0; ; at = packed.length - unpacker.left) {
    const room = sink.room();
    if (room === undefined) return FINE;
    let count: number;
    try {
      count = unpacker.step(packed, at, packed.length, room, true);
    } catch (error) {
      return problem(error);
    }
    length += count;
    if (!isTrusted && looksLikeBomb(packed.length - unpacker.left, length)) {
      if (smallUnpacksBeyond(packed, limit)) return BOMB;
      isTrusted = true;
    }
    if (length > limit) return TOO_MUCH;
    sink.filled(count);
    if (count < room.length) return unpacker.left > 0 ? TRAILING : FINE;
  }
}

function atOnce(packed: Buffer, limit: number, sink: ByteSink): Status {
  const chunkSize = Math.max(1 << 14, Math.min(toldSize(packed) + 1, MAX_TRUSTED_SIZE));
  let unpacked: { buffer: Buffer; engine: { bytesWritten: number } };
  try {
    // with `info` the types know nothing of the answer's shape
    unpacked = gunzipSync(packed, { chunkSize, maxOutputLength: limit, info: true }) as unknown as typeof unpacked;
  } catch (error) {
    return problem(error);
  }
  pour(unpacked.buffer, sink);
  return unpacked.engine.bytesWritten < packed.length ? TRAILING : FINE;
}

/**
 * Whether a small gzip file of which the beginning looks like a bomb unpacks to more than `limit`: callers may have written
 * what a log begins with, and only all of it tells. Nothing is kept of it. False also where it breaks before.
 */
function smallUnpacksBeyond(packed: Buffer, limit: number): boolean {
  const unpacker = Unpacker.create();
  if (unpacker === undefined) return true;
  const memory = Buffer.allocUnsafeSlow(UNPACKED_CHUNK);
  try {
    const nobody = { room: () => memory, filled: () => undefined };
    return inSteps(unpacker, packed, limit, nobody, true) === TOO_MUCH;
  } finally {
    unpacker.close();
  }
}

/** The same of a large one. */
async function unpacksBeyond(large: LargeFile, limit: number): Promise<boolean> {
  const unpacker = Unpacker.create();
  if (unpacker === undefined) return true;
  try {
    return (await unpackAside(unpacker, large, limit, () => true, true)) === TOO_MUCH;
  } finally {
    unpacker.close();
  }
}

/** A file that is read in chunks, by its number, until `signal` is aborted. */
export interface LargeFile {
  readonly file: number;
  readonly size: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whether the gzip data that was unpacked last is at its end, rather than cut off before that. */
function isComplete(unpacker: Unpacker): boolean {
  try {
    unpacker.step(NOTHING, 0, 0, Buffer.allocUnsafe(1), true);
    return true;
  } catch {
    return false;
  }
}

const NOTHING = Buffer.alloc(0);

/** Takes bytes that are good until it answered, and says whether more are wanted. */
export type Take = (chunk: Buffer) => boolean | Promise<boolean>;

/**
 * Unpacks a large file in another thread, so that what was unpacked is taken at the same time. `isTrusted`: it is known
 * that it is no bomb, or that is what is to be found out.
 */
export async function unpackAside(
  unpacker: Unpacker,
  large: LargeFile,
  limit: number,
  take: Take,
  isTrusted = false,
): Promise<Status> {
  const { file, size, signal } = large;
  const packed = Buffer.allocUnsafeSlow(Math.min(size, PACKED_CHUNK));
  const [even, odd] = [Buffer.allocUnsafeSlow(UNPACKED_CHUNK), Buffer.allocUnsafeSlow(UNPACKED_CHUNK)];
  let [at, end, read] = [0, 0, 0];
  let room = FIRST_CHUNK;
  const next = (memory: Buffer): { readonly to: Buffer; readonly count: Promise<number> } => {
    if (at === end && read < size) {
      [at, end] = [0, readSync(file, packed, 0, packed.length, read)];
      read = end === 0 ? size : read + end;
    }
    const to = memory.subarray(0, room);
    room = Math.min(2 * room, UNPACKED_CHUNK);
    // never as the last step: one that fails would keep what it gave for itself
    const count = unpacker.stepAside(packed, at, end, to, false);
    // it may fail while the bytes before it are still being taken: that is told when its turn comes
    count.catch(() => undefined);
    return { to, count };
  };
  unpacker.begin();
  let length = 0;
  let step = next(even);
  try {
    for (let other = odd; ; other = other === odd ? even : odd) {
      const { to } = step;
      let count: number;
      try {
        count = await step.count;
      } catch (error) {
        return problem(error);
      }
      signal?.throwIfAborted();
      at = end - unpacker.left;
      const consumed = read - unpacker.left;
      const more = count === to.length || (unpacker.left === 0 && read < size);
      const trailing = unpacker.left > 0;
      if (more) step = next(other);
      length += count;
      if (!isTrusted && looksLikeBomb(consumed, length)) {
        if (await unpacksBeyond(large, limit)) return BOMB;
        isTrusted = true;
      }
      if (length > limit) return TOO_MUCH;
      if (!(await take(to.subarray(0, count)))) return FINE;
      if (!more) return trailing ? TRAILING : isComplete(unpacker) ? FINE : CUT;
    }
  } finally {
    // it uses the memory until then
    await step.count.catch(() => 0);
  }
}
