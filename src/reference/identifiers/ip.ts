import { code, escapeMarkdown } from '../markdown';
import { serviceOfHost } from './host';
import type { Identified, IdentifierContext } from './identified';

/** An address as its bytes: 4 of IPv4, 16 of IPv6. */
export type AddressBytes = readonly number[];

function parseV4(text: string): AddressBytes | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts !== undefined && parts.every((part) => part <= 255) ? parts : undefined;
}

function parseV6(text: string): AddressBytes | undefined {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text)) return undefined;
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = embedded === null ? [] : parseV4(embedded[2] ?? '');
  if (tail === undefined) return undefined;
  const hex = embedded === null ? text : (embedded[1] ?? '').replace(/([^:]):$/, '$1');
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (groups.flat().some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const bytes = groups.map((half) => half.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]));
  const have = bytes.flat().length + tail.length;
  if (halves.length === 1) return have === 16 ? [...(bytes[0] ?? []), ...tail] : undefined;
  if (have > 14) return undefined;
  return [...(bytes[0] ?? []), ...new Array<number>(16 - have).fill(0), ...(bytes[1] ?? []), ...tail];
}

/** The bytes of an IPv4 or IPv6 address; undefined when the text is none. */
export function parseAddress(text: string): AddressBytes | undefined {
  return parseV4(text) ?? parseV6(text);
}

/** One row a range: CIDR, name, what it means in a log. Source: IANA special-purpose address registries. */
const RANGES: readonly (readonly [cidr: string, name: string, text: string])[] = [
  ['10.0.0.0/8', 'private address', 'It is good only inside one network.'],
  ['172.16.0.0/12', 'private address', 'It is good only inside one network.'],
  ['192.168.0.0/16', 'private address', 'It is good only inside one network.'],
  [
    '100.64.0.0/10',
    'shared address of providers',
    'Used behind a provider’s address translation, and inside some VPCs; it names no one on the Internet.',
  ],
  [
    '169.254.169.254/32',
    'instance metadata service',
    'The address at which an EC2 instance asks for its own credentials.',
  ],
  ['169.254.0.0/16', 'link-local address', 'Only good on one network segment.'],
  ['127.0.0.0/8', 'loopback address', 'The host itself.'],
  ['0.0.0.0/8', 'unspecified address', 'No real source.'],
  ['192.0.2.0/24', 'documentation address', 'Reserved for examples; no real host has it.'],
  ['198.51.100.0/24', 'documentation address', 'Reserved for examples; no real host has it.'],
  ['203.0.113.0/24', 'documentation address', 'Reserved for examples; no real host has it.'],
  ['198.18.0.0/15', 'benchmark address', 'Reserved for tests of network devices.'],
  ['224.0.0.0/4', 'multicast address', 'No single host.'],
  ['240.0.0.0/4', 'reserved address', 'No real host has it.'],
  ['::1/128', 'loopback address', 'The host itself.'],
  ['::/128', 'unspecified address', 'No real source.'],
  ['fd00:ec2::/32', 'address of an AWS service inside a VPC', 'Such as the instance metadata service over IPv6.'],
  ['fc00::/7', 'private address', 'A unique local address: it is good only inside one network.'],
  ['fe80::/10', 'link-local address', 'Only good on one network segment.'],
  ['2001:db8::/32', 'documentation address', 'Reserved for examples; no real host has it.'],
  ['3fff::/20', 'documentation address', 'Reserved for examples; no real host has it.'],
  ['ff00::/8', 'multicast address', 'No single host.'],
];

/** Whether an address lies in a CIDR range of the same family; false for text that is no range. */
export function inRange(address: AddressBytes, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/');
  const start = parseAddress(base);
  if (start === undefined || start.length !== address.length) return false;
  const bits = Number(length);
  return start.every((byte, index) => {
    const mask = (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff;
    return (byte & mask) === ((address[index] ?? 0) & mask);
  });
}

/** The IPv4 address inside `::ffff:192.0.2.1`. */
function unmapped(address: AddressBytes): AddressBytes {
  return address.length === 16 && inRange(address, '::ffff:0:0/96') ? address.slice(12) : address;
}

/** The class of an address: `private address`, `public IPv4 address`…; undefined when the text is no address. */
export function addressClass(text: string): readonly [name: string, text: string] | undefined {
  const parsed = parseAddress(text);
  if (parsed === undefined) return undefined;
  const address = unmapped(parsed);
  const row = RANGES.find(([cidr]) => inRange(address, cidr));
  if (row !== undefined) return [row[1], row[2]];
  return [`public ${address.length === 4 ? 'IPv4' : 'IPv6'} address`, ''];
}

/** What the class of an address means where it is the source of a call. */
function sourceNote(name: string): string {
  return name === 'private address'
    ? ' As a source it means, as a rule, that the call came through a VPC endpoint.'
    : '';
}

/** Explains an IP address, wherever it stands; with what the person's own databases say of it. */
export function explainAddress(text: string, context: IdentifierContext = {}): Identified | undefined {
  const known = addressClass(text);
  if (known === undefined) return undefined;
  const [name, meaning] = known;
  const more = context.describeAddress?.(text);
  const described = more === undefined ? '' : ` Your databases say: ${escapeMarkdown(more, 200)}`;
  const plain = meaning === '' ? '' : ` ${meaning}`;
  return { kind: 'address', text: `${code(text, 60)}: **${name}**.${plain}${described}` };
}

/** Explains a source address of a record: an IP address, a service's name, a list, or a placeholder. */
export function explainSource(text: string, context: IdentifierContext = {}): Identified | undefined {
  const address = explainAddress(text, context);
  if (address !== undefined) return { ...address, text: address.text + sourceNote(addressClass(text)?.[0] ?? '') };
  if (text === 'AWS Internal')
    return { kind: 'address', text: '**AWS Internal**: the call came from inside AWS; the address is withheld.' };
  if (/^[a-z0-9.-]{1,100}\.amazonaws\.com(\.cn)?$/i.test(text)) {
    const name = serviceOfHost(text, context) ?? 'AWS service';
    const note = 'The service made the call, for itself or on behalf of the identity.';
    return { kind: 'address', text: `${code(text, 120)}: **${name}**. ${note}` };
  }
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 8) return undefined;
  const lines = parts.map((part) => explainSource(part, context)?.text);
  if (lines.some((line) => line === undefined)) return undefined;
  const note = 'Several addresses: the first is usually the caller as a proxy reported it, the last who reached AWS.';
  return { kind: 'address', text: `${note}\n\n${lines.map((line) => `- ${line ?? ''}`).join('\n')}` };
}
