import type { SourceProblem } from '../../reading/problem';
import type { Platform } from '../platform';
import type { ScannedSource } from './scan';

const CHANGED = {
  message: 'The file was written to or replaced while it was read: reload the case to read it as it is now.',
  severity: 'warning',
} as const;
const DELETED = {
  message: 'The file was deleted while it was read: its events are listed, but cannot be looked at again.',
  severity: 'warning',
} as const;
/** What is said where the careful reader finds less than the fast scanner did. */
export const SHRUNK = 'The file was written to, replaced or deleted while it was read, and less can be read of it now.';

/** Uncompressed bytes up to which a source is read so quickly that nothing happens to it meanwhile. */
const SMALL = 1 << 20;

/** What came of a source in the fast way. */
export interface FastLook {
  /** Undefined where the careful reader has to read it. */
  readonly source?: ScannedSource;
  readonly changed?: boolean | undefined;
  readonly version?: string | undefined;
  readonly isFaulty?: boolean;
}

/** What became of a source while it was read. Of small ones, which are read at once, nothing is asked. */
export async function fateOf(
  platform: Platform,
  uri: string,
  look: FastLook,
  found: ScannedSource,
): Promise<SourceProblem | undefined> {
  if (look.changed === true) return CHANGED;
  const { versionOf } = platform;
  const isSmall = look.source !== undefined && found.bytes < SMALL;
  if (look.version === undefined || versionOf === undefined || isSmall) return undefined;
  const version = await versionOf(uri);
  if (version === undefined) return DELETED;
  return version === look.version ? undefined : CHANGED;
}
