import { withoutArrayMarks } from '../../record/arrayMarks';
import { IDENTITY_PATHS, RECORD_MEMBERS } from '../../record/members';
import { ELASTIC_FIELDS } from '../../record/elasticFields';
import type { Report, Span } from '../problem';
import { warnOfFieldCase } from './fieldCase';
import { warnOfForeignField } from './foreignField';

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
  if (warnOfFieldCase(field, span, report) || warnOfForeignName(field, span, report)) return field;
  warnOfForeignField(field, span, report);
  return field;
}

const members: ReadonlySet<string> = new Set(RECORD_MEMBERS);
const squashed: ReadonlyMap<string, string> = new Map(
  [...RECORD_MEMBERS, ...IDENTITY_PATHS].map((path) => [squash(path), path]),
);
const elastic: ReadonlyMap<string, string> = new Map(ELASTIC_FIELDS.map(([name, path]) => [name, path]));

/** Warns once in a document of a name by which another tool calls a member of records; says whether it is one. */
function warnOfForeignName(field: string, span: Span, report: Report): boolean {
  const [head = ''] = field.split('.', 1);
  if (members.has(head)) return false;
  const path = recordPathOf(field, head);
  if (path === undefined) return false;
  const message = `Records of CloudTrail have no "${field}".`;
  if (!report.problems.some((problem) => problem.message.startsWith(message)))
    report.mistake(span, message, path, 'warning');
  return true;
}

function recordPathOf(field: string, head: string): string | undefined {
  // aws.cloudtrail.flattened.request_parameters.bucketName
  for (let end = field.length; end > 0; end = field.lastIndexOf('.', end - 1)) {
    const path = elastic.get(field.slice(0, end));
    if (path !== undefined) return path + field.slice(end);
  }
  // $.eventName, detail.eventName, Records.eventName, @eventName
  const rest = head.startsWith('@') ? field.slice(1) : field.slice(head.length + 1);
  const [next = ''] = rest.split('.', 1);
  if (members.has(next)) return rest;
  // event_name, user_identity.access_key_id
  const member = squashed.get(squash(head));
  return squashed.get(squash(field)) ?? (member === undefined ? undefined : member + field.slice(head.length));
}

function squash(field: string): string {
  return field.replaceAll('_', '').toLowerCase();
}
