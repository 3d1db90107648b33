import { Composer, type CST, type Document, Parser } from 'yaml';

/** A document as the library has it, or where it is nested deeper than any rule. */
export type Composed =
  | { readonly document: Document.Parsed; readonly tooDeep?: undefined }
  | { readonly document: Document.Parsed; readonly tooDeep: number };

/** Deeper than any rule. */
export const maxDepth = 100;

/** To go on would only find more; a file may be made to have millions. */
export const maxErrors = 1000;

/** From here on too much is wrong to read on. */
export class TooMuchIsWrong extends Error {
  constructor(readonly offset: number) {
    super();
  }
}

/**
 * The documents of a text one after the other, so that what was made of one can be let go of before the next.
 *
 * The library puts documents together by recursion, at the square of their depth, and where its stack runs out within a
 * regular expression V8 ends the process. Its tokens come without recursion: of a document that is nested too deeply in
 * them nothing is put together.
 *
 * @throws {TooMuchIsWrong}
 */
export function* composedDocuments(text: string): Generator<Composed> {
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, strict: true, logLevel: 'silent' });
  /** Of the documents that were given to the composer and did not come back: where they are too deep. */
  const waiting: (number | undefined)[] = [];
  let errors = 0;
  const told = (document: Document.Parsed): Composed => {
    errors += document.errors.length;
    const tooDeep = waiting.shift();
    return tooDeep === undefined ? { document } : { document, tooDeep };
  };
  for (const token of tokensOf(text)) {
    if (token.type === 'error') errors += 1;
    if (errors > maxErrors) throw new TooMuchIsWrong(token.offset);
    for (const document of composer.next(token.type === 'document' ? shallow(token, waiting) : token))
      yield told(document);
  }
  for (const document of composer.end()) yield told(document);
}

/** A line that begins a document, whatever stands before it. */
const MARK = /(?<![^\n])---(?=[ \t\r\n]|$)/g;

/** The library would read on over such a line in quotes that are not closed: all behind them would be lost. */
function* tokensOf(text: string): Generator<CST.Token> {
  const marks = Array.from(text.matchAll(MARK), ({ index }) => index).filter((index) => index > 0);
  let start = 0;
  for (const end of [...marks, text.length]) {
    const parser = new Parser();
    parser.offset = start;
    yield* parser.parse(text.slice(start, end));
    start = end;
  }
}

/** A document as it is, or empty where it is nested too deeply; of each it is noted where. */
function shallow(document: CST.Document, tooDeep: (number | undefined)[]): CST.Document {
  const at = tooDeepIn(document);
  tooDeep.push(at);
  if (at === undefined) return document;
  const { type, offset, start, end } = document;
  return { type, offset, start, ...(end === undefined ? {} : { end }) };
}

/** Where a document is nested too deeply, looked for without recursion; undefined where it is not. */
function tooDeepIn({ value }: CST.Document): number | undefined {
  let level: CST.Token[] = value === undefined ? [] : [value];
  for (let depth = 0; level.length > 0; depth++) {
    const [first] = level;
    if (depth > maxDepth && first !== undefined) return first.offset;
    const below: CST.Token[] = [];
    for (const token of level) {
      if (!('items' in token)) continue;
      for (const { key, value: own } of token.items) {
        if (key) below.push(key);
        if (own) below.push(own);
      }
    }
    level = below;
  }
  return undefined;
}
