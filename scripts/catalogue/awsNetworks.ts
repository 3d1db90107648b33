import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The numbers under which Amazon announces its networks, China's two Regions among them. */
const SYSTEMS = [7224, 8987, 9059, 14618, 16509, 21664, 38895, 55960, 62785, 135630];

interface Range {
  readonly first: bigint;
  last: bigint;
}

/**
 * The networks that are announced as Amazon's, as `10.0.0.0/8`: those of EC2 and of every other service, and addresses
 * that customers brought to AWS. From a table of who announces what; the list that AWS itself publishes is in no package.
 */
export function awsNetworks(packageDir: string): string[] {
  return [
    ...networksOf(join(packageDir, 'asn-ipv4.csv'), 32, (text) => number(text.split('.'), 8, 10)),
    ...networksOf(join(packageDir, 'asn-ipv6.csv'), 128, (text) => number(wordsOf(text), 16, 16)),
  ];
}

/** Writes them as lines. */
export function writeAwsNetworks(packageDir: string, path: string): void {
  writeFileSync(path, awsNetworks(packageDir).join('\n'));
}

function networksOf(path: string, size: number, parse: (text: string) => bigint): string[] {
  const rows = readFileSync(path, 'latin1').matchAll(new RegExp(`^([^,]+),([^,]+),(?:${SYSTEMS.join('|')}),`, 'gm'));
  const ranges = Array.from(rows, ([, first = '', last = '']): Range => ({ first: parse(first), last: parse(last) }));
  if (ranges.length === 0) throw new Error(`${path} has no network of Amazon`);
  return joined(ranges).flatMap((range) => prefixesOf(range, size));
}

/** Ranges that touch made one. */
function joined(ranges: Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = all.at(-1);
    if (before === undefined || range.first > before.last + 1n) all.push({ ...range });
    else if (range.last > before.last) before.last = range.last;
  }
  return all;
}

/** The fewest networks that are a range. */
function prefixesOf({ first, last }: Range, size: number): string[] {
  const networks: string[] = [];
  for (let at = first; at <= last;) {
    let bits = 0n;
    while (bits < size && (at >> bits) % 2n === 0n && at + (1n << (bits + 1n)) - 1n <= last) bits += 1n;
    networks.push(`${size === 32 ? dotted(at) : colons(at)}/${BigInt(size) - bits}`);
    at += 1n << bits;
  }
  return networks;
}

function number(parts: readonly string[], bits: number, base: number): bigint {
  return parts.reduce((sum, part) => (sum << BigInt(bits)) + BigInt(parseInt(part, base)), 0n);
}

function wordsOf(text: string): string[] {
  const [head = '', tail] = text.split('::') as [string, string | undefined];
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

const dotted = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');

function colons(address: bigint): string {
  const words = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((address >> shift) & 0xffffn).toString(16));
  return words.join(':').replace(/(?::0)+$/, '::');
}
