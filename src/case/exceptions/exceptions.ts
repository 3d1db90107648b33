import { identityOf, isSessionOfPerson, roleLabel } from '../../record/identity';
import { type CloudTrailRecord, member, text } from '../../record/types';
import type { Calls } from './calls';
import { literalSigma, quotedYaml, yamlText } from '../yamlText';
import { DOCUMENT_MARK } from '../rules/ruleWriting/lines';

/** A field with the values of which an event has one. */
export interface ExcusedField {
  readonly field: string;
  readonly values: readonly string[];
}

/** What an exception is about: events that have a value of each field, and are one of the calls if there are some. */
export interface Excused {
  /** What a person calls it; log text. */
  readonly label: string;
  /** Whether the label names several things. */
  readonly isPlural?: boolean;
  /** Whether the label names a role that any session may be of. */
  readonly isWhoever?: boolean;
  readonly fields: readonly ExcusedField[];
  /** Fields that may be there instead of these, each with what belongs to it. */
  readonly orFields?: readonly (readonly ExcusedField[])[];
  /** Undefined where any call is excused. */
  readonly calls?: readonly Calls[];
}

/** An exception from one rule, ready to be written. */
export interface ExceptionDraft {
  /** A UUID. */
  readonly id: string;
  readonly rule: { readonly reference: string; readonly title: string };
  /** Undefined excuses every event: the rule is off. */
  readonly excused: Excused | undefined;
  readonly reason: string;
  /** Empty when nobody is named. */
  readonly author: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The last day it holds, as YYYY-MM-DD; empty when it always holds. */
  readonly expires: string;
}

/**
 * The ways to name who made a call in an exception: of a role's session the role whoever bears it, and the one session,
 * which comes first where it is a person's; other sessions have a new name each time. Empty when the record names nobody.
 */
export function identitiesToExcuse(record: CloudTrailRecord): Excused[] {
  const raw = record['userIdentity'];
  const identity = identityOf(raw);
  const { issuerArn, role, session, arn, type, invokedBy, principalId, accountId } = identity;
  const one = (label: string, fields: Readonly<Record<string, string>>): Excused => ({
    label,
    fields: Object.entries(fields).map(([field, value]) => ({ field: `userIdentity.${field}`, values: [value] })),
  });
  if (type === 'AWSService' && invokedBy !== undefined) return [one(identity.label, { invokedBy })];
  const user = text(member(member(raw, 'onBehalfOf'), 'userId'));
  if (type === 'IdentityCenterUser' && user !== undefined) return [one(identity.label, { 'onBehalfOf.userId': user })];
  if (arn !== undefined) {
    const itself = one(identity.label, { arn });
    if (issuerArn === undefined || session === undefined || issuerArn === arn) return [itself];
    const everybody = one(roleLabel(role ?? issuerArn), { 'sessionContext.sessionIssuer.arn': issuerArn });
    const whoever = { ...everybody, isWhoever: true };
    return isSessionOfPerson(identity) ? [itself, whoever] : [whoever, itself];
  }
  if (principalId !== undefined) return [one(identity.label, { principalId })];
  const userName = text(member(raw, 'userName'));
  const named = { type, accountId, userName, invokedBy };
  const fields = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const tells = userName !== undefined || accountId !== undefined || invokedBy !== undefined;
  return tells ? [one(identity.label, fields)] : [];
}

/** An exception as a Sigma filter: one YAML document, without the line that divides documents. */
export function exceptionDocument({ id, rule, excused, reason, author, date, expires }: ExceptionDraft): string {
  const title = excused === undefined ? `${rule.title}: off` : `${rule.title}: ${excused.label}`;
  return [
    `title: ${yamlText(title)}`,
    `id: ${id}`,
    `reason: ${yamlText(reason)}`,
    ...(author === '' ? [] : [`author: ${yamlText(author)}`]),
    `date: ${date}`,
    ...(expires === '' ? [] : [`expires: ${expires}`]),
    'logsource:',
    '  product: aws',
    '  service: cloudtrail',
    'filter:',
    '  rules:',
    `    - ${yamlText(rule.reference)}`,
    '  selection:',
    ...(excused === undefined ? EVERY_EVENT : selectionLines(excused)),
    '  condition: not selection',
    '',
  ].join('\n');
}

