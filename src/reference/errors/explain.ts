import { card, code, codeBlock, link } from '../markdown';
import { COMMON_ERRORS } from './commonErrors';
import { EC2_ERRORS } from './ec2Errors';
import type { ErrorCode } from './errorCode';

const lookup = (rows: readonly ErrorCode[]): ReadonlyMap<string, ErrorCode> =>
  new Map(rows.map((error) => [error.code.toLowerCase(), error]));

const EC2 = lookup(EC2_ERRORS);
const COMMON = lookup(COMMON_ERRORS);

/** Every row, for tests. */
export const ALL_ERRORS: readonly ErrorCode[] = [...EC2_ERRORS, ...COMMON_ERRORS];

const SIDES: Readonly<Record<string, string>> = {
  'client.': 'The fault is the caller’s (`Client.`).',
  'server.': 'The fault is on the side of AWS (`Server.`).',
};

const EC2_PAGE = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html';
const COMMON_PAGE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';

function find(eventSource: string, bare: string): { readonly error: ErrorCode; readonly ec2: boolean } | undefined {
  const ec2 = eventSource === 'ec2.amazonaws.com' || eventSource === '';
  const [first, second] = ec2 ? [EC2, COMMON] : [COMMON, EC2];
  const own = first.get(bare) ?? second.get(bare) ?? first.get(bare.replace(/exception$/, ''));
  return own === undefined ? undefined : { error: own, ec2: EC2.get(own.code.toLowerCase()) === own };
}

/** What the parts of a code without a row of its own tell. */
function byShape(bare: string): string | undefined {
  if (/\.notfound$|notfound(exception|fault)?$/.test(bare))
    return 'What the call names does not exist in this account and Region.';
  if (/\.malformed$/.test(bare)) return 'The text does not have the form of such an id.';
  if (/limitexceeded|quotaexceeded/.test(bare)) return 'The account has as many of these as it may.';
  if (/\.inuse$|inuse(exception)?$/.test(bare)) return 'Something still uses the resource.';
  if (/alreadyexists|duplicate/.test(bare)) return 'It exists already.';
  if (/unauthori[sz]ed|accessdenied|notauthori[sz]ed|forbidden/.test(bare)) return 'The identity may not do this.';
  if (/throttl/.test(bare)) return 'Too many calls in a short time; the service throttled this one.';
  return undefined;
}

/**
 * What an `errorCode` means and what an investigator reads from it, in our own words.
 * @returns undefined for a code that neither a row nor its shape explains.
 */
export function explainError(eventSource: string, errorCode: string): string | undefined {
  if (errorCode === '' || errorCode.length > 200) return undefined;
  const side = /^(client|server)\./i.exec(errorCode)?.[0].toLowerCase() ?? '';
  const bare = errorCode.slice(side.length).toLowerCase();
  const found = find(eventSource, bare);
  const text = found?.error.text ?? byShape(bare);
  if (text === undefined && side === '') return undefined;
  return card({
    head: `${code(errorCode, 200)}: ${text ?? 'EC2 refused or failed; this code has no entry here.'}`,
    facts: SIDES[side],
    details: [found?.error.reading === undefined ? undefined : `**What it tells:** ${found.error.reading}`],
    links: [link('API error codes', side !== '' || found?.ec2 === true ? EC2_PAGE : COMMON_PAGE)],
  });
}

const ENCODED = /encoded authorization failure message:\s*([\w-]{20,20000})(\s*(?:\.\.\.|…))?/i;

/**
 * What an `errorMessage` adds: the parts of a denial, and for an encoded authorization message the command line that
 * decodes it, as text to copy.
 */
export function explainErrorMessage(message: string): string | undefined {
  const lines: string[] = [];
  const denial = /User: (\S{1,300}) is not authorized to perform: ([\w-]+:[\w*]+)(?: on resource: (\S{1,600}))?/.exec(
    message,
  );
  if (denial !== null) {
    const [, who = '', action = '', resource] = denial;
    const on = resource === undefined ? '' : ` on ${code(resource, 300)}`;
    lines.push(`Denied: ${code(action, 120)}${on}, asked for by ${code(who, 300)}.`);
  }
  const because =
    /because (no|an?) ([\w -]{3,60}?) (?:policy|boundary) (?:allows|allow)|with an explicit deny(?: in (?:an?|the) ([\w -]{3,60}?) policy)?/i.exec(
      message,
    );
  if (because !== null) {
    const where = because[2] ?? because[3];
    const deny = /explicit deny/i.test(because[0]);
    const policy = where === undefined ? 'a policy' : `the ${where.toLowerCase()} policy`;
    lines.push(deny ? `**Explicit deny** in ${policy}: no allow elsewhere helps.` : `No allow in ${policy}.`);
  }
  const [, encoded, cut] = ENCODED.exec(message) ?? [];
  if (encoded !== undefined && cut === undefined) {
    lines.push(
      'The reason is encoded. Whoever may call `sts:DecodeAuthorizationMessage` in the account that denied can read it:',
      codeBlock(`aws sts decode-authorization-message --encoded-message ${encoded}`, 'sh'),
    );
  } else if (encoded !== undefined) {
    lines.push(
      'The reason is encoded, but CloudTrail cut the message at 1 KB: what is left of the code cannot be decoded. Only the answer to the caller had it whole.',
    );
  }
  return lines.length === 0 ? undefined : lines.join('\n\n');
}
