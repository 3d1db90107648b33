// not by way of the engine's index: the editor's half need not hold the engine
import { fieldPath, readField } from '../../../detection/match/field';
import { identityOf } from '../../../record/identity';
import { type CloudTrailRecord, isObject, text } from '../../../record/types';
import { type HeadFacts, headLines, LOG_SOURCE, MISTAKES_TO_COME, TAGS_TO_COME } from './head';
import { yamlText } from '../../yamlText';
import { fieldKey, valueText } from './scalar';

/** What a draft cannot know by itself. */
export interface DraftFacts extends HeadFacts {
  /** How rules are tagged that are about such events; none where there is no such rule. */
  readonly tags?: readonly string[];
}

const MAX_PARAMETERS = 10;
const MAX_VALUES = 5;
/** A longer value is a document, not something to recognise an event by. */
const MAX_LENGTH = 200;
/** Without who did it a rule would be about everybody. */
const MAX_IDENTITY = 2048;
const MAX_LEAVES = 2000;
const MAX_DEPTH = 16;
/** Parameters that differ with every call. */
const PASSING =
  /^(?:(?:client|session|security|next|idempotency|clientRequest)Token|nonce|requestId|startTime|endTime|maxResults)$/i;
/** A name that rules read as that of a list, or of what is in it. */
const LIST_MARK = /\w(?:\{\}|\[[*\d]*\])(?:\.|$)/;
/** What AWS writes in the place of a secret. */
const HIDDEN = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>|\*{3,})$/i;

/**
 * A rule that is true of an event, as YAML: its telling fields in one selection, ready to be trimmed. The text of the
 * event stands in it only as YAML values that mean just that text.
 */
export function draftRule(record: CloudTrailRecord, { tags = [], ...facts }: DraftFacts): string {
  const name = oneLine(text(record['eventName']) ?? 'event', 100);
  const who = oneLine(identityOf(record['userIdentity']).label, 80);
  const shown = ['eventTime', 'awsRegion', 'userIdentity.arn', 'sourceIPAddress', 'userAgent', 'requestParameters'];
  return [
    ...headLines(yamlText(`${name} by ${who}`), 'Say what happened, and why it matters.', facts),
    ...(tags.length === 0 ? TAGS_TO_COME : tagLines(tags)),
    ...LOG_SOURCE,
    'detection:',
    '  # Take out what need not be the same in other events.',
    '  selection:',
    ...selectionLines(record).map((line) => `    ${line}`),
    '  condition: selection',
    'fields:',
    ...shown.map((field) => `  - ${field}`),
    ...MISTAKES_TO_COME,
    'level: medium',
    '',
  ].join('\n');
}

/** Findings are listed by the tactic of their rule. */
function tagLines(tags: readonly string[]): string[] {
  return ['tags:', '  # Of other rules for this call: keep what fits.', ...tags.map((tag) => `  - ${yamlText(tag)}`)];
}

/** Log text for a title: on one line, not endless. */
function oneLine(value: string, max: number): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > max ? `${line.slice(0, max)}…` : line;
}

function selectionLines(record: CloudTrailRecord): string[] {
  const lines: string[] = ['eventSource', 'eventName'].flatMap((path) => fieldLines(record, path) ?? []);
  const error = readField(record, fieldPath('errorCode'));
  if (!error.present || error.hasNull) lines.push('errorCode: null');
  else lines.push(...(fieldLines(record, 'errorCode') ?? []));
  // a failed sign-in has only a message
  if (!error.present) lines.push(...(fieldLines(record, 'errorMessage') ?? []));
  for (const path of ['type', 'arn', 'sessionContext.sessionIssuer.arn', 'invokedBy'])
    lines.push(...(fieldLines(record, `userIdentity.${path}`, MAX_IDENTITY) ?? []));
  const parameters = parameterPaths(record['requestParameters']).flatMap((path) => {
    const line = fieldLines(record, path);
    return line === undefined ? [] : [line];
  });
  lines.push(...parameters.slice(0, MAX_PARAMETERS).flat());
  // nothing but an errorCode of a strange kind
  return lines.length === 0 ? ['errorCode|exists: true'] : lines;
}

/** A field as the event has it; undefined when it has no value that a rule can be true of. */
function fieldLines(record: CloudTrailRecord, path: string, maxLength = MAX_LENGTH): string[] | undefined {
  const key = fieldKey(path);
  const values = readField(record, fieldPath(path)).values;
  if (key === undefined || LIST_MARK.test(path) || values.length === 0) return undefined;
  const written = new Set<string>();
  for (const value of values) {
    if (typeof value === 'string' && (value.length > maxLength || HIDDEN.test(value))) continue;
    const own = valueText(value);
    if (own !== undefined) written.add(own);
  }
  const [first] = written;
  if (first === undefined) return undefined;
  if (written.size === 1) return [`${key}: ${first}`];
  return [`${key}:`, ...[...written].slice(0, MAX_VALUES).map((value) => `  - ${value}`)];
}

/** The paths of all plain values below the request's parameters, in the record's order. */
function parameterPaths(parameters: unknown): string[] {
  const paths = new Set<string>();
  let leaves = 0;
  const visit = (value: unknown, path: string, depth: number): void => {
    if (leaves >= MAX_LEAVES || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const element of value) visit(element, path, depth + 1);
    else if (isObject(value)) {
      for (const key of Object.keys(value)) if (!PASSING.test(key)) visit(value[key], `${path}.${key}`, depth + 1);
    } else {
      leaves++;
      paths.add(path);
    }
  };
  visit(parameters, 'requestParameters', 0);
  return [...paths];
}
