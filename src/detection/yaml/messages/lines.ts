import { beginsOddly, type Mistake, ofLines, ofValue, type Saying, spanAt, wantsQuotes } from './mistake';
import type { Place } from './place';

// The mistakes in how lines stand to one another, and in their keys.

const NO_DASH =
  'This "-" does not stand in line with others: the elements of a list begin in one column, below their key.';
const FURTHER = 'This line is indented further than the one above, which has its value already.';
export const LEFT_BY_MERGE = 'This line was left by a merge: choose what is to stay, and remove it.';
const SPACE_BEHIND_DASH = 'A space is missing behind this "-".';
const SPACE_BEHIND_COLON = 'A space is missing behind this colon.';
/** So far up it is looked for the lines that a line may belong to. */
const MOST_LINES_ABOVE = 500;
/** Brackets that somebody wrote by hand are closed within so much. */
const MAX_BRACKETS = 2000;

/** A line that should be a key and is none. */
export const noKey: Saying = (place, error, enclosed) => {
  const { rest } = place;
  const span = place.value();
  if (/^(?:<{7}|={7}|>{7})/.test(rest)) return ofLines(span, LEFT_BY_MERGE);
  if (enclosed.bracketAt(place.at) !== undefined) return linesInBrackets(place, error, enclosed);
  if (/^-(?:\s|$)/.test(rest)) return ofLines(place.span(), NO_DASH);
  if (/^-[^\s-]/.test(rest)) return ofLines(place.span(), SPACE_BEHIND_DASH);
  if (/^["']/.test(rest) && !/^(["']).*\1/.test(rest)) return ofLines(span, 'A key must stand in one line.');
  const colon = /^[^\s:'"]*:(?=\S)/.exec(rest)?.[0].length ?? 0;
  if (colon > 1) return ofLines(spanAt(place.at + colon - 1), SPACE_BEHIND_COLON);
  if (/\s/.test(rest.trim()))
    return ofLines(span, 'This line is no key with a colon behind it, and no "- " begins it.');
  return ofLines(span, 'A colon is missing behind this key.');
};

/** Two keys in one line, or a line below a key that has its value already. */
export const nested: Saying = (place, { message }, enclosed) => {
  if (/sequence/.test(message)) return ofLines(place.next.span(), NO_DASH);
  if (place.sign === '?') return beginsOddly(place, enclosed);
  const { start, end } = place.value();
  const written = place.text.slice(start, end);
  if (written.endsWith(':')) return wantsQuotes(place, 'A text that ends with a colon needs quotes.', enclosed);
  if (!/:\s/.test(written)) return ofLines(place.lineBelow.value(), FURTHER);
  const marks = /^[“”„‘’«]/.test(written) ? ': " or \'.' : '.';
  return wantsQuotes(place, `A text with a colon in it needs quotes${marks}`, enclosed);
};

export const badIndent: Saying = (place, { message }, enclosed) => {
  const bracket = /^Flow/.test(message) ? enclosed.bracketAt(place.at) : undefined;
  if (bracket !== undefined) return unclosed(place, bracket);
  const { next } = place;
  if (/^Block scalar/.test(message))
    return ofLines(next.value(), 'The lines of this text must be indented further than its key.');
  if (/^All sequence/.test(message) || /^-(?:\s|$)/.test(next.rest)) return ofLines(next.span(), NO_DASH);
  if (/^-[^\s-]/.test(next.rest)) return ofLines(next.span(), SPACE_BEHIND_DASH);
  const above = next.lineAbove;
  const isInList = above?.sign === '-' && above.column === next.column;
  if (isInList) return ofLines(next.value(), 'A "- " is missing here, or this line is in the wrong column.');
  return ofLines(next.value(), inNoColumn(next));
};

/** That a line begins where none does that it may belong to, and where those begin: any of them may be the wrong one. */
function inNoColumn(place: Place): string {
  const where = familyOf(place).map((line) => `line ${lineNumber(line)} begins in column ${line.column + 1}`);
  const ends = where.length === 0 ? '.' : `: ${where.join(', ')}.`;
  return `This line begins in column ${place.column + 1}, where none begins that it could belong to${ends}`;
}

/** The first of the lines above that are indented further, and the one above them, which is not. */
function familyOf(place: Place): Place[] {
  const further: Place[] = [];
  let above = place.lineAbove;
  for (let n = 0; n < MOST_LINES_ABOVE && above !== undefined; n++, above = above.lineAbove) {
    if (above.sign === '#') continue;
    if (above.column <= place.column) return [...further.slice(-1), above];
    further.push(above);
  }
  return further.slice(-1);
}

/** From 1. */
function lineNumber({ text, lineStart }: Place): number {
  return text.slice(0, lineStart).split('\n').length;
}

/** Brackets that are not closed, or that end in a line that YAML does not count to them. */
function unclosed(place: Place, opened: number): Mistake {
  const sign = place.text.charAt(opened);
  const rest = place.text.slice(place.at, place.at + MAX_BRACKETS);
  const end = rest.search(/[[\]{}]|:\s|\n---/);
  const isClosed = end >= 0 && rest.charAt(end) === (sign === '[' ? ']' : '}');
  const message = isClosed
    ? `All lines up to the end of the ${sign} that opens here must be indented further than its key.`
    : `The ${sign} that opens here is not closed.`;
  return ofLines(spanAt(opened), message);
}

/** What is missing between or behind others. */
export const missing: Saying = (place, { message }, enclosed) => {
  if (/quote/.test(message)) {
    const opened = enclosed.quoteAt(place.at);
    return ofLines(opened === undefined ? place.span() : spanAt(opened), 'The quote that opens here is not closed.');
  }
  if (/must end with/.test(message)) return unclosed(place, enclosed.bracketAt(place.at) ?? place.at);
  if (/^Implicit map keys/.test(message)) return noKey(place.next, { message }, enclosed);
  if (/^Missing ,/.test(message)) return ofLines(place.next.span(), 'A comma is missing before this.');
  if (/space after :/.test(message)) return ofLines(place.span(), SPACE_BEHIND_COLON);
  if (/^Sequence item/.test(message)) return ofLines(place.next.value(), 'A "- " is missing before this.');
  if (/^Comments/.test(message)) {
    const said = 'A comment needs a space before its #, and a text with # in it needs quotes.';
    const start = place.valueStart;
    return /^[|>[{]/.test(start.rest) ? ofLines(place.span(), said) : ofValue(start.value(), said);
  }
  if (/^Block scalars/.test(message))
    return ofLines(place.span(), 'An empty line above this one has more spaces than it begins with: take them away.');
  if (/^Missing directives-end/.test(message)) return directive(place, { message }, enclosed);
  if (/^Block collection/.test(message)) return ofLines(place.value(), 'This must begin in the line below "---".');
  return beginsOddly(place.valueStart, enclosed);
};

/** A line that begins with %, here or above. */
export const directive: Saying = (place, { message }) => {
  const line = [place.line, place.lineAbove, place.lineAbove?.lineAbove].find((one) => one?.sign === '%') ?? place;
  const isKnown = /^Missing/.test(message) && /^%(?:YAML|TAG)\b/.test(line.rest);
  const said = isKnown
    ? 'Below a line that begins with % a line with --- must follow.'
    : 'A line that begins with % tells how to read the file, and YAML does not know this one. A text needs quotes.';
  return ofLines(line.value(), said);
};

/** Lists and maps as lines, within brackets. */
export const linesInBrackets: Saying = (place) => {
  const said = /^-\s/.test(place.rest)
    ? 'In brackets no "- " begins an element: commas stand between them.'
    : 'A comma is missing in these brackets, or quotes around a text with a colon in it.';
  return ofLines(place.value(true), said);
};

export const tab: Saying = (place) => {
  const length = /^[ \t]*/.exec(place.rest)?.[0].length ?? 0;
  return ofLines(place.span(length), 'A tab stands here where the indentation is read: use spaces instead.');
};
