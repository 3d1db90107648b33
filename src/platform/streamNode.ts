import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Streamed } from '../case/platform';
import { type ByteSink, pour } from '../reading/bytes/byteSink';
import { inflationLimit, isGzip } from '../reading/bytes/gzip';
import { fromDisk } from './fromDisk';
import { isSame, OPEN_FLAGS, versionOfStats, whileOpen } from './openFile';
import { plainBytes } from './plainBytes';
import { rest, SMALL, type SmallFiles, smallFiles } from './smallFiles';
import { FINE, type Status, type Take, sharedUnpacker, type Unpackers, unpackSmall } from './unpack';
import { Unpacker } from './unpacker';

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
    if (size > SMALL) return fromDisk({ file, size, signal }, cap, (chunk) => pour(chunk, sink), unpackers.large);
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
      return fromDisk({ file, size, signal }, cap, takeSame, unpackers.large);
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
