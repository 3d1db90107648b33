import { member, text, type CloudTrailRecord } from '../record/types';
import { instanceStateName } from './ec2/values';
import { recordPath } from './explain/request';
import { localTime, parseTime } from './identifiers/time';
import { accountOfUniqueId } from './identifiers/uniqueId';
import { own } from './own';

/** The kinds of inlay hints, each with a switch of its own in the settings. */
export type HintKind = 'account' | 'localTime' | 'person' | 'stateCode';

/** A short remark behind a value; plain text, not Markdown. */
export interface Hint {
  readonly kind: HintKind;
  readonly text: string;
}

/** What hints may use besides the record. */
export interface HintContext {
  readonly accounts?: Readonly<Record<string, string>> | undefined;
  readonly timeZone?: string | undefined;
}

/** The person behind a role session: the source identity if someone set one, else the Identity Center user. */
function personOf(record: CloudTrailRecord | undefined): string | undefined {
  const identity = record?.['userIdentity'];
  return (
    text(member(member(identity, 'sessionContext'), 'sourceIdentity')) ??
    text(member(member(identity, 'onBehalfOf'), 'userId'))
  );
}

/**
 * The inlay hint behind a value of a record, or undefined: the account inside a key, the local time, the person behind
 * a role session, the name of an instance state code. Fast enough for every visible line; never throws.
 */
export function hintFor(
  path: readonly string[],
  value: unknown,
  record?: CloudTrailRecord,
  { accounts, timeZone }: HintContext = {},
): Hint | undefined {
  const at = recordPath(path);
  const key = at.at(-1) ?? '';
  if (typeof value === 'string' && /^(accessKeyId|principalId)$/.test(key)) {
    const account = accountOfUniqueId(value.split(':')[0] ?? '');
    if (account !== undefined) {
      const name = own(accounts, account);
      return { kind: 'account', text: name === undefined ? `account ${account}` : `account ${account} (${name})` };
    }
  }
  if (/^(eventTime|creationDate|expiration|windowStart|windowEnd|\w*(Time|Timestamp))$/.test(key)) {
    const ms = parseTime(value);
    if (ms === undefined) return undefined;
    return { kind: 'localTime', text: `local ${localTime(ms, timeZone).short}` };
  }
  if (key === 'arn' && at.length === 2 && at[0] === 'userIdentity') {
    const person = personOf(record);
    return person === undefined ? undefined : { kind: 'person', text: person.slice(0, 80) };
  }
  if (key === 'code' && /State$/.test(at.at(-2) ?? '')) {
    const name = instanceStateName(value);
    return name === undefined ? undefined : { kind: 'stateCode', text: name };
  }
  return undefined;
}
