import { writeFileSync } from 'node:fs';

/**
 * A table of lines `key TAB json`, sorted by the bytes of the key in lower case, so that a reader can find one
 * entry by bisection without parsing the rest.
 */
export function tableText(entries: Iterable<readonly [key: string, value: unknown]>): string {
  const lines = [...entries].map(([key, value]) => {
    if (!/^[!-~ ]+$/.test(key)) throw new Error(`A key that is not printable ASCII: ${JSON.stringify(key)}`);
    return { key: Buffer.from(key.toLowerCase()), line: `${key}\t${JSON.stringify(value)}\n` };
  });
  lines.sort((a, b) => Buffer.compare(a.key, b.key));
  lines.forEach(({ key, line }, index) => {
    if (lines[index - 1]?.key.equals(key) === true) throw new Error(`Two entries for ${line.slice(0, 80)}`);
  });
  return lines.map(({ line }) => line).join('');
}

/** Writes a table, see {@link tableText}. */
export function writeTable(path: string, entries: Iterable<readonly [key: string, value: unknown]>): void {
  writeFileSync(path, tableText(entries));
}
