import { bracketsIn, type BracketReader } from '../brackets';
import { LINE_END, LineReader, MAX_DOCUMENT, MAX_LINE, type ReadLine, TEXT_FOLLOWS, unquoted } from '../lines';
import { KINDS, type RuleHead } from '../recognise';
import { type ConditionWord, wordsOf } from './conditionWords';
import { type Piece, type Place, type Scalar, scalarAt, scalarsOf, type WrittenName } from './scalars';

/** A selection: its key, and the lines that it takes. */
export interface WrittenSelection extends WrittenName {
  readonly lastLine: number;
}

/** What can be gone to in one document of a rule file. */
export interface RuleDocument {
  /** Undefined while that is not written yet. */
  readonly kind: RuleHead['kind'] | undefined;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly title: WrittenName | undefined;
  readonly id: WrittenName | undefined;
  readonly name: WrittenName | undefined;
  readonly level: WrittenName | undefined;
  readonly tags: readonly WrittenName[];
  readonly selections: readonly WrittenSelection[];
  /** The key of its condition, and the lines that it takes. */
  readonly condition: WrittenSelection | undefined;
  /** The names in it: of selections, or in a correlation of rules. */
  readonly words: readonly ConditionWord[];
  /** The rules that it lists. */
  readonly rules: readonly WrittenName[];
  /** The rules that the aliases of a correlation name. */
  readonly aliased: readonly WrittenName[];
  /** It lends what it says to other documents of its file, as rules of Sigma 1 do. */
  readonly hasAction: boolean;
}

type Part = keyof typeof KINDS;

/**
 * Reads one document line by line, so that it may be half-written; undefined where it neither has a title nor says what
 * it is, or is longer than a rule can be. Never throws.
 */
export function readDocument(text: string): RuleDocument | undefined {
  if (text.length > MAX_DOCUMENT) return undefined;
  const reader = new DocumentReader();
  for (const [number, line] of text.split(LINE_END).entries()) reader.read(line, number);
  return reader.document();
}

interface Key extends WrittenName {
  readonly path: readonly string[];
  lastLine: number;
  /** What stands behind it in lines. */
  readonly value: Piece[];
  /** What stands behind it in brackets, or is the value of a key there. */
  readonly inBrackets: Scalar[];
}

class DocumentReader {
  private readonly lines = new LineReader();
  private readonly keys: Key[] = [];
  /** The keys above the line, by how many are above each. */
  private readonly open: Key[] = [];
  private brackets: BracketReader | undefined;

  read(content: string, number: number): void {
    if (this.brackets?.goesOn(content) === true) {
      this.brackets.read(content, 0, number);
      this.inBrackets(this.brackets, content, number);
      return;
    }
    const line = this.lines.read(content, number);
    if (line.rest === '') return;
    this.brackets = content.length > MAX_LINE ? undefined : bracketsIn(line, this.lines, content, number);
    if (line.key !== undefined) this.key(line, line.key, number);
    const above = line.key === undefined ? line.path.length : line.path.length + 1;
    if (line.rest.startsWith('#') && !line.inText) return;
    this.reaches(above, number);
    if (this.brackets !== undefined) this.inBrackets(this.brackets, content, number);
    else if (line.key === undefined && line.rest.length <= MAX_LINE) {
      const dash = content.slice(0, line.column).includes('-');
      this.open[above - 1]?.value.push(pieceOf(line, number, line.column, line.rest, dash));
    }
  }

  private key(line: ReadLine, { written, value }: NonNullable<ReadLine['key']>, number: number): void {
    const { path, column, rest } = line;
    const key = this.begin(path, { line: number, start: column, end: column + written.length }, written);
    const isText = this.brackets === undefined && !TEXT_FOLLOWS.test(value);
    if (isText) key.value.push(pieceOf(line, number, column + rest.length - value.length, value, false));
    // what stands in a list is none of the map that the list is in
    if (!line.isElement) this.keys.push(key);
  }

