import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Characters that are the same in a path and in its address, where folders are divided by slashes. */
const SAME = /^\/[\w./-]*$/;
const PREFIX = 'file://';

/** The address of a path. Thousands are made for a case, so that most are not parsed. */
export function uriOfPath(path: string): string {
  return isSame(path) ? PREFIX + path : pathToFileURL(path).href;
}

/** The path behind an address of a file. */
export function pathOfUri(uri: string): string {
  const path = uri.slice(PREFIX.length);
  return uri.startsWith(PREFIX) && isSame(path) ? path : fileURLToPath(uri);
}

/** What stands between slashes must be a name, also for the address. */
function isSame(path: string): boolean {
  return sep === '/' && SAME.test(path) && !path.includes('/.') && !path.includes('//');
}
