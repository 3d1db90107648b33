import { code } from '../markdown';
import type { Identified } from './identified';
import { addressClass, parseAddress } from './ip';

/** How many addresses a range has, in words; the huge ones of IPv6 by their power. */
function countText(bits: number): string {
  if (bits === 0) return 'one address';
  return bits > 32 ? `2^${bits} addresses` : `${(2 ** bits).toLocaleString('en-US')} addresses`;
}

/** Explains an address range in CIDR notation: `0.0.0.0/0` is everybody, whatever address stands before the slash. */
export function explainRange(text: string): Identified | undefined {
  const [, base = '', length = ''] = /^([0-9a-f:.]{2,45})\/(\d{1,3})$/i.exec(text) ?? [];
  const bytes = parseAddress(base);
  if (bytes === undefined || Number(length) > bytes.length * 8) return undefined;
  const size = bytes.length * 8 - Number(length);
  if (length === '0') {
    const odd = /^(0\.0\.0\.0|::)$/.test(base) ? '' : ' The length `/0` makes the address before it meaningless.';
    return { kind: 'range', text: `${code(text, 60)}: **every address on the Internet**.${odd}` };
  }
  // Those on the Internet have no class worth a word: a range is there to be public.
  const [name] = addressClass(base) ?? [];
  const kind = name === undefined || name.startsWith('public') ? '' : `, ${name.replace(/address$/, 'range')}`;
  return { kind: 'range', text: `${code(text, 60)}: **${countText(size)}**${kind}.` };
}