  /** What a line has of them, which have been read. */
  private inBrackets({ above, slots }: BracketReader, content: string, line: number): void {
    if (content.length > MAX_LINE) return;
    if (/^\s*[^\s#]/.test(content)) this.reaches(above.length, line);
    for (const { path, side, start, end, own } of slots) {
      const written = content.slice(start, end);
      if (side === 'value') {
        this.reaches(path.length, line);
        if (written !== '') this.open[path.length - 1]?.inBrackets.push(scalarAt({ line, start, end }, written));
      } else if (own !== undefined) this.keys.push(this.begin(path, { line, start, end }, written));
    }
  }

  private begin(path: readonly string[], { line, start, end }: Place, written: string): Key {
    const quote = /^['"]/.test(written) ? 1 : 0;
    const at = { line, start: start + quote, end: end - quote };
    const key: Key = { path, text: unquoted(written), at, lastLine: line, value: [], inBrackets: [] };
    this.open.length = Math.min(this.open.length, path.length);
    this.open[path.length] = key;
    return key;
  }

  /** As many of the keys above a line go on in it. */
  private reaches(above: number, line: number): void {
    for (const key of this.open.slice(0, above)) key.lastLine = line;
  }

  document(): RuleDocument | undefined {
    const { keys } = this;
    const top = keys.filter(({ path }) => path.length === 0);
    const part = top.find(({ text }) => Object.hasOwn(KINDS, text))?.text as Part | undefined;
    const title = this.text('title');
    const [first] = top;
    if (first === undefined || (part === undefined && title === undefined)) return undefined;
    const own = keys.filter(({ path: [above, ...more] }) => above === part && part !== undefined && more.length === 0);
    const condition = own.find(({ text }) => text === 'condition');
    return {
      kind: part && KINDS[part],
      firstLine: first.at.line,
      lastLine: top.reduce((last, { lastLine }) => Math.max(last, lastLine), 0),
      title,
      id: this.text('id'),
      name: this.text('name'),
      level: this.text('level'),
      tags: namesIn(top.find(({ text }) => text === 'tags')),
      selections: part === 'correlation' ? [] : own.filter((key) => isSelection(key, part)).map(selectionOf),
      condition: condition && selectionOf(condition),
      words: wordsOf(textsOf(condition)),
      rules: part === 'detection' ? [] : namesIn(own.find(({ text }) => text === 'rules')),
      aliased: keys.filter(({ path }) => path.length === 3 && path[0] === 'correlation' && path[1] === 'aliases').map(nameOf),
      hasAction: top.some(({ text }) => text === 'action'),
    };
  }

  private text(key: string): WrittenName | undefined {
    const found = this.keys.find(({ path, text }) => path.length === 0 && text === key);
    return namesIn(found)[0];
  }
}

function pieceOf({ inText }: ReadLine, line: number, start: number, text: string, isElement: boolean): Piece {
  return { line, start, end: start + text.length, text, isElement, inText };
}

/** As the engine decides it: of Sigma 1 a timeframe is a single value. */
function isSelection({ text, value: [first], inBrackets }: Key, part: Part | undefined): boolean {
  if (text === 'rules') return part === 'detection';
  return text !== 'condition' && text !== '<<' && !(text === 'timeframe' && (first?.text ?? inBrackets[0]?.text ?? '') !== '');
}

function nameOf({ text, at }: WrittenName): WrittenName {
  return { text, at };
}

function selectionOf({ text, at, lastLine }: Key): WrittenSelection {
  return { text, at, lastLine };
}

function textsOf(key: Key | undefined): Scalar[] {
  return key === undefined ? [] : [...scalarsOf(key.value), ...key.inBrackets];
}

/** The texts of a value; of one over several lines the place is that of the first. */
function namesIn(key: Key | undefined): WrittenName[] {
  return textsOf(key).flatMap(({ text, lines: [first] }: Scalar) =>
    first === undefined || text === '' ? [] : [{ text, at: first.at }],
  );
}

export function isAt({ line, start, end }: Place, at: { readonly line: number; readonly character: number }): boolean {
  return line === at.line && start <= at.character && at.character <= end;
}
