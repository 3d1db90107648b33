import type { Platform } from '../case/platform';
import { inflateWeb } from './inflateWeb';

/** In a browser every file system is the editor's: bytes are always asked of `elsewhere`. */
export function webPlatform(elsewhere: Pick<Platform, 'read' | 'list'>): Platform {
  return { inflate: inflateWeb, ...elsewhere };
}
