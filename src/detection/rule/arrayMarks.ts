import type { Report, Span } from '../problem';

/** `items{}` (Splunk), `items[]`, `items[*]`, `items[0]`: other tools' words for the elements of an array. */
const MARKS = /(?<=\w)(?:\{\}|\[(?:\*|\d{1,4})?\])(?=\.|$)/g;

/** Warns of a path that marks its arrays: no record has such a key, so nothing would ever be found. */
export function warnOfArrayMarks(field: string, span: Span, report: Report): void {
  const meant = field.replace(MARKS, '');
  if (meant === field) return;
  report.mistake(span, 'A path goes through arrays without a mark, to any of their elements.', meant, 'warning');
}
