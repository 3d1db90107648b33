import { IDENTITY_PATHS, RECORD_MEMBERS } from '../../../record/members';
import type { Report, Span } from '../../problem';

const inLowerCase = new Map([...RECORD_MEMBERS, ...IDENTITY_PATHS].map((path) => [path.toLowerCase(), path]));

/**
 * Warns of a member of records that is written in another case: no record has such a key, so nothing would be found.
 * Says whether it did.
 */
export function warnOfFieldCase(field: string, span: Span, report: Report): boolean {
  const meant = meantBy(field);
  if (meant === field) return false;
  report.mistake(span, 'Names of fields are compared with regard to case.', meant, 'warning');
  return true;
}

function meantBy(field: string): string {
  const whole = inLowerCase.get(field.toLowerCase());
  if (whole !== undefined) return whole;
  const dot = field.indexOf('.');
  const member = dot < 0 ? undefined : inLowerCase.get(field.slice(0, dot).toLowerCase());
  return member === undefined ? field : member + field.slice(dot);
}
