/**
 * What nobody sees, or what changes how other characters look: controls and formats, marks of direction among them, what
 * is shown as nothing (Unicode's Default_Ignorable_Code_Point: fillers, tags, variation selectors), ends of lines, halves
 * of pairs, what is no character, and a sign of Braille without a dot. Two names that differ by these look the same.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{DI}\p{Zl}\p{Zp}\p{Cs}\u2800\ufff0-\ufffc\ufffe\uffff]/gu;
/** The same, and spaces that are not the one of the keyboard but look like it. */
const ODD = new RegExp(`${UNSEEN.source}|(?! )\\p{Zs}`, 'gu');

/** A text in which something else stands for each character that nobody sees. */
export function replaceUnseen(text: string, by: (character: string) => string = () => '\ufffd'): string {
  return text.replace(UNSEEN, by);
}

/** The same for spaces, too, that are not the one of the keyboard. */
export function replaceOdd(text: string, by: (character: string) => string): string {
  return text.replace(ODD, by);
}

/** The first character of a text that nobody sees, or that is a space other than the one of the keyboard. */
export function oddIn(text: string): string | undefined {
  return text.match(ODD)?.[0];
}

/** A text as JSON escapes it between double quotes: of each UTF-16 unit the number, as `\u00ad`. */
export function asEscapes(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
