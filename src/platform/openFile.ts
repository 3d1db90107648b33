import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import type { Streamed } from '../case/platform';
import { versionIn } from '../case/sources/version';
import { NO_FILE, reasonInWords } from './reasons';

/** Opens a file and says, besides what `read` does, whether it was written to meanwhile. */
export async function whileOpen(
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

/** The same of what is known of a file. */
export function versionOfStats({ size, mtimeMs: mtime }: Stats): string | undefined {
  return versionIn({ size, mtime });
}

/** The same as comparing versions, which thousands of small files make anew. */
export function isSame(one: Stats, other: Stats): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs && one.ino === other.ino;
}

/** Not waiting for a pipe's other end, should the file have become one; the flag means nothing to files. */
export const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
