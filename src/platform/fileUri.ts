import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Characters that are the same in a path and in its address, where folders are divided by slashes. */
const SAME = /^\/[\w./-]*$/;
const PREFIX = 'file://';

/**
 * The address of a path, as VS Code writes it, which escapes more than a browser does: both are compared as texts.
 * Thousands are made for a case, so that most are not parsed.
 */
export function uriOfPath(path: string): string {
  if (isSame(path)) return PREFIX + path;
  const { host, pathname } = pathToFileURL(path);
  const parts = pathname.split('/').map((part) => escaped(decodeURIComponent(part)));
  // a drive is written in small letters
  if (sep !== '/' && /^[a-z]%3a$/i.test(parts[1] ?? '')) parts[1] = `${(parts[1] ?? '').charAt(0).toLowerCase()}%3A`;
  return PREFIX + host + parts.join('/');
}

function escaped(part: string): string {
  const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(part).replace(/[!'()*]/g, hex);
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
