import { anyText, parsePattern } from '../match/pattern';

/**
 * Values for `%name%` of the `expand` modifier, by name without the percent signs. They are Sigma strings: a table may
 * hold `arn:aws:iam::*:role/ci-*`.
 */
export type PlaceholderTable = ReadonlyMap<string, readonly string[]>;

const maxTexts = 10_000;

/** A stretch of a value: literal, or a placeholder with its percent signs. */
interface Part {
  readonly text: string;
  readonly filled?: boolean;
}

/**
 * The texts of a value with its placeholders filled in, one for each combination; `\%` is a plain percent sign.
 * A text result says why it cannot be: a placeholder without a table must never be guessed.
 */
export function expandPlaceholders(text: string, table: PlaceholderTable): readonly string[] | string {
  const parts = text.split(/(\\%|%[^%\s\\]+%)/).map((part): Part => {
    if (part === '\\%') return { text: '%' };
    return { text: part, filled: /^%[^%]+%$/.test(part) };
  });
  return fill(parts, table, (value) => value);
}

/**
 * The same of a regular expression. A value stands in it for the text that it is, whatever signs are in it; its
 * wildcards for any text, or any one character.
 */
export function expandInExpression(source: string, table: PlaceholderTable): readonly string[] | string {
  const parts = partsOfExpression(source);
  return typeof parts === 'string' ? parts : fill(parts, table, asExpression);
}

function fill(
  parts: readonly Part[],
  table: PlaceholderTable,
  written: (value: string) => string,
): readonly string[] | string {
  let texts = [''];
  for (const { text, filled } of parts) {
    let values: readonly string[] = [text];
    if (filled === true) {
      const known = table.get(text.slice(1, -1));
      if (known === undefined) return `has the placeholder ${text}, for which there is no table`;
      values = known.map(written);
    }
    if (texts.length * values.length > maxTexts) return 'expands to too many values';
    texts = texts.flatMap((before) => values.map((value) => before + value));
  }
  return texts;
}

function asExpression(value: string): string {
  const parts = parsePattern(value).map((token) => {
    if (typeof token === 'string') return token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return token === anyText ? '(?s:.*)' : '(?s:.)';
  });
  return `(?:${parts.join('')})`;
}

/** Takes an expression apart at its placeholders; what a backslash stands before is none. */
function partsOfExpression(source: string): readonly Part[] | string {
  const parts: Part[] = [];
  let from = 0;
  let inClass = false;
  for (let at = 0; at < source.length;) {
    const length = lengthAt(source, at, inClass);
    const character = source.charAt(at);
    if (character === '\\' && length > 2 && isFilled.test(source.slice(at, at + length))) {
      return 'has a placeholder between \\Q and \\E';
    } else if (character === '[' && !inClass) {
      inClass = true;
      // a bracket that closes right away is one of the class
      at += /^\^?\]?/.exec(source.slice(at + 1, at + 3))?.[0].length ?? 0;
    } else if (character === ']' && inClass) {
      inClass = false;
    } else if (character === '%' && length > 1) {
      if (inClass) return 'has a placeholder in a class of characters, where there is no room for a text';
      parts.push({ text: source.slice(from, at) }, { text: source.slice(at, at + length), filled: true });
      from = at + length;
    }
    at += length;
  }
  return [...parts, { text: source.slice(from) }];
}

/** A placeholder of an expression, where percent signs may stand with other signs between them. */
const isFilled = /%\w+%/;
const placeholder = /%\w+%/y;
const posixName = /\[:\^?\w+:\]/y;

/** How many characters belong together from here on. */
function lengthAt(source: string, at: number, inClass: boolean): number {
  const character = source.charAt(at);
  if (character === '\\') {
    if (inClass || source.charAt(at + 1) !== 'Q') return 2;
    const end = source.indexOf('\\E', at);
    return (end < 0 ? source.length : end + 2) - at;
  }
  const form = character === '%' ? placeholder : character === '[' && inClass ? posixName : undefined;
  if (form === undefined) return 1;
  form.lastIndex = at;
  return form.exec(source)?.[0].length ?? 1;
}
