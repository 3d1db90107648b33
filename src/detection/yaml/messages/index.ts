import type { Document, ErrorCode, YAMLError } from 'yaml';
import { MAX_PROBLEMS, type Span } from '../../problem';
import { Enclosed } from './enclosed';
import { badIndent, directive, linesInBrackets, missing, nested, noKey, tab } from './lines';
import { type Mistake, ofLines, type Saying } from './mistake';
import { Place } from './place';
import { mends } from './quotes';
import { alias, escape, oddBeginning, tag, unexpected } from './values';

export type { Mistake } from './mistake';

const notRead: Saying = (place) => ofLines(place.value(), 'This cannot be read as YAML.');

/** How each error of the library is said; the last ones it gives only where it is asked to look otherwise. */
const SAYINGS: Readonly<Record<ErrorCode, Saying>> = {
  ALIAS_PROPS: oddBeginning,
  BAD_ALIAS: alias,
  BAD_COLLECTION_TYPE: tag,
  BAD_DIRECTIVE: directive,
  BAD_DQ_ESCAPE: escape,
  BAD_INDENT: badIndent,
  BAD_PROP_ORDER: oddBeginning,
  BAD_SCALAR_START: oddBeginning,
  BLOCK_AS_IMPLICIT_KEY: nested,
  BLOCK_IN_FLOW: linesInBrackets,
  KEY_OVER_1024_CHARS: (place) => ofLines(place.span(), 'This key has more than 1,024 characters.'),
  MISSING_CHAR: missing,
  MULTILINE_IMPLICIT_KEY: noKey,
  MULTIPLE_ANCHORS: oddBeginning,
  MULTIPLE_TAGS: oddBeginning,
  TAB_AS_INDENT: tab,
  TAG_RESOLVE_FAILED: tag,
  UNEXPECTED_TOKEN: unexpected,
  IMPOSSIBLE: notRead,
  RESOURCE_EXHAUSTION: notRead,
  DUPLICATE_KEY: notRead,
  MULTIPLE_DOCS: notRead,
  NON_STRING_KEY: notRead,
};

/** What the library finds wrong in a document, said for somebody who does not know YAML's words. */
export class Mistakes {
  private readonly enclosed: Enclosed;
  private readonly byLine: ReadonlyMap<number, Mistake>;

  constructor(
    private readonly document: Document,
    private readonly text: string,
  ) {
    this.enclosed = new Enclosed(document, text);
    this.byLine = this.tell();
  }

  /** Says an error, or a warning. */
  of(error: YAMLError): Mistake {
    return SAYINGS[error.code](new Place(this.text, error.pos[0]), error, this.enclosed);
  }

  /** The errors that are to be told. */
  get told(): Iterable<Mistake> {
    return this.byLine.values();
  }

  /** What would mend a mistake in its place; to know it takes to read the document again. */
  meant({ span, quoted }: Mistake): string | undefined {
    return quoted !== undefined && mends(this.document, this.text, span, quoted) ? quoted : undefined;
  }

  /** Whether an error of that line is told. */
  isTold({ start }: Span): boolean {
    return this.byLine.has(new Place(this.text, start).lineStart);
  }

  /**
   * Those of single values, and of the others the first alone, as what comes behind it may only follow from it. Of one
   * line one is told.
   */
  private tell(): ReadonlyMap<number, Mistake> {
    const told = new Map<number, Mistake>();
    let isAstray = false;
    for (const error of inOrder(this.document.errors.slice(0, MAX_PROBLEMS))) {
      // which only says that nothing is understood any more
      if (told.size > 0 && /in YAML stream/.test(error.message)) continue;
      const mistake = this.of(error);
      const line = new Place(this.text, mistake.span.start).lineStart;
      if (told.has(line) || (isAstray && !mistake.isOfValue)) continue;
      told.set(line, mistake);
      isAstray ||= !mistake.isOfValue;
    }
    return told;
  }
}

/** Brackets that are not closed come first where they took in what comes before in the list. */
function inOrder(errors: readonly YAMLError[]): readonly YAMLError[] {
  const [first] = errors;
  const open = errors.find(({ message }) => /^Flow (?:map|sequence)/.test(message));
  const isInBrackets = first !== undefined && /flow|single line/.test(first.message);
  return open === undefined || !isInBrackets ? errors : [open, ...errors.filter((error) => error !== open)];
}
