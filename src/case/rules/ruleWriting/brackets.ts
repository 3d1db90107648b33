import { DOCUMENT_MARK, type LineReader, type ReadLine, unquoted, type WrittenKey } from './lines';

/** A place in brackets where one text stands, or may be written. */
export interface Slot {
  /** Keys above it, and of a value its own. */
  readonly path: readonly string[];
  readonly side: 'key' | 'value';
  /** The map that it stands in; of a list's texts the one that the list is a value of. */
  readonly map: number;
  /** Where it may be written from: what follows the bracket, the comma or the colon before it. */
  readonly from: number;
  /** Where what is written begins and ends, in UTF-16 units of the line. */
  readonly start: number;
  readonly end: number;
  /** Where the white space behind it ends. */
  readonly until: number;
  /** Its key. */
  readonly own: WrittenKey | undefined;
}

/** What the first bracket stands behind. */
export interface Owner {
  readonly path: readonly string[];
  /** The map that its key stands in. */
  readonly map: number;
  /** The column of the key or the dash before it: lines in brackets are indented by more. */
  readonly column: number;
  readonly key: WrittenKey | undefined;
}

interface Frame {
  readonly isList: boolean;
  readonly path: readonly string[];
  readonly map: number;
  /** Of a list the key that it is a value of; of a map the one whose value comes. */
  key: WrittenKey | undefined;
  /** A text or another bracket may come: a bracket, a comma or a colon is the last that did. */
  isFree: boolean;
}

/** What may stand before a value: an anchor, a tag. */
export const PROPERTIES = /^(?:[&!]\S*(?:\s+|$))+/;
/** Nothing that means anything is in more brackets, and each has the keys above it. */
const MOST = 50;
const SPACE = /\s/;

/**
 * Reads what stands in brackets, `{ a: b, c: [d, e] }`, line by line while it may be half-written: `LineReader` knows keys
 * by their lines alone.
 */
export class BracketReader {
  private readonly frames: Frame[] = [];
  /** The places of the line that was read last. */
  slots: Slot[] = [];
  /** The keys above where that line begins. */
  above: readonly string[] = [];
  private content = '';
  private line = 0;
  /** Where the place that is looked at may be written from. */
  private from = 0;

  /**
   * @param keys gets those that stand in the brackets
   * @param newMap gives a number to each map
   */
  constructor(
    private readonly owner: Owner,
    private readonly keys: WrittenKey[],
    private readonly newMap: () => number,
  ) {}

