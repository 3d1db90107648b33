import type { Turns } from '../../../turns';
import { readDocument, type RuleDocument, type WrittenSelection } from './documents';
import { LINE_END } from '../lines';
import type { WrittenName } from './scalars';

/** The documents of a rule file; their lines are those of the file. */
export function ruleDocuments(text: string): RuleDocument[] {
  const documents: RuleDocument[] = [];
  let line = 0;
  for (const part of partsOf(text)) {
    const read = readPart(part);
    if (read.document !== undefined) documents.push(movedDown(read.document, line));
    line += read.lineEnds;
  }
  return documents;
}

/** Reads a file again and again while it is written: only the documents that changed, and no longer than a turn at once. */
export class RuleFileReader {
  private known: ReadonlyMap<string, ReadPart> = new Map();

  async read(text: string, turns: Turns): Promise<RuleDocument[]> {
    const read = new Map<string, ReadPart>();
    const documents: RuleDocument[] = [];
    let line = 0;
    for (const part of partsOf(text)) {
      const known = read.get(part) ?? this.known.get(part) ?? readPart(part);
      read.set(part, known);
      if (known.document !== undefined) documents.push(movedDown(known.document, line));
      line += known.lineEnds;
      if (turns.due(WORK_OF_A_DOCUMENT)) await turns.next();
    }
    this.known = read;
    return documents;
  }
}

const WORK_OF_A_DOCUMENT = 32;

interface ReadPart {
  readonly document: RuleDocument | undefined;
  readonly lineEnds: number;
}

/** The text of a file by its documents; one begins with the line break before its mark. */
function partsOf(text: string): string[] {
  return text.split(/(?<=^|[\n\r])(?=(?:---|\.\.\.)(?:\s|$))/);
}

function readPart(text: string): ReadPart {
  const isMarked = /^(?:---|\.\.\.)/.test(text);
  // what stands behind the mark belongs to no key
  const body = isMarked ? text.replace(/^[^\n\r]*/, '') : text;
  return { document: readDocument(body), lineEnds: text.split(LINE_END).length - 1 };
}

function movedDown(document: RuleDocument, lines: number): RuleDocument {
  if (lines === 0) return document;
  const name = <T extends WrittenName>(one: T): T => ({ ...one, at: { ...one.at, line: one.at.line + lines } });
  const maybe = (one: WrittenName | undefined): WrittenName | undefined => one && name(one);
  const selection = (one: WrittenSelection): WrittenSelection => ({ ...name(one), lastLine: one.lastLine + lines });
  return {
    ...document,
    firstLine: document.firstLine + lines,
    lastLine: document.lastLine + lines,
    title: maybe(document.title),
    id: maybe(document.id),
    name: maybe(document.name),
    level: maybe(document.level),
    tags: document.tags.map(name),
    selections: document.selections.map(selection),
    condition: document.condition && selection(document.condition),
    words: document.words.map(name),
    rules: document.rules.map(name),
    aliased: document.aliased.map(name),
  };
}
