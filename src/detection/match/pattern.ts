import { foldCase } from '../caseFold';

/**
 * Sigma strings with wildcards.
 *
 * `*` stands for any text, also none; `?` for exactly one character. A backslash takes the meaning from a following
 * `*`, `?` or backslash; before anything else it is itself. So `\*` is a star, `\\*` a backslash and then anything,
 * `\\\*` a backslash and a star, and `a\b` as well as `a\\b` a single backslash between two letters.
 *
 * A pattern compares with the whole text, without regard to case unless it is `cased`. Matching takes time in
 * proportion to pattern × text at worst, whatever the text: log text is written by attackers.
 */
export type Token = string | typeof anyText | typeof oneCharacter | typeof anyDash;

export const anyText = Symbol('*');
export const oneCharacter = Symbol('?');
/** Any of {@link dashes}: what `windash` makes of a dash where there are too many for all texts to be written out. */
export const anyDash = Symbol('-');

/** The signs that begin a parameter on a command line of Windows. */
export const dashes: readonly string[] = ['-', '/', '\u2013', '\u2014', '\u2015'];

export type Pattern = readonly Token[];

/** Takes a Sigma string apart; neighbouring literal characters are one token. */
export function parsePattern(text: string): Pattern {
  const tokens: Token[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') tokens.push(literal);
    literal = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const next = text.charAt(i + 1);
    if (character === '\\' && (next === '\\' || next === '*' || next === '?')) {
      literal += next;
      i += 1;
    } else if (character === '*' || character === '?') {
      flush();
      tokens.push(character === '*' ? anyText : oneCharacter);
    } else {
      literal += character;
    }
  }
  flush();
  return tokens;
}

/** The pattern that matches exactly this text. */
export function literalPattern(text: string): Pattern {
  return text === '' ? [] : [text];
}

/** The text of a pattern without wildcards; undefined when it has some. */
export function plainText(pattern: Pattern): string | undefined {
  let text = '';
  for (const token of pattern) {
    if (typeof token !== 'string') return undefined;
    text += token;
  }
  return text;
}

/** How many characters of a text decide where a pattern is a beginning in ASCII and then anything; else undefined. */
export function beginningOf(pattern: Pattern): number | undefined {
  const [first, second, ...more] = pattern;
  if (typeof first !== 'string' || second !== anyText || more.length > 0) return undefined;
  return ASCII.test(first) ? first.length : undefined;
}

const ASCII = /^[\x20-\x7e]+$/;

/** The pattern with any text allowed before it and/or after it. */
export function widen(pattern: Pattern, before: boolean, after: boolean): Pattern {
  const tokens = [...pattern];
  if (before && tokens[0] !== anyText) tokens.unshift(anyText);
  if (after && (tokens.length === 0 || tokens[tokens.length - 1] !== anyText)) tokens.push(anyText);
  return tokens;
}

/**
 * Compiles a pattern to a test of whole texts. Unless `cased`, the test must be given the text without its
 * case: the caller folds a text once for all its patterns.
 */
export function compilePattern(pattern: Pattern, cased: boolean): (text: string) => boolean {
  const tokens = cased ? pattern : pattern.map((token) => (typeof token === 'string' ? foldCase(token) : token));
  const plain = plainText(tokens);
  if (plain !== undefined) return (text) => text === plain;
  const inner = tokens.filter((token) => token !== anyText);
  const [only] = inner;
  const starts = tokens[0] !== anyText;
  const ends = tokens[tokens.length - 1] !== anyText;
  if (inner.length === 0) return () => true;
  if (inner.length === 1 && typeof only === 'string') {
    if (starts) return (text) => text.startsWith(only);
    if (ends) return (text) => text.endsWith(only);
    return (text) => text.includes(only);
  }
  return compilePieces(splitAtAny(tokens));
}

type PieceToken = Exclude<Token, typeof anyText>;
type Piece = readonly PieceToken[];

function splitAtAny(tokens: Pattern): Piece[] {
  const pieces: PieceToken[][] = [[]];
  for (const token of tokens) {
    if (token === anyText) pieces.push([]);
    else pieces[pieces.length - 1]?.push(token);
  }
  return pieces;
}

/** The pieces between stars: the first at the start, the last at the end, each other at its first place in between. */
function compilePieces(pieces: readonly Piece[]): (text: string) => boolean {
  const first = pieces[0] ?? [];
  const last = pieces[pieces.length - 1] ?? [];
  const middle = pieces.slice(1, -1).filter((piece) => piece.length > 0);
  if (pieces.length === 1) return (text) => pieceAt(first, text, 0) === text.length;
  return (text) => {
    let at = pieceAt(first, text, 0);
    if (at < 0) return false;
    for (const piece of middle) {
      at = findPiece(piece, text, at);
      if (at < 0) return false;
    }
    return endsWithPiece(last, text, at);
  };
}

/** Where the piece ends when it stands at `at`, or -1. */
function pieceAt(piece: Piece, text: string, at: number): number {
  let position = at;
  for (const token of piece) {
    if (typeof token === 'string') {
      if (!text.startsWith(token, position)) return -1;
      position += token.length;
    } else if (token === anyDash) {
      if (!dashes.includes(text.charAt(position))) return -1;
      position += 1;
    } else {
      if (position >= text.length) return -1;
      position += (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
    }
  }
  return position;
}

/** Where the first occurrence of the piece from `from` on ends, or -1. */
function findPiece(piece: Piece, text: string, from: number): number {
  const [head] = piece;
  for (let at = from; at <= text.length; at++) {
    if (typeof head === 'string') {
      at = text.indexOf(head, at);
      if (at < 0) return -1;
    }
    const end = pieceAt(piece, text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function endsWithPiece(piece: Piece, text: string, from: number): boolean {
  let at = text.length;
  for (let i = piece.length - 1; i >= 0; i--) {
    const token = piece[i];
    if (typeof token === 'string') {
      if (!text.endsWith(token, at)) return false;
      at -= token.length;
    } else if (token === anyDash) {
      if (!dashes.includes(text.charAt(at - 1))) return false;
      at -= 1;
    } else {
      if (at <= 0) return false;
      at -= at >= 2 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
    }
  }
  return at >= from;
}
