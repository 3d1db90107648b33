import { hasPackedName } from '../logNames';
import type { SourceFile } from '../platform';

/** Seldom do logs unpack to less or to more than so many times their size. */
const RATIO = { least: 6, most: 20 } as const;

/** Bytes that a file of which the size is known holds unpacked, at least or at most, as logs are; 0 where it is not known. */
export function unpackedSize({ uri, size = 0 }: SourceFile, bound: keyof typeof RATIO): number {
  return size * (hasPackedName(uri) ? RATIO[bound] : 1);
}
