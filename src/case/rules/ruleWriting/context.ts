import { bracketsIn, type BracketReader, type Slot } from './brackets';
import { DOCUMENT_MARK, LINE_END, LineReader, MAX_DOCUMENT, MAX_LINE, type ReadLine, unquoted, type WrittenKey } from './lines';

/** Where in a rule's YAML somebody writes. */
export interface WritingContext {
  /** Keys from the document's root to the map, or to the value, that is written: `['detection', 'selection']`. */
  readonly path: readonly string[];
  /** A key of the map at `path`, the value at `path`, or an element of the list there, which may be a key as well. */
  readonly side: 'key' | 'value' | 'element';
  /** The text of the key or value before the cursor, quotes included. */
  readonly typed: string;
  /** All of it, quotes included. */
  readonly written: string;
  /** Where it begins and ends in the cursor's line, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** A colon or dash stands right before it, without the space that YAML wants. */
  readonly lacksSpace: boolean;
  /** Keys that stand in the same map, with their values as they are written there; of a list the first. */
  readonly beside: ReadonlyMap<string, string>;
  /** All keys of the document. */
  readonly keys: readonly WrittenKey[];
}

/**
 * What somebody writes at a place of a YAML text that may be half-written. Undefined in comments and in texts of
 * several lines other than conditions, and of a document that is longer than a rule can be.
 *
 * @param line from 0
 * @param character in UTF-16 units
 */
export function writingContext(text: string, line: number, character: number): WritingContext | undefined {
  const lines = text.split(LINE_END);
  const content = lines[line];
  if (content === undefined || content.length > MAX_LINE || DOCUMENT_MARK.test(content)) return undefined;
  const isEnd = (number: number): boolean => DOCUMENT_MARK.test(lines[number] ?? '');
  let [first, last] = [line, line];
  while (first > 0 && !isEnd(first - 1)) first--;
  while (last < lines.length - 1 && !isEnd(last + 1)) last++;
  let length = 0;
  for (let number = first; number <= last; number++) length += (lines[number] ?? '').length;
  if (length > MAX_DOCUMENT) return undefined;
  const reader = new LineReader();
  let brackets: BracketReader | undefined;
  let here: ReadLine | undefined;
  let slots: readonly Slot[] | undefined;
  for (let number = first; number <= last; number++) {
    // white space behind the cursor is no indentation of what is written there
    const isBlank = number === line && content.trim() === '';
    const own = isBlank ? content.slice(0, character) : (lines[number] ?? '');
    if (brackets?.goesOn(own, isBlank) === true) brackets.read(own, 0, number);
    else {
      const told = reader.read(own, number);
      if (number === line) here = told;
      brackets = bracketsIn(told, reader, own, number);
    }
    if (number === line) slots = brackets?.slots;
  }
  const slot = slots?.find(({ from, until }) => from <= character && character <= until);
  if (slot !== undefined) return inBrackets(slot, content, character, reader.keys);
  const place = here && placeIn(here, content, character);
  if (here === undefined || place === undefined) return undefined;
  const beside = reader.keys.filter((key) => key.map === here.map && key.line !== line);
  return contextOf(place, content, beside, reader.keys);
}

function contextOf(
  place: Place,
  content: string,
  beside: readonly WrittenKey[],
  keys: readonly WrittenKey[],
): WritingContext {
  const written = content.slice(place.start, place.end);
  return { ...place, written, beside: new Map(beside.map(({ key, value }) => [key, value])), keys };
}

function inBrackets(slot: Slot, content: string, character: number, keys: readonly WrittenKey[]): WritingContext | undefined {
  const isEmpty = slot.start === slot.end;
  // before what is written there
  if (character < slot.start && !isEmpty) return undefined;
  const { path, side, own, map } = slot;
  const start = isEmpty ? character : slot.start;
  const place: Place = {
    path,
    side,
    typed: content.slice(start, character),
    start,
    end: Math.max(isEmpty ? start : slot.end, character),
    lacksSpace: content[start - 1] === ':',
  };
  const beside = keys.filter((key) => key.map === map && key !== own);
  return contextOf(place, content, beside, keys);
}

type Place = Omit<WritingContext, 'written' | 'beside' | 'keys'>;

function placeIn(line: ReadLine, content: string, character: number): Place | undefined {
  const { column, rest, path, key } = line;
  if (character < column || (line.inText && !isCondition(path))) return undefined;
  if (isInComment(content.slice(column, character))) return undefined;
  const colon = key === undefined ? -1 : column + rest.indexOf(':', key.written.length);
  if (key !== undefined && character > colon) {
    const start = colon + 1 + beforeValue(content.slice(colon + 1, character));
    return {
      path: [...path, unquoted(key.written)],
      side: 'value',
      typed: content.slice(start, character),
      start,
      end: endOfValue(content, character),
      lacksSpace: content[start - 1] === ':',
    };
  }
  const end = key === undefined ? endOfValue(content, character) : column + key.written.length;
  const start = column + (line.isElement ? beforeValue(content.slice(column, character)) : 0);
  return {
    path,
    side: line.isElement ? 'element' : 'key',
    typed: content.slice(start, character),
    start,
    end: Math.max(end, character),
    lacksSpace: content[column - 1] === '-',
  };
}

/** How long what stands before a value is: white space, an anchor, a tag. */
function beforeValue(text: string): number {
  return /^\s*(?:[&!]\S*\s+)*/.exec(text)?.[0].length ?? 0;
}

/** Of the texts in lines of their own only conditions are made of words that are known. */
function isCondition([top, second, ...more]: readonly string[]): boolean {
  return (top === 'detection' || top === 'filter') && second === 'condition' && more.length === 0;
}

function isInComment(text: string): boolean {
  return /^#/.test(text) || /^[^'"]*\s#/.test(text);
}

function endOfValue(content: string, character: number): number {
  const rest = /^[^#,\]]*/.exec(content.slice(character))?.[0] ?? '';
  return character + rest.trimEnd().length;
}
