import { nearest } from './near';

/** How much a problem costs: an error rejects its whole document, a warning only deserves a look. */
export type ProblemSeverity = 'error' | 'warning';

/**
 * One thing that is wrong in a rule file, and where.
 * Lines and columns count from 1; columns count UTF-16 units, as editors do. The end is exclusive.
 */
export interface RuleProblem {
  readonly path: string;
  readonly message: string;
  readonly severity: ProblemSeverity;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The id of the rule the problem sits in, as far as it is known. */
  readonly ruleId?: string;
  /** What was probably meant by what stands there: another name, or the same text in quotes, with them. */
  readonly meant?: string;
  /** What editors can mend otherwise. */
  readonly code?: ProblemCode;
}

/** An id that is none, and a filter that is for a rule which is not there. */
export type ProblemCode = 'not-a-uuid' | 'no-such-rule';

/** A stretch of a rule file: offsets of UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offsets of a text turned into lines and columns. */
export class LineMap {
  private readonly starts: number[] = [0];
  /** Whether a line of it tells YAML something of what comes behind it, such as its version. */
  readonly hasDirective: boolean;

  constructor(text: string) {
    this.hasDirective = /^\ufeff?%/m.test(text);
    // a byte order mark is no column: editors do not show it
    if (text.startsWith('\ufeff')) this.starts[0] = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** Line and column, both from 1, of an offset. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(offset - (this.starts[low] ?? 0), 0) + 1 };
  }
}

/** Where a name stands that is none of those there are, and what to say of it. */
export interface UnknownName {
  readonly span: Span;
  readonly written: string;
  readonly known: Iterable<string>;
  readonly message: string;
  /** What else helps when nothing is near. */
  readonly otherwise?: string;
  readonly code?: ProblemCode | undefined;
}

/** What else there may be to say of a problem. */
interface More {
  readonly meant?: string | undefined;
  readonly code?: ProblemCode | undefined;
}

/** A file made to produce problems must not fill the memory of who opens it. */
export const MAX_PROBLEMS = 100;

/** Collects the problems of one document; `failed` says that the document cannot be used. */
export class Report {
  readonly problems: RuleProblem[] = [];
  failed = false;
  ruleId: string | undefined;
  /** What other documents of the file lent to this one, by a word for its contents. */
  base = '';

  constructor(
    readonly path: string,
    readonly text: string,
    private readonly lines: LineMap,
  ) {}

  error(span: Span, message: string, meant?: string): void {
    this.failed = true;
    this.add(span, message, 'error', { meant });
  }

  warn(span: Span, message: string, more: More = {}): void {
    this.add(span, message, 'warning', more);
  }

  /**
   * A name that is none of those there are: tells which one was probably meant, or else what the message is to end with.
   */
  unknown(severity: ProblemSeverity, { span, written, known, message, otherwise = '', code }: UnknownName): void {
    if (severity === 'error') this.failed = true;
    // to look for it takes time, and a file may have been made to take much
    const meant = this.isFull ? undefined : nearest(written, known);
    const help = meant === undefined ? otherwise : `Did you mean "${meant}"?`;
    this.add(span, `${message} ${help}`.trim(), severity, { meant, code });
  }

  /** Where something else was meant, which may be another name altogether. */
  mistake(span: Span, message: string, meant: string, severity: ProblemSeverity = 'error'): void {
    if (severity === 'error') this.failed = true;
    this.add(span, `${message} Did you mean "${meant}"?`, severity, { meant });
  }

  /** Whether what documents of the file say depends on what its lines tell YAML. */
  get hasDirective(): boolean {
    return this.lines.hasDirective;
  }

  /** The line, from 1, of an offset in the file. */
  line(offset: number): number {
    return this.position(offset).line;
  }

  /** Line and column, both from 1, of an offset in the file. */
  position(offset: number): { line: number; column: number } {
    return this.lines.position(offset);
  }

  private get isFull(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }

  private add(span: Span, message: string, severity: ProblemSeverity, { meant, code }: More): void {
    if (this.isFull) return;
    const from = this.lines.position(span.start);
    const to = this.lines.position(Math.max(span.end, span.start));
    this.problems.push({
      path: this.path,
      message,
      severity,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      ...(this.ruleId === undefined ? {} : { ruleId: this.ruleId }),
      ...(meant === undefined ? {} : { meant }),
      ...(code === undefined ? {} : { code }),
    });
  }
}

/** A stretch of the file of a report as it is written, without what stands empty around it. */
export function writtenIn({ text }: Report, { start, end }: Span): string {
  return text.slice(start, end).trim();
}
