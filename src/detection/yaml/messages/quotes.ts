import type { Document, YAMLError } from 'yaml';
import type { Span } from '../../problem';
import { composedDocuments, TooMuchIsWrong } from '../compose';

/** Documents of rules are smaller, and to read one again takes time. */
const MAX_DOCUMENT = 100_000;

/** A text in single quotes with a single quote within a word. */
export function isApostrophe(written: string): boolean {
  return /^'.*'$/.test(written) && /\w'\w/.test(written);
}

/** A text in double quotes that would be the same in single ones, but for backslashes that were to be just that. */
export function isWithoutEscapes(written: string): boolean {
  return /^"(?:[^"\\]|\\[^"\\])*"$/.test(written);
}

/** What somebody wrote, as a text in single quotes; of what has quotes around it what is in them. */
export function inQuotes(written: string): string {
  if (isApostrophe(written)) return quote(written.slice(1, -1).replaceAll("''", "'"));
  return quote(isWithoutEscapes(written) ? written.slice(1, -1) : written);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether less is wrong in a document once something else stands at a place of it, and nothing at that place. */
export function mends(document: Document, text: string, { start, end }: Span, instead: string): boolean {
  const [from, , to] = document.range ?? [0, 0, text.length];
  const wrong = [...document.errors, ...document.warnings];
  const next = /^(?:---|\.\.\.)(?=\s|$)/gm;
  next.lastIndex = wrong.reduce((last, { pos: [at] }) => Math.max(last, at), Math.max(to, end));
  const until = next.exec(text)?.index ?? text.length;
  if (until - from > MAX_DOCUMENT || start < from) return false;
  const left = wrongIn(text.slice(from, start) + instead + text.slice(end, until));
  const own = { start: start - from, end: start - from + instead.length };
  const isOwn = ({ pos: [at] }: YAMLError): boolean => at >= own.start && at <= own.end;
  return left !== undefined && left.length < wrong.length && !left.some(isOwn);
}

function wrongIn(text: string): YAMLError[] | undefined {
  try {
    return [...composedDocuments(text)].flatMap(({ document }) => [...document.errors, ...document.warnings]);
  } catch (error) {
    if (error instanceof TooMuchIsWrong) return undefined;
    throw error;
  }
}
