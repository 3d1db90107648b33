import type { Clause } from './clause';

/**
 * Whether a clause of a statement for everyone keeps anybody out who wants to come in: it asks who the caller is, or
 * whence the call comes. One on TLS, a region, a prefix, a time or a tag keeps nobody out, nor does one that any value
 * meets, that leaves out only whom it names, or that a call without the key meets. The keys are those of the
 * IAM User Guide, "AWS global condition context keys", and of each service's page in the Service Authorization Reference.
 */
export function keepsOut(clause: Clause): boolean {
  const { operator, set, key, values } = clause;
  if (set === 'all' || values.length === 0) return false;
  if (key === 'aws:sourceip') return isNarrow(operator, values);
  if (!isPositive.test(operator)) return false;
  if (ofService.test(key)) return values.every(namesSomebody);
  if (clause.ifExists) return false;
  if (key === 'aws:principalarn') return values.every((value) => /:(?:\d{12}|\$\{[^"]*\}):/.test(value));
  return ofCaller.test(key) && values.every(namesSomebody);
}

/** Whether a clause asks for a header that whoever calls may write as he likes. */
export function asksForHeader({ operator, set, ifExists, key, values }: Clause): boolean {
  if (set === 'all' || ifExists || !isPositive.test(operator)) return false;
  return /^aws:(?:referer|useragent)$/.test(key) && values.length > 0 && values.every(namesSomebody);
}

/**
 * Whether a clause of a statement that denies turns away all but those it names, by the same keys. What says `Not` is
 * met by a call without the key, with `IfExists` or not, but for `ForAnyValue`.
 */
export function turnsAway({ operator, set, key, values }: Clause): boolean {
  if (isOfServices(operator, key, values)) return key === 'aws:principalisawsservice';
  const named = operator.replace('not', '');
  return (
    named !== operator && set !== 'any' && keepsOut({ operator: named, set: undefined, ifExists: false, key, values })
  );
}

/** Whether a clause spares the services of AWS, or what they do for somebody, from a statement that denies. */
export function sparesServices({ operator, key, values }: Clause): boolean {
  return isOfServices(operator, key, values);
}

function isOfServices(operator: string, key: string, values: readonly string[]): boolean {
  const isFalse = operator === 'bool' && values.length > 0 && values.every((value) => /^false$/i.test(value));
  return isFalse && /^aws:(?:principalis|via)awsservice$/.test(key);
}

const isPositive = /^(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|bool)$/;
const ofCaller =
  /^(?:aws:(?:source(?:account|arn|orgid|orgpaths|owner|vpc|vpcarn|vpce)|vpce(?:account|orgid|orgpaths)|principal(?:account|isawsservice|orgid|orgpaths|servicename|servicenameslist)|userid)|s3:dataaccesspoint\w+)$/;

// Whoever signs people in names them by its own host, as token.actions.githubusercontent.com:sub; of services' own keys
// these alone are about the caller or his network.
const ofService =
  /^(?:saml:.+|[\w-]+(?:\.[\w-]+)+(?:\/[^:]*)?:.+|kms:calleraccount|sns:endpoint|elasticfilesystem:access\w+|lambda:sourcefunctionarn|ec2:sourceinstancearn|vpc-lattice-svcs:sourcevpc\w*)$/;

/** A value that some callers do not have: not any text, nor an ARN of any account and name. */
function namesSomebody(value: string): boolean {
  return !/^[*?:]*$/.test(value) && !/^false$/i.test(value) && !/^arn:[^:]*:[^:]*:[^:]*:[*?]*:[*?]*$/.test(value);
}

/** Networks narrower than half the internet: of IPv4 at least /8, of IPv6 at least /32. */
function isNarrow(operator: string, values: readonly string[]): boolean {
  if (operator === 'notipaddress') return values.some((value) => value.endsWith('/0'));
  if (operator !== 'ipaddress') return false;
  return values.every((value) => {
    const [address = '', bits] = value.split('/');
    return bits === undefined ? address !== '' : Number(bits) >= (address.includes(':') ? 32 : 8);
  });
}
