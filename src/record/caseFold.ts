/**
 * Texts without their case: each character becomes the one that Unicode's simple case folding compares it by, so the
 * same part of two texts is the same whatever stands around it. `toLowerCase` makes a `Σ` at a word's end another
 * character than elsewhere, and two characters of an `İ`.
 *
 * @returns a text of the same length; of a text in ASCII it is the one in lower case
 */
export function foldCase(text: string): string {
  return unlikeLower.test(text) ? folded(text) : text.toLowerCase();
}

/** Every character that is the same as this one without its case, itself among them. */
export function caseForms(character: string): readonly string[] {
  const fold = foldCase(character);
  const upper = fold.toUpperCase();
  forms ??= formsByFold();
  // the upper case of a dotless i is that of another character
  const own = foldCase(upper) === fold ? [character, fold, upper] : [character, fold];
  return [...new Set([...own, ...(forms.get(fold) ?? [])])];
}

/** Characters that `toLowerCase` does not fold, or not wherever they stand, and below each what it becomes. */
const strange =
  '\u017f\u039c\u03bc\u0345\u1fbe\u03a3\u03c2\u03d0\u03f5\u03d1\u03f0\u03d6\u03f1\u03d5\u1c80\u1c81' +
  '\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1e9b';
const becomes =
  '\u0073\u00b5\u00b5\u03b9\u03b9\u03c3\u03c3\u03b2\u03b5\u03b8\u03ba\u03c0\u03c1\u03c6\u0432\u0434' +
  '\u043e\u0441\u0442\u0442\u044a\u0463\ua64b\u1e61';
/** It has no other form; in lower case it is two characters. */
const dotted = '\u0130';
// none of them is in Latin-1, so that texts in it, as most are, need not be looked through
const unlikeLower = new RegExp(`[${strange}${dotted}]`);
const allStrange = new RegExp(`[${strange}]`, 'g');
/** Others that are no upper case of what they become. */
const furtherForms =
  '\u212a\u212b\u01c5\u01c8\u01cb\u01f2\u03f4\u2126\u1e9e\u1f88\u1f89\u1f8a\u1f8b\u1f8c\u1f8d\u1f8e' +
  '\u1f8f\u1f98\u1f99\u1f9a\u1f9b\u1f9c\u1f9d\u1f9e\u1f9f\u1fa8\u1fa9\u1faa\u1fab\u1fac\u1fad\u1fae' +
  '\u1faf\u1fbc\u1fcc\u1ffc';
let forms: ReadonlyMap<string, readonly string[]> | undefined;

function folded(text: string): string {
  const plain = text.replace(allStrange, (character) => becomes.charAt(strange.indexOf(character)));
  return plain
    .split(dotted)
    .map((part) => part.toLowerCase())
    .join(dotted);
}

function formsByFold(): Map<string, string[]> {
  const byFold = new Map<string, string[]>();
  for (const character of strange + furtherForms) {
    const fold = foldCase(character);
    byFold.set(fold, [...(byFold.get(fold) ?? []), character]);
  }
  return byFold;
}
