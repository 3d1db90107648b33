import { PROPERTIES } from '../brackets';
import { unquoted } from '../lines';

/** A stretch of one line: lines from 0, columns from 0 in UTF-16 units, the end exclusive. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A name, or another text, and where it stands, without its quotes. */
export interface WrittenName {
  readonly text: string;
  readonly at: Place;
}

/** What a line has of a value. */
export interface Piece extends Place {
  readonly text: string;
  /** It begins an element of a list. */
  readonly isElement: boolean;
  /** It belongs to a text in lines of its own, in which no quote and no `#` has a meaning. */
  readonly inText: boolean;
}

/** A text of a value, with what each line has of it. */
export interface Scalar {
  readonly text: string;
  readonly lines: readonly WrittenName[];
}

/** The texts of a value, whether it is one, or a list of them in lines. */
export function scalarsOf(pieces: readonly Piece[]): Scalar[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group === undefined || piece.isElement) groups.push([piece]);
    else group.push(piece);
  }
  return groups.flatMap(scalarsIn);
}

function scalarsIn(group: readonly Piece[]): Scalar[] {
  const [head, ...more] = group.filter(({ text }) => text !== '');
  if (head === undefined) return [];
  if (head.inText) return [scalarOf([head, ...more])];
  const first = behind(head, PROPERTIES.exec(head.text)?.[0].length ?? 0);
  // what an alias stands for is written elsewhere
  if (first.text.startsWith('*')) return [];
  if (/^['"]/.test(first.text)) return [quoted([first, ...more])];
  return [scalarOf([first, ...more].map(bare))];
}

/** A text in brackets, with the quotes that it may have. */
export function scalarAt(at: Place, written: string): Scalar {
  const piece: Piece = { ...at, text: written, isElement: false, inText: false };
  return /^['"]/.test(written) ? quoted([piece]) : scalarOf([piece]);
}

/** Over several lines the text without its quotes, in one with what they make of it. */
function quoted(pieces: readonly Piece[]): Scalar {
  const [first] = pieces as [Piece];
  const quote = first.text.charAt(0);
  const whole = /^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")/.exec(first.text)?.[0];
  if (whole !== undefined) {
    const at = { line: first.line, start: first.start + 1, end: first.start + whole.length - 1 };
    const text = unquoted(whole);
    return { text, lines: [{ text, at }] };
  }
  const lines: Piece[] = [];
  for (const [n, piece] of pieces.entries()) {
    const inner = n === 0 ? behind(piece, 1) : piece;
    const end = n === 0 ? -1 : inner.text.indexOf(quote);
    lines.push(end < 0 ? inner : until(inner, end));
    if (end >= 0) break;
  }
  return scalarOf(lines);
}

function scalarOf(pieces: readonly Piece[]): Scalar {
  const lines = pieces.filter(({ text }) => text !== '').map(({ text, line, start, end }) => ({ text, at: { line, start, end } }));
  return { text: lines.map(({ text }) => text).join(' '), lines };
}

/** Without a comment and the white space before it. */
function bare(piece: Piece): Piece {
  const comment = piece.text.search(/(?:^|\s)#/);
  const text = (comment < 0 ? piece.text : piece.text.slice(0, comment)).trimEnd();
  return until(piece, text.length);
}

function behind(piece: Piece, from: number): Piece {
  return { ...piece, start: piece.start + from, text: piece.text.slice(from) };
}

function until(piece: Piece, length: number): Piece {
  return { ...piece, end: piece.start + length, text: piece.text.slice(0, length) };
}
