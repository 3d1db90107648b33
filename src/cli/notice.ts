import type { SarifNotice } from '../case/findings/sarifNotice';

/** What a person should know of what was read: told on stderr, and in answers that have a place for it. */
export interface Notice extends Omit<SarifNotice, 'uri' | 'byteOffset'> {
  /** The file it is about, as people know it. */
  readonly path?: string;
  /** In the uncompressed file. */
  readonly byte?: number | undefined;
}

/** `logs/one.json:1:120: error: … (byte 119)` */
export function noticeInWords({ severity, message, path, line, column, byte }: Notice): string {
  const file = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}:${column}`}: `;
  // what is wrong is found by its byte in a file of one line
  const where = byte === undefined || severity === 'info' ? '' : ` (byte ${byte})`;
  return `${file}${severity}: ${message}${where}`;
}
