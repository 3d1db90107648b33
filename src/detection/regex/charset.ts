import { caseForms } from '../caseFold';

/** Sets of characters (code points) in regular expressions. */
export type CharTest = (character: number) => boolean;

const newline = 10;

/** `.`: anything but a line feed, or anything at all with the s flag. */
export function dot(all: boolean): CharTest {
  return all ? () => true : (character) => character !== newline;
}

export const isWord: CharTest = (c) =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);
const isDigit: CharTest = (c) => c >= 48 && c <= 57;
const isSpace: CharTest = (c) => c === 32 || (c >= 9 && c <= 13);
const isHorizontal: CharTest = (c) =>
  c === 32 || c === 9 || [0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000].includes(c) || (c >= 0x2000 && c <= 0x200a);
const isVertical: CharTest = (c) => (c >= 10 && c <= 13) || [0x85, 0x2028, 0x2029].includes(c);
const isUpper: CharTest = (c) => c >= 65 && c <= 90;
const isLower: CharTest = (c) => c >= 97 && c <= 122;
const isPrintable: CharTest = (c) => c > 32 && c < 127;

export function negated(test: CharTest): CharTest {
  return (character) => !test(character);
}

/** The class of an escape like `\d`, or undefined. In ASCII, but for `\h` and `\v`, as in PCRE without its Unicode mode. */
export function escapeClass(letter: string): CharTest | undefined {
  const test = { d: isDigit, w: isWord, s: isSpace, h: isHorizontal, v: isVertical }[letter.toLowerCase()];
  return test === undefined || letter === letter.toLowerCase() ? test : negated(test);
}

/** The class of a POSIX name like `alpha` in `[[:alpha:]]`, or undefined. */
export function posixClass(name: string, ignoreCase: boolean): CharTest | undefined {
  const isAlpha: CharTest = (c) => isUpper(c) || isLower(c);
  const classes: Readonly<Record<string, CharTest>> = {
    alpha: isAlpha,
    digit: isDigit,
    alnum: (c) => isDigit(c) || isAlpha(c),
    upper: ignoreCase ? isAlpha : isUpper,
    lower: ignoreCase ? isAlpha : isLower,
    space: isSpace,
    blank: (c) => c === 32 || c === 9,
    punct: (c) => isPrintable(c) && !isDigit(c) && !isAlpha(c),
    print: (c) => c === 32 || isPrintable(c),
    graph: isPrintable,
    cntrl: (c) => c < 32 || c === 127,
    xdigit: (c) => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
    word: isWord,
  };
  return Object.hasOwn(classes, name) ? classes[name] : undefined;
}

/** The class of a Unicode property like `L` in `\p{L}`, or undefined when there is no such property. */
export function propertyClass(name: string, negate: boolean): CharTest | undefined {
  if (!/^\w+(=\w+)?$/.test(name)) return undefined;
  try {
    const expression = new RegExp(`^\\${negate ? 'P' : 'p'}{${name}}$`, 'u');
    return (character) => expression.test(String.fromCodePoint(character));
  } catch {
    return undefined;
  }
}

/** One character, in all its cases when asked. */
export function oneCharacter(character: string, ignoreCase: boolean): CharTest {
  const code = character.codePointAt(0) ?? 0;
  if (!ignoreCase) return (candidate) => candidate === code;
  const others = caseForms(character).map((other) => other.codePointAt(0) ?? 0);
  const [, one = code, another = code, ...more] = others;
  if (more.length > 0) return (candidate) => others.includes(candidate);
  return (candidate) => candidate === code || candidate === one || candidate === another;
}

/** The same set without regard to case. */
export function caseless(test: CharTest): CharTest {
  return (character) => {
    if (test(character)) return true;
    return caseForms(String.fromCodePoint(character)).some((form) => test(form.codePointAt(0) ?? 0));
  };
}

/** The same set with the answers for ASCII looked up in a table, made when it is first asked: most never are. */
export function tabled(test: CharTest): CharTest {
  let table: Uint8Array | undefined;
  return (character) => {
    if (character >= 128) return test(character);
    table ??= Uint8Array.from({ length: 128 }, (_, one) => (test(one) ? 1 : 0));
    return table[character] === 1;
  };
}
