import type { FacetReader } from '../../query/facets';
import type { Hit } from './findings';

/** Findings that a person looks at as one: the same rule, identity and network. */
export interface FindingGroup {
  /** Number into the findings' rules. */
  readonly rule: number;
  readonly identity: string;
  /** The addresses' network: the first 24 bits of IPv4, 64 of IPv6; a service's name as it is. */
  readonly network: string;
  /** The address that all its events are from, or else the network. */
  readonly from: string;
  /** Numbers into the findings' hits, in order of time. */
  readonly hits: readonly number[];
  /** Milliseconds since 1970 UTC of the first and of the last event; NaN when they have no time. */
  readonly first: number;
  readonly last: number;
}

/** Groups hits, in the order in which their first events happened. */
export function groupFindings(
  hits: readonly Hit[],
  ruleNumber: (hit: Hit) => number,
  reader: FacetReader,
): FindingGroup[] {
  const groups = new Map<
    string,
    { rule: number; identity: string; network: string; from: string; hits: number[]; first: number; last: number }
  >();
  for (const [number, hit] of hits.entries()) {
    const rule = ruleNumber(hit);
    const identity = reader.value('identity', hit.row) ?? '';
    const from = reader.value('sourceIPAddress', hit.row) ?? '';
    const network = networkOf(from);
    const key = JSON.stringify([rule, identity, network]);
    const time = reader.index.time(hit.row);
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, { rule, identity, network, from, hits: [number], first: time, last: time });
    else {
      group.hits.push(number);
      group.last = time;
      if (group.from !== from) group.from = network;
    }
  }
  return [...groups.values()];
}

/** `198.51.100.77` → `198.51.100.0/24`, `2001:db8:1:2::9` → `2001:db8:1:2::/64`; anything else as it is. */
export function networkOf(address: string): string {
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  if (four !== null) return `${four[1]}.0/24`;
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return address;
  const [head = '', tail] = address.split('::') as [string, string | undefined];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const words =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${words.slice(0, 4).join(':').toLowerCase()}::/64`;
}
