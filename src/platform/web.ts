import type { Platform } from '../case/platform';
import { inflateWeb } from './inflateWeb';
import { versionElsewhere } from './versionElsewhere';

/** In a browser every file system is the editor's: bytes are always asked of `elsewhere`. */
export function webPlatform(elsewhere: Pick<Platform, 'read' | 'list'>): Platform {
  const versionOf = (uri: string): Promise<string | undefined> => versionElsewhere(elsewhere, uri);
  return { inflate: inflateWeb, versionOf, ...elsewhere };
}
