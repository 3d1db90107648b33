/**
 * Networks: IPv4 and IPv6, written with a prefix length (`10.0.0.0/8`, `2001:db8::/32`) or as one address.
 * Bits after the prefix are ignored. A value matches when it is an address inside; `sourceIPAddress` is
 * now and then a list `a, b`, of which any address counts. Anything that is no address does not match.
 */
export interface Network {
  readonly bits: readonly number[];
  readonly prefix: number;
}

/** The network of a text, or undefined when it is none. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const bits = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (bits === undefined) return undefined;
  const size = bits.length * 16;
  if (slash < 0) return { bits, prefix: size };
  const digits = text.slice(slash + 1);
  const prefix = Number(digits);
  return /^\d{1,3}$/.test(digits) && prefix <= size ? { bits, prefix } : undefined;
}

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const plainNetwork = new RegExp(
  `^(?:${byte}\\.${byte}\\.${byte}\\.${byte}/(?:3[0-2]|[12]?\\d)|(?:[\\da-f]{1,4}:){1,7}:/(?:12[0-8]|1[01]\\d|[1-9]?\\d))$`,
);

/** Whether a text is a network: as {@link parseNetwork} says, at a fraction of the work for lists of thousands. */
export function isNetwork(text: string): boolean {
  return plainNetwork.test(text) || parseNetwork(text) !== undefined;
}

/** Whether a text is an address of the network, or a list of addresses with one of it. */
export function inNetwork(network: Network, text: string): boolean {
  return anyAddress(text, (address) => addressInNetwork(network, address));
}

function anyAddress(text: string, is: (address: string) => boolean): boolean {
  if (!text.includes(',')) return is(text);
  return text.length < 4096 && text.split(',').some((part) => is(part.trim()));
}

function addressInNetwork(network: Network, text: string): boolean {
  const bits = parseAddress(text);
  if (bits?.length !== network.bits.length) return false;
  let left = network.prefix;
  for (let i = 0; left > 0; i++, left -= 16) {
    const shift = left >= 16 ? 0 : 16 - left;
    if ((bits[i] ?? 0) >> shift !== (network.bits[i] ?? 0) >> shift) return false;
  }
  return true;
}

/**
 * Many networks at once, made ready when they are first asked for: a table of thousands costs nothing where no event
 * comes to it. Texts that are no network hold nothing.
 */
export class NetworkSet {
  /** Size of the address, then length of the prefix, then the networks' first bits → the text of the network. */
  private known: Map<number, Map<number, Map<FirstBits, string>>> | undefined;

  constructor(private readonly texts: readonly string[]) {}

  /** Whether a text is an address of one of the networks, or a list of addresses with such a one. */
  has(text: string): boolean {
    return this.of(text) !== undefined;
  }

  /** The text of a network that an address is of, or one of a list of addresses. */
  of(text: string): string | undefined {
    let network: string | undefined;
    anyAddress(text, (address) => (network = this.networkOf(address)) !== undefined);
    return network;
  }

  private networkOf(text: string): string | undefined {
    const bits = parseAddress(text);
    if (bits === undefined) return undefined;
    this.known ??= this.made();
    for (const [prefix, networks] of this.known.get(bits.length) ?? []) {
      const network = networks.get(firstBits(bits, prefix));
      if (network !== undefined) return network;
    }
    return undefined;
  }

  private made(): Map<number, Map<number, Map<FirstBits, string>>> {
    const made = new Map<number, Map<number, Map<FirstBits, string>>>();
    for (const text of this.texts) {
      const network = parseNetwork(text);
      if (network === undefined) continue;
      const { bits, prefix } = network;
      const bySize = made.get(bits.length) ?? new Map<number, Map<FirstBits, string>>();
      const byBits = bySize.get(prefix) ?? new Map<FirstBits, string>();
      made.set(bits.length, bySize.set(prefix, byBits.set(firstBits(bits, prefix), text)));
    }
    return made;
  }
}

/** Of an IPv4 address a number, which costs a fraction of a text. */
type FirstBits = number | string;

function firstBits(bits: readonly number[], prefix: number): FirstBits {
  const [high = 0, low = 0] = bits;
  if (bits.length === 2) return prefix === 0 ? 0 : ((high << 16) | low) >>> (32 - prefix);
  const whole = bits.slice(0, prefix >> 4);
  const left = prefix & 15;
  if (left > 0) whole.push((bits[prefix >> 4] ?? 0) >> (16 - left));
  return whole.join(':');
}

/** The address last read: one text is asked about by the networks of many rules, one after the other. */
let last: { readonly text: string; readonly bits: readonly number[] | undefined } = { text: '', bits: undefined };

/** An address as groups of 16 bits: two for IPv4, eight for IPv6. */
function parseAddress(text: string): readonly number[] | undefined {
  if (text.length > 45) return undefined;
  if (text !== last.text) last = { text, bits: text.includes(':') ? parseV6(text) : parseV4(text) };
  return last.bits;
}

const zero = 0x30;
const dot = 0x2e;

function parseV4(text: string): number[] | undefined {
  if (text.length > 15) return undefined;
  const bytes: number[] = [];
  let byte = -1;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : dot;
    if (c === dot) {
      if (byte < 0) return undefined;
      bytes.push(byte);
      byte = -1;
      continue;
    }
    // 010 is 8 to some programs and 10 to others: not an address.
    if (c < zero || c > zero + 9 || byte === 0) return undefined;
    byte = (byte < 0 ? 0 : byte * 10) + (c - zero);
    if (byte > 255) return undefined;
  }
  if (bytes.length !== 4) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  if (halves.length === 1) return head?.length === 8 ? head : undefined;
  const tail = parseGroups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, mayEndInV4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(parseInt(part, 16));
    } else {
      const v4 = mayEndInV4 && i === parts.length - 1 ? parseV4(part) : undefined;
      if (v4 === undefined) return undefined;
      groups.push(...v4);
    }
  }
  return groups;
}
