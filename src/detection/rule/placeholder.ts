/**
 * Values for `%name%` of the `expand` modifier, by name without the percent signs. They are Sigma strings: a table may
 * hold `arn:aws:iam::*:role/ci-*`.
 */
export type PlaceholderTable = ReadonlyMap<string, readonly string[]>;

const maxTexts = 10_000;

/**
 * The texts of a value with its placeholders filled in, one for each combination; `\%` is a plain percent sign.
 * A text result says why it cannot be: a placeholder without a table must never be guessed.
 */
export function expandPlaceholders(text: string, table: PlaceholderTable): readonly string[] | string {
  let texts = [''];
  for (const part of text.split(/(\\%|%[^%\s\\]+%)/)) {
    let values: readonly string[] = [part];
    if (part === '\\%') values = ['%'];
    else if (/^%[^%]+%$/.test(part)) {
      const known = table.get(part.slice(1, -1));
      if (known === undefined) return `has the placeholder ${part}, for which there is no table`;
      values = known;
    }
    if (texts.length * values.length > maxTexts) return 'expands to too many values';
    texts = texts.flatMap((before) => values.map((value) => before + value));
  }
  return texts;
}
