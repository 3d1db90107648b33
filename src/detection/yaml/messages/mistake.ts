import type { YAMLError } from 'yaml';
import type { Span } from '../../problem';
import type { Enclosed } from './enclosed';
import type { Place } from './place';
import { inQuotes } from './quotes';

/** What is wrong in a document, said for somebody who does not know the words of YAML. */
export interface Mistake {
  readonly span: Span;
  readonly message: string;
  /** Whether it is about one value and leaves the rest of the document as it is. */
  readonly isOfValue: boolean;
  /** What stands there in quotes, where that may be the way out. */
  readonly quoted?: string;
}

/** Says what the library found at a place. */
export type Saying = (place: Place, error: Pick<YAMLError, 'message'>, enclosed: Enclosed) => Mistake;

/** It is about how lines stand to one another. */
export function ofLines(span: Span, message: string): Mistake {
  return { span, message, isOfValue: false };
}

export function ofValue(span: Span, message: string): Mistake {
  return { span, message, isOfValue: true };
}

/** One sign. */
export function spanAt(at: number): Span {
  return { start: at, end: at + 1 };
}

/** A value that quotes make a text. */
export function wantsQuotes(start: Place, message: string, enclosed: Enclosed): Mistake {
  const span = start.value(enclosed.bracketAt(start.at) !== undefined);
  return { ...ofValue(span, message), quoted: inQuotes(start.text.slice(span.start, span.end)) };
}

/** A value that begins with a sign that YAML has a use for. */
export function beginsOddly(start: Place, enclosed: Enclosed): Mistake {
  return wantsQuotes(start, `A text that begins with ${start.sign} needs quotes.`, enclosed);
}