/** Whatever an event is, it has a name or it has none. */
const EVERY_EVENT = ['    - eventName|exists: true', '    - eventName|exists: false'];

/** The fields that a selection of what is excused asks for, once for each service whose calls are named. */
function selectionsOf({ fields, orFields = [], calls = [] }: Excused): readonly (readonly ExcusedField[])[] {
  const anyOf = [fields, ...orFields];
  if (calls.length === 0) return anyOf;
  return anyOf.flatMap((own) =>
    calls.map(({ eventSource, eventNames }) => [
      ...own,
      ...(eventSource === undefined ? [] : [{ field: 'eventSource', values: [eventSource] }]),
      { field: 'eventName', values: eventNames },
    ]),
  );
}

function selectionLines(excused: Excused): string[] {
  const [only, ...others] = selectionsOf(excused).map((fields) => fields.flatMap(fieldLines));
  if (only === undefined || others.length === 0) return (only ?? []).map((line) => `    ${line}`);
  return [only, ...others].flatMap((lines) => lines.map((line, n) => `    ${n === 0 ? '-' : ' '} ${line}`));
}

function fieldLines({ field, values }: ExcusedField): string[] {
  const [only, ...others] = values.map((value) => quotedYaml(literalSigma(value)));
  if (only === undefined) return [];
  // a rule may name any text as a field
  const key = yamlText(field);
  return others.length === 0 ? [`${key}: ${only}`] : [`${key}:`, ...[only, ...others].map((value) => `  - ${value}`)];
}

/** Stands once at the top of a file of exceptions. */
const HEADER = `# Exceptions from suspicious-event rules, as Sigma filters: what each leaves out, why, who said so and until when.
# A change takes effect when the file is saved.
`;

/** What is to be added to the end of a file of exceptions, so that what is in it stays as it is. */
export function appendix(existing: string, document: string): string {
  const line = existing === '' || existing.endsWith('\n') ? '' : '\n';
  if (existing.trim() === '') return `${line}${HEADER}---\n${document}`;
  const begun = /(?:^|\n)---[ \t]*\r?\n[ \t\r\n]*$/.test(existing);
  return `${line}${begun ? '' : '---\n'}${document}`;
}

/** Lines of a file: the first, and the one behind the last, from 0. */
export interface Lines {
  readonly first: number;
  readonly end: number;
}

/** The YAML document around a line, without the lines that part it from others. */
export function documentAround(lines: readonly string[], line: number): Lines {
  let [first, end] = [line, line + 1];
  while (first > 0 && !DOCUMENT_MARK.test(lines[first - 1] ?? '')) first--;
  while (end < lines.length && !DOCUMENT_MARK.test(lines[end] ?? '')) end++;
  return { first, end };
}

/** A document with the line that parts it from the one before, or else from the next. What heads the file stays. */
export function linesToRemove(lines: readonly string[], { first, end }: Lines): Lines {
  // nothing stands behind the last line's end, which stays
  if (first > 0) return { first: first - 1, end: lines[end - 1] === '' && end === lines.length ? end - 1 : end };
  let start = first;
  while (start < end - 1 && /^\s*(?:#|$)/.test(lines[start] ?? '')) start++;
  return { first: start, end: Math.min(end + 1, lines.length) };
}

/** The lines of the exception with this id, to be removed; undefined when it is not there. */
export function linesOfException(text: string, id: string): Lines | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trimEnd() === `id: ${id}`);
  return at < 0 ? undefined : linesToRemove(lines, documentAround(lines, at));
}

/** A file of exceptions without the one with this id; undefined when it is not there. */
export function withoutException(text: string, id: string): string | undefined {
  const gone = linesOfException(text, id);
  if (gone === undefined) return undefined;
  return text
    .split('\n')
    .filter((_, n) => n < gone.first || n >= gone.end)
    .join('\n');
}

/** Whether nothing is left of a file of exceptions but the head that it was begun with. */
export function isOnlyHead(text: string): boolean {
  return text.replaceAll('\r\n', '\n').trim() === HEADER.trim();
}

/** Days that an exception holds unless the person says otherwise. */
export const DEFAULT_DAYS = 90;

/** The day so many days after another, both as YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
