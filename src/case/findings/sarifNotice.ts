import { messageText } from './sarifText';

/** What readers of a log should know of how it came about. */
export interface SarifNotice {
  readonly about: 'logs' | 'rules';
  /** As of a problem of a source: an error loses something. */
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence. */
  readonly message: string;
  /** The file it is about. */
  readonly uri?: string;
  /** Both from 1, together or not at all; in the uncompressed file, as the byte is. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly byteOffset?: number | undefined;
}

/** A notification of SARIF. Source: SARIF 2.1.0, section 3.58. */
export function notification({ severity, message, uri, line, column, byteOffset }: SarifNotice): unknown {
  const region = {
    ...(line === undefined ? {} : { startLine: line, startColumn: column }),
    ...(byteOffset === undefined ? {} : { byteOffset }),
  };
  const place = { artifactLocation: { uri }, ...(Object.keys(region).length === 0 ? {} : { region }) };
  return {
    level: severity === 'info' ? 'note' : severity,
    message: { text: messageText(message) },
    ...(uri === undefined ? {} : { locations: [{ physicalLocation: place }] }),
  };
}
