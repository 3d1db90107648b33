import { crc32 } from '../reading/bytes/crc32';
import { CUT_OFF, type Inflated, MEMBER_TRIES, memberStarts, MIN_MEMBER } from '../reading/bytes/gzip';
import { joinedBytes } from '../reading/bytes/joinedBytes';
import { FINER, SLICE, type Slice, slicesAround, slicesOf } from './slices';

/** Some engines take input ahead of what they have unpacked, by no more than this: node from version 22 on. */
const AHEAD = 1 << 16;

/**
 * {@link Inflate} over DecompressionStream, which knows one member only and does not say where it ends. So every place
 * that looks like a member's header is tried as the end of the one before: a member that is cut short always fails.
 * Source: Compression Streams, "gzip"; RFC 1952, section 2.3.
 */
export async function inflateWeb(bytes: Uint8Array, cap: number, signal?: AbortSignal): Promise<Inflated> {
  const ends = [...memberStarts(bytes), bytes.length];
  const chunks: Uint8Array[] = [];
  let length = 0;
  let start = 0;
  let problem: Inflated['problem'];
  for (let next = 0; next < ends.length && problem === undefined;) {
    const candidates = ends.slice(next, next + MEMBER_TRIES);
    const { end, part } = await inflateMember(bytes, start, candidates, cap - length, signal);
    for (const chunk of part.chunks) chunks.push(chunk);
    length += part.length;
    problem = part.problem;
    if (problem?.kind !== 'cap' && endsBefore(bytes, start, end, part)) problem = { kind: 'trailing', detail: '' };
    start = end;
    while (next < ends.length && (ends[next] as number) <= end) next++;
  }
  if (bytes.length === 0) problem = { kind: 'broken', detail: CUT_OFF };
  return { bytes: joinedBytes(chunks), problem };
}

/**
 * Whether the member that was unpacked is whole and ends before `end`: engines tell what follows in ways of their own,
 * or not at all. A member ends with the checksum and the size of what it unpacks to.
 */
function endsBefore(bytes: Uint8Array, start: number, end: number, part: Part): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = part.length % 2 ** 32;
  let checksum: number | undefined;
  for (let at = start + MIN_MEMBER - 8; at + 8 < end; at++) {
    if (view.getUint32(at + 4, true) !== size) continue;
    checksum ??= crc32(part.chunks);
    if (view.getUint32(at, true) === checksum) return true;
  }
  return false;
}

interface Part {
  readonly chunks: readonly Uint8Array[];
  readonly length: number;
  readonly problem?: Inflated['problem'];
  readonly failedAt: number;
}

async function inflateMember(
  bytes: Uint8Array,
  start: number,
  ends: readonly number[],
  cap: number,
  signal?: AbortSignal,
): Promise<{ end: number; part: Part }> {
  let best: { end: number; part: Part } | undefined;
  for (const end of ends) {
    const part = await inflateInSlices(bytes, slicesOf(start, end), cap, signal);
    if (part.problem?.kind !== 'broken') return { end, part };
    if (best === undefined || part.length > best.part.length) best = { end, part };
  }
  const { end } = best as { end: number; part: Part };
  let { part } = best as { end: number; part: Part };
  let [back, reach] = [0, SLICE];
  for (const size of part.problem?.detail === CUT_OFF ? [SLICE] : FINER) {
    const from = Math.max(start, part.failedAt - back);
    const slices = slicesAround(start, from, Math.min(end, part.failedAt + reach), size);
    const finer = await inflateInSlices(bytes, slices, cap, signal, true);
    if (finer.length >= part.length) part = { ...finer, problem: part.problem };
    [back, reach] = [AHEAD, size];
  }
  return { end, part };
}

/** `patient`: the stream's end, which drops what was not read yet when it is an error, waits until all was. */
async function inflateInSlices(
  bytes: Uint8Array,
  slices: readonly Slice[],
  cap: number,
  signal?: AbortSignal,
  patient = false,
): Promise<Part> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let failedAt = slices[0]?.[0] ?? 0;
  const feed = async (): Promise<void> => {
    for (const slice of slices) {
      await writer.write(bytes.subarray(...slice));
      failedAt = slice[1];
    }
    for (let read = -1; patient && read !== length;) {
      read = length;
      await new Promise((resolve) => setTimeout(resolve));
    }
    await writer.close();
  };
  // the reader is told of every failure too
  void feed().catch(() => undefined);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = (await reader.read()) as { readonly done: boolean; readonly value: Uint8Array };
      if (done) return { chunks, length, failedAt };
      const room = cap - length;
      chunks.push(value.length > room ? value.subarray(0, room) : value);
      length += Math.min(room, value.length);
      if (value.length > room) return { chunks, length, failedAt, problem: { kind: 'cap', detail: '' } };
    }
  } catch (error) {
    signal?.throwIfAborted();
    const message = reasonOf(error);
    const detail = /truncated|unexpected end/i.test(message) ? CUT_OFF : message;
    return { chunks, length, failedAt, problem: { kind: 'broken', detail } };
  } finally {
    void reader.cancel().catch(() => undefined);
    void writer.abort().catch(() => undefined);
  }
}

/** Some engines say why in the cause alone. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' && error.cause instanceof Error ? error.cause.message : error.message;
}
