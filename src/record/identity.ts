import { isObject, member, text } from './types';

/** Who made a call, in the words a person would use, with the identifiers that tell it apart. */
export interface Identity {
  /** What a person would call it: `alice`, `role Admin / session bob`, `root of 123456789012`, `ec2.amazonaws.com`. */
  readonly label: string;
  /** `userIdentity.type` as logged; undefined when absent, as in some service events. */
  readonly type?: string;
  readonly arn?: string;
  readonly principalId?: string;
  readonly accountId?: string;
  /** Absent when empty: console and service calls log `""`. */
  readonly accessKeyId?: string;
  /** The service that called on the identity's behalf. */
  readonly invokedBy?: string;
  /** Role name of an assumed role. */
  readonly role?: string;
  /** Session name of an assumed role or federated user. */
  readonly session?: string;
  /** ARN of the session issuer: groups sessions whose names rotate. */
  readonly issuerArn?: string;
}

/** IAM's longest ARN is 2,048 characters; beyond that it is a trap for the patterns below. */
const MAX_ARN = 2048;
const NOBODY: Identity = { label: 'no identity' };

/**
 * Reads a `userIdentity` element of any shape; never throws.
 * Source: CloudTrail user guide, "CloudTrail userIdentity element".
 */
export function identityOf(userIdentity: unknown): Identity {
  if (!isObject(userIdentity)) {
    return typeof userIdentity === 'string' && userIdentity !== '' ? { label: userIdentity } : NOBODY;
  }
  const issuer = member(member(userIdentity, 'sessionContext'), 'sessionIssuer');
  const arn = text(userIdentity['arn']);
  const facts = {
    type: text(userIdentity['type']),
    arn,
    principalId: text(userIdentity['principalId']),
    accountId: text(userIdentity['accountId']) ?? text(member(issuer, 'accountId')),
    accessKeyId: text(userIdentity['accessKeyId']),
    invokedBy: text(userIdentity['invokedBy']),
    issuerArn: text(member(issuer, 'arn')),
    ...roleAndSession(arn, text(userIdentity['principalId']), text(member(issuer, 'userName'))),
  };
  return { label: labelOf(userIdentity, facts), ...facts };
}

/** `arn:aws:sts::111122223333:assumed-role/Admin/bob` and `AROA…:bob` both name the session; the issuer names the role. */
function roleAndSession(arn: string | undefined, principalId: string | undefined, issuerName: string | undefined) {
  arn = arn?.slice(0, MAX_ARN);
  const assumed = /:assumed-role\/(.+)\/([^/]*)$/.exec(arn ?? '');
  const federated = /:federated-user\/(.+)$/.exec(arn ?? '');
  const inPrincipal = principalId?.startsWith('AROA') ? principalId.slice(principalId.indexOf(':') + 1) : undefined;
  const session = assumed?.[2] ?? federated?.[1] ?? (principalId?.includes(':') ? inPrincipal : undefined);
  const role = assumed?.[1]?.split('/').pop() ?? (inPrincipal === undefined ? undefined : issuerName);
  return { role, session: session === '' ? undefined : session };
}

/** What a person calls a role: one that IAM Identity Center made by what it was made from. */
export function roleLabel(name: string): string {
  const set = permissionSetOf(name);
  return set === undefined ? `role ${name}` : `permission set ${set}`;
}

/** `AWSReservedSSO_Admin_0123456789abcdef`, a name that IAM lets nobody else give, is the role of the permission set Admin. */
function permissionSetOf(role: string): string | undefined {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1];
}

/** Whether a session is one of a person: of IAM Identity Center, or called by an address of mail. */
export function isSessionOfPerson({ role, session }: Pick<Identity, 'role' | 'session'>): boolean {
  return session !== undefined && (permissionSetOf(role ?? '') !== undefined || session.includes('@'));
}

type Facts = Omit<Identity, 'label'>;

function labelOf(raw: Readonly<Record<string, unknown>>, facts: Facts): string {
  const { type, arn, principalId, accountId, invokedBy, role, session } = facts;
  const userName = text(raw['userName']);
  const fallback = (): string | undefined => userName ?? lastOfArn(arn) ?? principalId ?? invokedBy ?? accountId;
  switch (type) {
    case 'Root':
      return accountId === undefined ? 'root' : `root of ${accountId}`;
    case 'AssumedRole': {
      const name = role ?? text(member(member(raw['sessionContext'], 'sessionIssuer'), 'userName'));
      if (name === undefined) return fallback() ?? 'assumed role';
      const set = permissionSetOf(name);
      // the person is what tells one of its sessions from the next
      if (set !== undefined && session !== undefined) return `${session} (permission set ${set})`;
      return session === undefined ? roleLabel(name) : `role ${name} / session ${session}`;
    }
    case 'Role':
      return roleLabel(role ?? fallback() ?? '(unnamed)');
    case 'FederatedUser':
      return `federated user ${session ?? fallback() ?? '(unnamed)'}`;
    case 'AWSService':
      return invokedBy ?? fallback() ?? 'AWS service';
    case 'AWSAccount':
      return accountId === undefined ? (fallback() ?? 'AWS account') : `account ${accountId}`;
    case 'IdentityCenterUser': {
      const user = userName ?? text(member(raw['onBehalfOf'], 'userId'));
      return user === undefined ? (fallback() ?? 'Identity Center user') : `Identity Center user ${user}`;
    }
    default:
      return fallback() ?? type ?? NOBODY.label;
  }
}

/** `arn:aws:iam::111122223333:user/path/alice` → `alice`; the last part is what IAM calls the name. */
function lastOfArn(arn: string | undefined): string | undefined {
  const resource = arn?.slice(0, MAX_ARN).split(':').slice(5).join(':');
  return resource === undefined || resource === ''
    ? undefined
    : resource.slice(resource.lastIndexOf('/') + 1) || undefined;
}
