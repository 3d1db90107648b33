import { type Cursor, RegexError } from './cursor';

const maxRepeat = 1000;

const signs: Readonly<Record<string, readonly [number, number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
};

/** How often what stands before the cursor is repeated, at least and at most; undefined where no quantifier stands. */
export function parseQuantifier(cursor: Cursor): readonly [min: number, max: number] | undefined {
  const sign = signs[cursor.source.charAt(cursor.at)];
  if (sign !== undefined) {
    cursor.at += 1;
    return sign;
  }
  const match = /^\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/.exec(cursor.source.slice(cursor.at, cursor.at + 20));
  if (match === null) return undefined;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
  if (max < min) throw new RegexError(`the range ${match[0]} is the wrong way round`);
  if (min > maxRepeat || (max !== Infinity && max > maxRepeat)) {
    throw new RegexError(`the range ${match[0]} repeats more than ${maxRepeat} times`);
  }
  cursor.at += match[0].length;
  return [min, max];
}
