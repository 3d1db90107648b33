import { code } from '../markdown';
import { accountText } from './account';
import type { Identified, IdentifierContext } from './identified';
import { own } from '../own';

/** One row a prefix: kind, and what it means to a reader. Source: IAM user guide, "unique ID prefixes". */
export const UNIQUE_ID_PREFIXES: Readonly<Record<string, readonly [kind: string, text: string]>> = {
  ABIA: ['STS bearer token', 'A token that a service uses to prove who a caller is.'],
  ACCA: ['context-specific credential', 'A credential for one service, such as for CodeCommit or Keyspaces.'],
  AGPA: ['IAM group', 'The unique id of a group of IAM users.'],
  AIDA: ['IAM user', 'The unique id of an IAM user; a new user of the same name gets another.'],
  AIPA: ['instance profile', 'The unique id of the container by which an EC2 instance gets its role.'],
  AKIA: [
    'long-term access key',
    'It belongs to an IAM user or to root and works until someone disables or deletes it.',
  ],
  ANPA: ['managed policy', 'The unique id of a managed policy.'],
  ANVA: ['policy version', 'The unique id of a version of a managed policy.'],
  APKA: ['public key', 'The unique id of a public key, as for SSH access to CodeCommit.'],
  AROA: ['IAM role', 'The unique id of a role; after a colon follows the name of one session of it.'],
  ASCA: ['certificate', 'The unique id of a server certificate.'],
  ASIA: [
    'temporary access key',
    'It belongs to one session, works only with its session token, and expires by itself.',
  ],
};

/** Ids whose body holds the account. Source: published reverse engineering of access keys; see the vector in the tests. */
const WITH_ACCOUNT = new Set(['AKIA', 'ASIA', 'AIDA', 'AGPA']);
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACCOUNT_MASK = 0x7fffffffff80n;

/**
 * The account inside an access key id (or the id of a user or group), without any call to AWS.
 * @returns twelve digits; undefined for ids of the old format, which hold none, for example ids and for masked ones.
 */
export function accountOfUniqueId(id: string): string | undefined {
  if (!/^[A-Z]{4}[A-Z2-7]{12,60}$/.test(id) || !WITH_ACCOUNT.has(id.slice(0, 4))) return undefined;
  if (/^.{4}[IJ]/.test(id) || id.includes('EXAMPLE')) return undefined;
  // Ten characters of base32 are the 50 bits that hold the six bytes asked for.
  let bits = 0n;
  for (const char of id.slice(4, 14)) bits = (bits << 5n) | BigInt(BASE32.indexOf(char));
  const account = ((bits >> 2n) & ACCOUNT_MASK) >> 7n;
  // zero is no account: such ids were masked
  return account > 0n && account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}

/** Explains an IAM unique id: an access key, or the id of a user, role, group or policy. */
function explainUniqueId(text: string, context: IdentifierContext): Identified | undefined {
  const id = /^([A-Z]{4})[A-Z0-9]{12,124}$/.exec(text);
  const row = own(UNIQUE_ID_PREFIXES, id?.[1] ?? '');
  if (id === null || row === undefined) return undefined;
  const [kind, meaning] = row;
  const account = accountOfUniqueId(text);
  const owner =
    account === undefined ? '' : ` The id itself says that it belongs to account ${accountText(account, context)}.`;
  const example = text.includes('EXAMPLE') ? ' It is an example id, not a real one.' : '';
  return { kind, text: `**${kind}** ${code(text, 140)}: ${meaning}${owner}${example}` };
}

/** Explains `userIdentity.principalId` and its like: an id, with a session or caller name after a colon. */
export function explainPrincipalId(text: string, context: IdentifierContext): Identified | undefined {
  const colon = text.indexOf(':');
  const id = colon < 0 ? text : text.slice(0, colon);
  const name = colon < 0 ? undefined : text.slice(colon + 1);
  const unique = explainUniqueId(id, context);
  if (unique !== undefined) {
    if (name === undefined) return unique;
    const session = `\n\nSession name ${code(name, 140)}: chosen by whoever assumed the role.`;
    return { kind: 'principal id', text: unique.text + session + instanceNote(name) };
  }
  if (!/^\d{12}$/.test(id)) return undefined;
  if (name === undefined)
    return { kind: 'principal id', text: `**root user** of account ${accountText(id, context)}.` };
  const who = `**federated user** ${code(name, 140)} of account ${accountText(id, context)}.`;
  return { kind: 'principal id', text: who };
}

/** EC2 names the session of an instance's role after the instance. */
function instanceNote(name: string): string {
  return /^i-[0-9a-f]{8,17}$/i.test(name)
    ? ' It is an instance id: the session belongs to the role of that EC2 instance.'
    : '';
}
