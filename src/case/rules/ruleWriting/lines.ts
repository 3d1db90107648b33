/** As YAML has them. */
export const LINE_END = /\r\n|[\n\r]/;
/** A line that ends a document and begins the next. */
export const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;

/** A key of a YAML text, as its line shows it. */
export interface WrittenKey {
  /** Keys above it, from the document's root. */
  readonly path: readonly string[];
  /** The map that it stands in: each map of a document has a number, so that those of a list are told apart. */
  readonly map: number;
  readonly key: string;
  /** What stands behind it in its line, or else the first element of the list below it; without quotes. */
  value: string;
  /** The texts of the list that it has, without quotes. */
  readonly elements: string[];
  /** From 0. */
  readonly line: number;
}

/** One line, and what it stands under. */
export interface ReadLine {
  /** Where its content begins, behind indentation and dashes. */
  readonly column: number;
  /** Its content without white space at the end. */
  readonly rest: string;
  /** Keys above it. */
  readonly path: readonly string[];
  readonly map: number;
  /** It is an element of a list, or begins one. */
  readonly isElement: boolean;
  /** Its key and value as they are written. */
  readonly key: { readonly written: string; readonly value: string } | undefined;
  /** It belongs to a text of several lines. */
  readonly inText: boolean;
}

interface Frame {
  /** The column in which the key or the dash stands. */
  readonly column: number;
  /** Undefined for an element of a list. */
  readonly key: WrittenKey | undefined;
  /** The map below it. */
  readonly map: number;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{}&*!,-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)\s*(.*)$/;
/** Of characters: no rule has so many. One that is written is read again and again by the thread that people type in. */
export const MAX_DOCUMENT = 250_000;
/** No key of a rule stands in a longer line, and patterns take their time with them. */
export const MAX_LINE = 2000;
/** Nor lists within so many lists. */
const MAX_DASHES = 50;
/** A text in lines of its own follows. */
export const TEXT_FOLLOWS = /^[|>][-+\d]*\s*(?:#.*)?$/;

/**
 * Reads a YAML document line by line and knows by the indentation which keys are above each: so it works while the
 * document is no YAML yet. What is written in brackets it does not look into: `BracketReader` does.
 */
export class LineReader {
  readonly keys: WrittenKey[] = [];
  /** Those above the line, each further right than the one before. */
  private readonly frames: Frame[] = [];
  private maps = 0;
  /** The column of the key whose text of several lines is being read. */
  private textOf: number | undefined;

  read(content: string, line: number): ReadLine {
    let column = /^ */.exec(content)?.[0].length ?? 0;
    const isBlank = content.trim() === '';
    if (this.textOf !== undefined && (isBlank || column > this.textOf)) return this.told(column, content.trim(), true);
    if (isBlank) return this.told(content.length, '', false);
    this.textOf = undefined;
    let dashes = 0;
    for (let dash = dashAt(content, column); dash > 0 && dashes < MAX_DASHES; dash = dashAt(content, column)) {
      // a list may stand right below its key
      this.leave((frame) => frame.column > column || (frame.column === column && frame.key === undefined));
      this.frames.push({ column, key: undefined, map: this.newMap() });
      column += dash;
      dashes++;
    }
    const rest = content.slice(column).trimEnd();
    if (dashes === 0 && !rest.startsWith('#')) this.leave((frame) => frame.column >= column);
    const told = this.told(column, rest, false);
    if (told.key !== undefined) this.open(told, told.key, line);
    else if (dashes > 0) this.element(rest);
    return told;
  }

  /** The number of a map that was none of those before. */
  newMap(): number {
    return ++this.maps;
  }

  private leave(isLeft: (frame: Frame) => boolean): void {
    for (let last = this.frames.at(-1); last !== undefined && isLeft(last); last = this.frames.at(-1)) this.frames.pop();
  }

  private told(column: number, rest: string, inText: boolean): ReadLine {
    const frames = above(this.frames, column);
    const match = inText || rest.length > MAX_LINE ? null : KEY.exec(rest);
    const [, written = '', value = ''] = match ?? [];
    return {
      column,
      rest,
      path: frames.flatMap(({ key }) => key?.key ?? []),
      map: frames.at(-1)?.map ?? 0,
      isElement: frames.length > 0 && frames.at(-1)?.key === undefined,
      key: match === null ? undefined : { written, value },
      inText,
    };
  }

  private open({ column, path, map }: ReadLine, { written, value }: NonNullable<ReadLine['key']>, line: number): void {
    const own = unquoted(withoutComment(value));
    const key: WrittenKey = { path, map, key: unquoted(written), value: own, elements: [], line };
    this.keys.push(key);
    this.leave((frame) => frame.column >= column);
    this.frames.push({ column, key, map: this.newMap() });
    if (TEXT_FOLLOWS.test(value)) this.textOf = column;
  }

  private element(rest: string): void {
    const list = this.frames.at(-2)?.key;
    if (list === undefined || rest === '' || rest.length > MAX_LINE) return;
    const element = unquoted(withoutComment(rest));
    list.elements.push(element);
    if (list.value === '') list.value = element;
  }
}

/** The width of a dash and the white space behind it; 0 when none stands here. */
function dashAt(content: string, column: number): number {
  return /^-(?:\s+|$)/.exec(content.slice(column))?.[0].length ?? 0;
}

function above(frames: readonly Frame[], column: number): readonly Frame[] {
  return frames.filter((frame) => frame.column < column);
}

function withoutComment(text: string): string {
  return text.replace(/(?:^|\s+)#.*$/, '').trim();
}

/** A scalar without its quotes. */
export function unquoted(text: string): string {
  if (text.length > 1 && /^'[^]*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  return text.length > 1 && /^"[^]*"$/.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;
}
