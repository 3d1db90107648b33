import { type CloudTrailRecord, member, text } from './types';

/** Whether a second factor was given at a sign-in to the console; `unseen` where an identity provider may have asked for one. */
export type SignInFactor = 'given' | 'none' | 'unseen';

/** Whether events of a name are sign-ins of people to the console. */
export function isSignIn(eventName: string): boolean {
  return eventName === 'ConsoleLogin';
}

/** What a sign-in itself says of a second factor; undefined where it says nothing, as when it failed before one was asked for. */
export function signInFactor(record: CloudTrailRecord): SignInFactor | undefined {
  if (!isSignIn(text(record['eventName']) ?? '')) return undefined;
  const used = text(member(record['additionalEventData'], 'MFAUsed'));
  if (used === 'Yes') return 'given';
  if (used !== 'No') return undefined;
  const type = text(member(record['userIdentity'], 'type'));
  return type === 'IAMUser' || type === 'Root' ? 'none' : 'unseen';
}
