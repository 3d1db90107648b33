/** Something in a source that could not be read as it should, and where. */
export interface SourceProblem {
  /** One sentence: what is wrong and what was kept. Holds no text from the log. */
  readonly message: string;
  /** An error loses records; a warning loses nothing; an info tells what such a source never has. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Of an info: events were made of what does not hold all of a record, so that rules may miss something. */
  readonly lacks?: true;
  /** Byte offset in the uncompressed source, as UTF-8; absent when the problem has no place, such as a missing file. */
  readonly offset?: number;
  /** The same in the file's own encoding: what people are told. */
  readonly byte?: number;
  /** 1-based line. */
  readonly line?: number;
  /** 1-based column in UTF-16 units, as editors count. */
  readonly column?: number;
}

/** How many bytes, in words: `1,234 bytes`, `1 byte`. */
export function bytesInWords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'byte' : 'bytes'}`;
}
