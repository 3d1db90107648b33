import type { SourceFile } from '../platform';

/**
 * Tells a file from what stands at its address at another time. Its number on disk is no part of it: file systems that are
 * reached over a network may give the same file another one each time.
 */
export function versionIn({ size, mtime }: Pick<SourceFile, 'size' | 'mtime'>): string | undefined {
  return size === undefined || mtime === undefined ? undefined : `${size} ${mtime}`;
}

/** What is at an address is not what was indexed: spans of records mean nothing in it. */
export class OtherVersion extends Error {
  constructor() {
    super('The file was written to or replaced since then. Read anew, it shows as it is now.');
  }
}

/** Rejects bytes of another version than is asked for, where both are known. */
export function checkVersion(asked: string | undefined, found: string | undefined): void {
  if (asked !== undefined && found !== undefined && found !== asked) throw new OtherVersion();
}
