/** What a person should know of what was read: told on stderr, and in answers that have a place for it. */
export interface Notice {
  readonly about: 'logs' | 'rules';
  /** As of a problem of a source: an error loses something. */
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence. */
  readonly message: string;
  /** The file it is about, as people know it. */
  readonly path?: string;
  /** Both from 1, together or not at all; in the uncompressed file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
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
