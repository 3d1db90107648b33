/** Signs without a picture, and spaces other than that of the keyboard: web pages have them, and whoever copies from there. */
const UNSEEN = /[\p{Cc}\p{Cf}]|(?! )[\p{Zs}\p{Zl}\p{Zp}]/gu;

/** A name without the signs in it that nobody sees; the same where there are none. */
export function withoutUnseen(name: string): string {
  return name.replace(UNSEEN, '');
}

/** Says which of them is the first, for a name that has some. */
export function unseenInWords(name: string): string {
  const [sign = ''] = name.match(UNSEEN) ?? [];
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `There is a sign in it that cannot be seen (U+${code}).`;
}
