/** One error code in our own words. */
export interface ErrorCode {
  /** As logged, without EC2's `Client.` or `Server.`. */
  readonly code: string;
  /** What it means. */
  readonly text: string;
  /** What an investigator reads from it. */
  readonly reading?: string;
}

/** Makes a row of a table. */
export function row(code: string, text: string, reading?: string): ErrorCode {
  return reading === undefined ? { code, text } : { code, text, reading };
}
