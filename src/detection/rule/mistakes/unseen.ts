import { oddIn, replaceOdd } from '../../../record/unseen';

/** A name without the signs in it that nobody sees, which web pages have, and whoever copies from there; the same without any. */
export function withoutUnseen(name: string): string {
  return replaceOdd(name, () => '');
}

/** Says which of them is the first, for a name that has some. */
export function unseenInWords(name: string): string {
  const sign = oddIn(name) ?? '';
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `There is a sign in it that cannot be seen (U+${code}).`;
}
