/** A block of IP addresses. */
export interface Block {
  readonly version: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
}

/** `198.51.100.0/24` or `2001:db8::/32`; undefined when the text is no such thing. */
export function blockOf(text: string): Block | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = addressOf(text.slice(0, slash));
  const prefix = /^\d{1,3}$/.test(text.slice(slash + 1)) ? Number(text.slice(slash + 1)) : NaN;
  if (address === undefined || !(prefix <= (address.version === 4 ? 32 : 128))) return undefined;
  return { version: address.version, base: address.bits, prefix };
}

/** Whether a text is an address inside a block. */
export function isInBlock(text: string, block: Block): boolean {
  const address = addressOf(text);
  if (address?.version !== block.version) return false;
  const shift = BigInt((block.version === 4 ? 32 : 128) - block.prefix);
  return address.bits >> shift === block.base >> shift;
}

function addressOf(text: string): { version: 4 | 6; bits: bigint } | undefined {
  if (text.length > 45) return undefined;
  const four = fourOf(text);
  if (four !== undefined) return { version: 4, bits: four };
  return sixOf(text);
}

function fourOf(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function sixOf(text: string): { version: 6; bits: bigint } | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const words = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return { version: 6, bits: words.reduce((bits, word) => (bits << 16n) | BigInt(`0x${word}`), 0n) };
}
