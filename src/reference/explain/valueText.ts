import { member, text } from '../../record/types';
import { explainError, explainErrorMessage } from '../errors/explain';
import { redactedText } from '../ec2/values';
import { identify, identifyInside, type IdentifierContext } from '../identifiers';
import { explainSource } from '../identifiers/ip';
import { explainPolicy } from '../identifiers/policy';
import { durationText, explainTime, parseTime } from '../identifiers/time';
import { explainPrincipalId } from '../identifiers/uniqueId';
import { explainUserAgent } from '../identifiers/userAgent';
import { facts, paragraphs } from '../markdown';
import { recordPath, type ExplainRequest } from './request';

/** When the session of a record began, in milliseconds since 1970 UTC. */
export function sessionStart(record: unknown): number | undefined {
  const attributes = member(member(member(record, 'userIdentity'), 'sessionContext'), 'attributes');
  return parseTime(member(attributes, 'creationDate'));
}

function inside(whole: string, context: IdentifierContext): string | undefined {
  const found = identifyInside(whole, context);
  return found.length === 0 ? undefined : found.map(({ text: said }) => said).join('\n\n');
}

/** How long credentials hold that a call handed out. */
function validity(key: string, value: unknown, record: unknown): string | undefined {
  const [end, issued] = [parseTime(value), parseTime(member(record, 'eventTime'))];
  if (!/^expir/i.test(key) || end === undefined || issued === undefined) return undefined;
  return `${durationText(end - issued)} ${end < issued ? 'before' : 'after'} this event`;
}

/** What the value at a place says by itself, whatever the field means; undefined when it says nothing. */
export function valueText(request: ExplainRequest, context: IdentifierContext): string | undefined {
  const { value, record } = request;
  const path = recordPath(request.path);
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const start = sessionStart(record);
  if (typeof value === 'number') {
    const isTime = /(time|date|expir\w*|timestamp)$/i.test(key);
    return isTime ? explainTime(value, start, request.timeZone)?.text : undefined;
  }
  const policy = explainPolicy(value, text(member(record, 'recipientAccountId')));
  if (policy !== undefined) return policy.text;
  if (typeof value !== 'string' || value === '') return undefined;
  const top = path.length === 1 ? key : '';
  switch (top) {
    case 'sourceIPAddress':
      return explainSource(value, context)?.text;
    case 'userAgent':
      return explainUserAgent(value)?.text;
    case 'errorCode':
      return explainError(request.eventSource, value);
    case 'errorMessage':
      return (
        paragraphs(explainError(request.eventSource, value), explainErrorMessage(value), inside(value, context)) ||
        undefined
      );
    case 'eventTime':
      return explainTime(value, start, request.timeZone)?.text;
    default:
      break;
  }
  const redacted = redactedText(value, key);
  if (redacted !== undefined) return redacted;
  if (/^(principalId|assumedRoleId|federatedUserId)$/.test(key)) return explainPrincipalId(value, context)?.text;
  if (/^(creationDate|expiration|windowStart|windowEnd|\w*(Time|Date|Timestamp))$/.test(key)) {
    const time = explainTime(value, start, request.timeZone);
    if (time !== undefined) return facts(time.text, validity(key, value, record));
  }
  return identify(value, context, start, key)?.text ?? inside(value, context);
}