  /**
   * Whether a line that follows is in the brackets: where the last one was forgotten, the next key ends them.
   * @param isIndented whether a blank line has the indentation of what is being written there
   */
  goesOn(content: string, isIndented = false): boolean {
    if (this.frames.length === 0 || DOCUMENT_MARK.test(content)) return false;
    const rest = content.trimStart();
    return (rest === '' && !isIndented) || /^[#\]}]/.test(rest) || content.length - rest.length > this.owner.column;
  }

  /** @param from where the first bracket stands, and 0 in the lines after it */
  read(content: string, from: number, line: number): void {
    this.slots = [];
    const frame = this.frames.at(-1);
    this.above = frame === undefined ? this.owner.path : under(frame).path;
    [this.content, this.line, this.from] = [content, line, from];
    let at = from;
    while (at < content.length) {
      if (SPACE.test(content.charAt(at))) at++;
      else if (this.isComment(at)) break;
      else at = this.piece(at);
      if (this.frames.length === 0) return;
    }
    this.nothing(at);
  }

  /** Reads a bracket, a comma or a text; gives where it ends. */
  private piece(at: number): number {
    const character = this.content.charAt(at);
    if (!/[[\]{},]/.test(character)) return this.text(at);
    this.nothing(at);
    if (character === ',') this.comma();
    else if (/[\]}]/.test(character)) this.frames.pop();
    else if (this.frames.length === MOST) this.frames.length = 0;
    else this.open(character === '[');
    this.from = at + 1;
    return at + 1;
  }

  private open(isList: boolean): void {
    const above = this.frames.at(-1);
    const { path, map, key } = above === undefined ? this.owner : under(above);
    if (above !== undefined) above.isFree = false;
    this.frames.push({ isList, path, map: isList ? map : this.newMap(), key: isList ? key : undefined, isFree: true });
  }

  private comma(): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    frame.isFree = true;
    if (!frame.isList) frame.key = undefined;
  }

  private text(start: number): number {
    const end = endOfText(this.content, start);
    const frame = this.frames.at(-1) as Frame;
    const written = this.content.slice(start, end);
    const isKey = !frame.isList && frame.key === undefined && this.content.charAt(end) === ':';
    let until = end;
    while (SPACE.test(this.content.charAt(until))) until++;
    if (isKey) {
      const { path, map } = frame;
      const key: WrittenKey = { path, map, key: unquoted(written), value: '', elements: [], line: this.line };
      this.keys.push(key);
      this.slots.push({ ...this.slot(frame, start, end), until: end, own: key });
      [frame.key, frame.isFree, this.from] = [key, true, end + 1];
      return end + 1;
    }
    if (frame.isFree) {
      this.slots.push({ ...this.slot(frame, start, end), until });
      if (frame.isList) frame.key?.elements.push(unquoted(written));
      if (frame.key?.value === '') frame.key.value = unquoted(written);
    }
    frame.isFree = false;
    // a colon that stands where no key does belongs to nothing
    return Math.max(end, start + 1);
  }

  /** Where nothing is written up to here, but may be. */
  private nothing(at: number): void {
    const frame = this.frames.at(-1);
    if (frame?.isFree !== true) return;
    this.slots.push(this.slot(frame, at, at));
  }

  private slot(frame: Frame, start: number, end: number): Slot {
    const side = frame.isList || frame.key !== undefined ? 'value' : 'key';
    return { ...under(frame), side, from: this.from, start, end, until: end, own: frame.key };
  }

  private isComment(at: number): boolean {
    return this.content.charAt(at) === '#' && (at === 0 || SPACE.test(this.content.charAt(at - 1)));
  }
}

/** A reader of the brackets that begin in a line, which it has read; undefined where none do. */
export function bracketsIn(told: ReadLine, reader: LineReader, content: string, line: number): BracketReader | undefined {
  const { key, rest, column, path, map, isElement } = told;
  const written = key?.value ?? rest;
  const value = written.slice(PROPERTIES.exec(written)?.[0].length ?? 0);
  if (told.inText || !/^[[{]/.test(value)) return undefined;
  const own = key && reader.keys.at(-1);
  // the first of a list is told by the reader of brackets
  if (own !== undefined) own.value = '';
  const above = own === undefined ? path : [...path, own.key];
  const owner = { path: above, map, column: isElement ? column - 1 : column, key: own };
  const brackets = new BracketReader(owner, reader.keys, () => reader.newMap());
  brackets.read(content, column + rest.length - value.length, line);
  return brackets;
}

function under({ isList, path, map, key }: Frame): Pick<Frame, 'path' | 'map' | 'key'> {
  return { path: isList || key === undefined ? path : [...path, key.key], map, key };
}

/** Of a text in quotes that do not end in its line, the line's end. */
function endOfText(content: string, start: number): number {
  const quote = content.charAt(start);
  if (quote === '"' || quote === "'") {
    for (let at = start + 1; at < content.length; at++) {
      if (quote === '"' && content.charAt(at) === '\\') at++;
      else if (content.charAt(at) === quote) {
        if (quote === '"' || content.charAt(at + 1) !== quote) return at + 1;
        at++;
      }
    }
    return content.length;
  }
  let [at, end] = [start, start];
  for (; at < content.length; at++) {
    const character = content.charAt(at);
    if (/[,[\]{}]/.test(character)) break;
    if (character === ':' && /^[\s,[\]{}]?$/.test(content.charAt(at + 1))) break;
    if (SPACE.test(character)) {
      if (content.charAt(at + 1) === '#') break;
    } else end = at + 1;
  }
  return end;
}
