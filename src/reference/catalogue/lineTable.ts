const TAB = 9;
const NEWLINE = 10;

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

/**
 * A read-only table of lines `key TAB json`, sorted by key with ASCII letters in lower case. One entry is found by
 * bisection over the bytes and parsed alone, so a table of several megabytes costs nothing until it is asked.
 */
export class LineTable {
  private readonly decoder = new TextDecoder();

  /** @param bytes UTF-8; kept, not copied. */
  constructor(private readonly bytes: Uint8Array) {}

  /** The parsed value of `key`, letter case ignored; undefined when there is none. */
  get(key: string): { readonly key: string; readonly value: unknown } | undefined {
    const start = this.find(key);
    if (start === undefined) return undefined;
    const tab = this.bytes.indexOf(TAB, start);
    return {
      key: this.decoder.decode(this.bytes.subarray(start, tab)),
      value: JSON.parse(this.decoder.decode(this.bytes.subarray(tab + 1, this.lineEnd(tab)))),
    };
  }

  /** Every key, in the order of the table. */
  *keys(): Generator<string> {
    for (let at = 0; at < this.bytes.length;) {
      const tab = this.bytes.indexOf(TAB, at);
      if (tab < 0) return;
      yield this.decoder.decode(this.bytes.subarray(at, tab));
      at = this.lineEnd(tab) + 1;
    }
  }

  /** Every key with its value: only for tables that are small. */
  entries(): (readonly [key: string, value: unknown])[] {
    const lines = this.decoder.decode(this.bytes).split('\n').slice(0, -1);
    return lines.map((line) => {
      const tab = line.indexOf('\t');
      return [line.slice(0, tab), JSON.parse(line.slice(tab + 1)) as unknown] as const;
    });
  }

  private lineEnd(from: number): number {
    const end = this.bytes.indexOf(NEWLINE, from);
    return end < 0 ? this.bytes.length : end;
  }

  private find(key: string): number | undefined {
    // Keys are printable ASCII, so anything else is in no table; the pattern also keeps a tab from matching into a value.
    if (!/^[ -~]+$/.test(key)) return undefined;
    let low = 0;
    let high = this.bytes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = middle === 0 ? 0 : this.bytes.lastIndexOf(NEWLINE, middle - 1) + 1;
      const order = this.compare(key, start);
      if (order === 0) return start;
      if (order < 0) high = start;
      else low = this.lineEnd(start) + 1;
    }
    return undefined;
  }

  /** Negative when `key` sorts before the line that starts at `at`. */
  private compare(key: string, at: number): number {
    for (let index = 0; ; index++) {
      const line = this.bytes[at + index] ?? TAB;
      if (index === key.length) return line === TAB ? 0 : -1;
      if (line === TAB) return 1;
      const order = lower(key.charCodeAt(index)) - lower(line);
      if (order !== 0) return order;
    }
  }
}
