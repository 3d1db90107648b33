import { ELASTIC_FIELDS } from '../../../record/elasticFields';
import { IDENTITY_PATHS, RECORD_MEMBERS } from '../../../record/members';
import type { Report, Span } from '../../problem';

const members: ReadonlySet<string> = new Set(RECORD_MEMBERS);
const identityPaths: ReadonlySet<string> = new Set(IDENTITY_PATHS);
const squashed: ReadonlyMap<string, string> = new Map(
  [...RECORD_MEMBERS, ...IDENTITY_PATHS].map((path) => [squash(path), path]),
);
const elastic: ReadonlyMap<string, string> = new Map(ELASTIC_FIELDS.map(([name, path]) => [name, path]));
const FAILED = 'a call that failed has an errorCode, a sign-in responseElements.ConsoleLogin';

/** Names that other tools give to what a record says: the field that is meant, or what is said of it. */
const ofOtherTools: ReadonlyMap<string, { readonly meant: string } | { readonly instead: string }> = new Map([
  ['status', { instead: FAILED }],
  ['action', { instead: FAILED }],
  ['result', { instead: FAILED }],
  ['outcome', { instead: FAILED }],
  ['src', { meant: 'sourceIPAddress' }],
  ['src_ip', { meant: 'sourceIPAddress' }],
  ['source_ip', { meant: 'sourceIPAddress' }],
  ['sourceIP', { meant: 'sourceIPAddress' }],
  ['http_user_agent', { meant: 'userAgent' }],
  ['MFAUsed', { meant: 'additionalEventData.MFAUsed' }],
]);

/** Whether a path begins with a member that records have. */
export function isOfRecord(field: string): boolean {
  return members.has(field.split('.', 1)[0] ?? '');
}

/** Warns of a field that no record has by itself, where it is known what was meant: nothing would be found. */
export function warnOfForeignField(field: string, span: Span, report: Report): void {
  const [head = ''] = field.split('.', 1);
  if (members.has(head)) return;
  const path = recordPathOf(field, head);
  if (path === undefined) {
    warnOfLooseName(field, span, report);
    return;
  }
  const message = `Records of CloudTrail have no "${field}".`;
  // a rule for another tool may name it on each of its lines
  if (!report.problems.some((problem) => problem.message.startsWith(message)))
    report.mistake(span, message, path, 'warning');
}

/** The path in a record that another tool's name for it stands for. */
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

/** Warns of a name without its place in a record, or of what several tools have and records say otherwise. */
function warnOfLooseName(field: string, span: Span, report: Report): void {
  const message = `CloudTrail records have no "${field}" of their own`;
  const inIdentity = `userIdentity.${field}`;
  const other = identityPaths.has(inIdentity) ? { meant: inIdentity } : ofOtherTools.get(field);
  if (other === undefined) return;
  if ('meant' in other) report.mistake(span, `${message}.`, other.meant, 'warning');
  else report.warn(span, `${message}: ${other.instead}.`);
}

function squash(field: string): string {
  return field.replaceAll('_', '').toLowerCase();
}
