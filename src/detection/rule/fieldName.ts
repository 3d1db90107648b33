import { withoutArrayMarks } from '../../record/arrayMarks';
import type { Report, Span } from '../problem';
import { warnOfFieldCase } from './mistakes/fieldCase';
import { warnOfForeignField } from './mistakes/foreignField';
import { unseenInWords, withoutUnseen } from './mistakes/unseen';

const PLACES = /(?<=\w)\[\d{1,4}\](?=\.|$)/g;

/**
 * The dotted path that a field of a rule means. Rejects the rule where it asks for one element of an array, which means
 * nothing here, and warns of names that no record has: nothing would ever be found.
 */
export function fieldMeant(written: string, span: Span, report: Report): string {
  const field = withoutArrayMarks(written);
  const anywhere = field.replace(PLACES, '');
  if (anywhere !== field)
    report.mistake(span, 'A path goes through arrays to any of their elements, not to one by its place.', anywhere);
  if (/(?<=^|\.)\*+(?=\.|$)/.test(anywhere))
    report.warn(span, 'A path has no wildcards. An object is compared with the text of each value that is in it.');
  else if (/^[^.]*[*?]/.test(anywhere))
    report.warn(span, 'The name of a field has no wildcards: no record has one like this.');
  const seen = withoutUnseen(field);
  if (seen !== field) report.mistake(span, unseenInWords(field), seen, 'warning');
  else if (!warnOfFieldCase(field, span, report)) warnOfForeignField(field, span, report);
  return field;
}
