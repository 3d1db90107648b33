import { caseless, escapeClass, negated, posixClass, propertyClass, type CharTest } from './charset';
import { RegexError, type Cursor } from './cursor';

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27 };

/** Parses what follows a backslash: a class (`\d`) or one character (`\n`, `\x41`, `\.`). */
export function parseEscape(cursor: Cursor): CharTest | number {
  const { source } = cursor;
  if (cursor.at >= source.length) throw new RegexError('it ends with a single backslash');
  const character = String.fromCodePoint(source.codePointAt(cursor.at) ?? 0);
  cursor.at += character.length;
  const charClass = escapeClass(character);
  if (charClass !== undefined) return charClass;
  if (Object.hasOwn(controls, character)) return controls[character] ?? 0;
  if (character === '0') return octal(cursor);
  if (character === 'x' || character === 'u') return hexadecimal(cursor, character);
  if (character === 'p' || character === 'P') return property(cursor, character === 'P');
  if (/[1-9gk]/.test(character)) throw new RegexError('back references are not supported');
  if (/[A-Za-z]/.test(character)) throw new RegexError(`the escape "\\${character}" is not supported`);
  return character.codePointAt(0) ?? 0;
}

/** `\0`, with up to two octal digits behind it. */
function octal(cursor: Cursor): number {
  const digits = /^[0-7]{0,2}/.exec(cursor.source.slice(cursor.at, cursor.at + 2))?.[0] ?? '';
  cursor.at += digits.length;
  return parseInt(`0${digits}`, 8);
}

function hexadecimal(cursor: Cursor, letter: string): number {
  const form =
    letter === 'x' ? /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/ : /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/;
  const match = form.exec(cursor.source.slice(cursor.at, cursor.at + 10));
  const code = match === null ? NaN : parseInt(match[1] ?? match[2] ?? '', 16);
  if (match === null || !(code <= 0x10ffff)) throw new RegexError(`"\\${letter}" names no character`);
  cursor.at += match[0].length;
  return code;
}

function property(cursor: Cursor, negate: boolean): CharTest {
  const match = /^(?:\{(\^?)([^}]{1,40})\}|([A-Z]))/.exec(cursor.source.slice(cursor.at, cursor.at + 50));
  const test = match === null ? undefined : propertyClass(match[2] ?? match[3] ?? '', negate !== (match[1] === '^'));
  if (match === null || test === undefined) throw new RegexError('"\\p" names no property of characters');
  cursor.at += match[0].length;
  return test;
}

/** Parses a class in brackets; the cursor stands after the opening one. */
export function parseClass(cursor: Cursor, ignoreCase: boolean): CharTest {
  const { source } = cursor;
  const negate = source.charAt(cursor.at) === '^';
  if (negate) cursor.at += 1;
  const classes: CharTest[] = [];
  const ranges: CharTest[] = [];
  for (let first = true; first || source.charAt(cursor.at) !== ']'; first = false) {
    const low = classPart(cursor, ignoreCase);
    if (typeof low !== 'number') {
      classes.push(low);
      continue;
    }
    const high = rangeEnd(cursor, ignoreCase) ?? low;
    if (high < low) throw new RegexError('a range in a class is the wrong way round');
    ranges.push((character) => character >= low && character <= high);
  }
  cursor.at += 1;
  const inRange: CharTest = (character) => ranges.some((test) => test(character));
  // Without regard to case, [^a] is what is neither a nor A: the case goes first, then the negation. A class like \W
  // stays as it is: it holds ſ, which is no reason to hold s.
  const listed = ignoreCase && ranges.length > 0 ? caseless(inRange) : inRange;
  const any: CharTest = (character) => listed(character) || classes.some((test) => test(character));
  return negate ? negated(any) : any;
}

/** The end of a range `a-z`, when the cursor stands at its dash. */
function rangeEnd(cursor: Cursor, ignoreCase: boolean): number | undefined {
  const { source } = cursor;
  if (source.charAt(cursor.at) !== '-' || source.charAt(cursor.at + 1) === ']') return undefined;
  const before = cursor.at;
  cursor.at += 1;
  const end = classPart(cursor, ignoreCase);
  if (typeof end === 'number') return end;
  // `[a-\d]`: the dash is an ordinary character.
  cursor.at = before;
  return undefined;
}

function classPart(cursor: Cursor, ignoreCase: boolean): CharTest | number {
  const { source } = cursor;
  if (cursor.at >= source.length) throw new RegexError('a class "[" is not closed');
  const posix = /^\[:(\^?)(\w+):\]/.exec(source.slice(cursor.at, cursor.at + 20));
  if (posix !== null) {
    const test = posixClass(posix[2] ?? '', ignoreCase);
    if (test === undefined) throw new RegexError(`there is no class ${posix[0]}`);
    cursor.at += posix[0].length;
    return posix[1] === '^' ? negated(test) : test;
  }
  const code = source.codePointAt(cursor.at) ?? 0;
  cursor.at += code > 0xffff ? 2 : 1;
  if (code !== 92) return code;
  if (source.charAt(cursor.at) === 'b') {
    cursor.at += 1;
    return 8;
  }
  return parseEscape(cursor);
}
