import { isObject, text } from '../../record/types';
import { parseAddress, type AddressBytes } from './ip';

/** What AWS's own list says of an address. */
export interface AwsRange {
  readonly service: string;
  readonly region: string;
  readonly prefix: string;
}

interface Range extends AwsRange {
  readonly length: number;
}

/** The first `length` bits of an address, as a key that is the same for every address of a range. */
function keyOf(address: AddressBytes, length: number): string {
  const whole = length >> 3;
  const rest = length & 7;
  const head = address.slice(0, whole);
  const last = rest === 0 ? [] : [(address[whole] ?? 0) & (0xff00 >> rest) & 0xff];
  return `${address.length}/${length}:${[...head, ...last].join('.')}`;
}

/**
 * AWS's published address ranges (`ip-ranges.json`), for people who name their own copy of the file. A look-up costs
 * one map access for each prefix length that the file has, so a hundred thousand addresses are quick.
 */
export class AwsRanges {
  private readonly ranges = new Map<string, Range>();
  private readonly lengths = { 4: new Set<number>(), 16: new Set<number>() };

  /** @param file the parsed JSON of any shape; entries that are no ranges are left out. */
  constructor(file: unknown) {
    if (!isObject(file)) return;
    for (const [list, key] of [
      ['prefixes', 'ip_prefix'],
      ['ipv6_prefixes', 'ipv6_prefix'],
    ] as const) {
      const entries = file[list];
      for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) this.add(entry, key);
    }
  }

  /** The ranges themselves, as `10.0.0.0/8`. */
  get prefixes(): string[] {
    return Array.from(this.ranges.values(), ({ prefix }) => prefix);
  }

  /** How many ranges the file had. */
  get size(): number {
    return this.ranges.size;
  }

  /** The narrowest range that an address lies in; a service's own name is preferred to the general `AMAZON`. */
  find(address: string): AwsRange | undefined {
    const bytes = parseAddress(address);
    if (bytes === undefined) return undefined;
    const lengths = bytes.length === 4 ? this.lengths[4] : this.lengths[16];
    const found = [...lengths].flatMap((length) => this.ranges.get(keyOf(bytes, length)) ?? []);
    const own = found.filter(({ service }) => service !== 'AMAZON');
    return (own.length > 0 ? own : found).sort((a, b) => b.length - a.length)[0];
  }

  private add(entry: unknown, key: string): void {
    if (!isObject(entry)) return;
    const prefix = text(entry[key]);
    const match = /^([0-9a-f:.]{2,45})\/(\d{1,3})$/i.exec(prefix ?? '');
    const bytes = parseAddress(match?.[1] ?? '');
    const length = Number(match?.[2]);
    if (prefix === undefined || bytes === undefined || !(length <= bytes.length * 8)) return;
    const service = text(entry['service']) ?? 'AMAZON';
    const at = keyOf(bytes, length);
    const known = this.ranges.get(at);
    // The same range stands under AMAZON and under the service; the latter says more.
    if (known === undefined || known.service === 'AMAZON') {
      this.ranges.set(at, { service, region: text(entry['region']) ?? '', prefix, length });
    }
    (bytes.length === 4 ? this.lengths[4] : this.lengths[16]).add(length);
  }
}
