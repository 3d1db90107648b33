import type { Clause } from '../../record/policy/clause';

/**
 * Whether a clause of a statement for everyone keeps anybody out who wants to come in: it asks who the caller is, or
 * whence the call comes. One on TLS, a region, a prefix, a time or a tag keeps nobody out, nor does one that any value
 * meets, that leaves out only whom it names, or that a call without the key meets. The keys are those of the
 * IAM User Guide, "AWS global condition context keys", and of each service's page in the Service Authorization Reference.
 */
export function keepsOut(clause: Clause): boolean {
  const { operator, set, key, values } = clause;
  if (set === 'all' || values.length === 0 || values.some((value) => value.length > MAX_VALUE)) return false;
  // every call of the service has these, so it makes no difference whether they must be there
  if (clause.ifExists && !alwaysThere.test(key)) return false;
  if (key === 'aws:sourceip') return isNarrow(operator, values);
  if (!isPositive.test(operator)) return false;
  const names = namedBy(key);
  return names !== undefined && values.every(names);
}

// AWS takes no condition of so long a value; a hostile record may hold any.
const MAX_VALUE = 2048;

/** Whether a clause asks for a header that whoever calls may write as he likes. */
export function asksForHeader({ operator, set, ifExists, key, values }: Clause): boolean {
  if (set === 'all' || ifExists || !isPositive.test(operator)) return false;
  return /^aws:(?:referer|useragent)$/.test(key) && values.length > 0 && values.every(isNotAny);
}

/**
 * Whether a clause of a statement that denies turns away all but those it names, by the same keys. What says `Not` is
 * met by a call without the key, with `IfExists` or not, but for `ForAnyValue`.
 */
export function turnsAway(clause: Clause): boolean {
  if (sparesServices(clause)) return true;
  const operator = clause.operator.replace('not', '');
  if (operator === clause.operator || clause.set === 'any') return false;
  return keepsOut({ ...clause, operator, set: undefined, ifExists: false });
}

/**
 * Whether a clause spares the services of AWS from a statement that denies, and nobody else: calls that nobody signed
 * lack the key, and only with `IfExists` they are denied.
 */
function sparesServices({ operator, ifExists, key, values }: Clause): boolean {
  if (operator !== 'bool' || !ifExists || key !== 'aws:principalisawsservice') return false;
  return values.length > 0 && values.every((value) => /^false$/i.test(value));
}

const isPositive = /^(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|bool)$/;
const alwaysThere = /^(?:kms:calleraccount|elasticfilesystem:access\w+|vpc-lattice-svcs:sourcevpc\w*)$/;

/** What a value of a key must be to name some callers and not all; undefined of keys that are not about callers. */
function namedBy(key: string): ((value: string) => boolean) | undefined {
  return kinds.find(([keys]) => keys.test(key))?.[1];
}

/** Of an id that begins with its kind more must be given than that. */
const isId = (value: string): boolean => isNotAny(value) && !/^(?:[a-z]+-)?[*?]|^\$\{/.test(value);
/** An account of which but a part is given is one of many that anybody can have. */
const isAccount = (value: string): boolean => /^\d{12}$/.test(value) || isOwn(value);
const isTrue = (value: string): boolean => /^true$/i.test(value);
/** What whoever calls does not choose: what the resource has, of the variables of policies. */
const isOwn = (value: string): boolean => /^\$\{aws:Resource(?:Account|OrgID|OrgPaths)\}/i.test(value);

/**
 * An ARN with its account; of a bucket, which has none there (`arn:aws:s3:*:*:name` is an old way), its name, or how it
 * begins.
 */
function isArn(value: string): boolean {
  const [, , service, , account = '', ...rest] = value.split(/:(?![^{}]*\})/);
  if (service === 's3' && /^\*?$/.test(account)) return /^[^*?$]/.test(rest.join(':'));
  return isAccount(account);
}

/** Keys, in small letters, with what their values must be. */
const kinds: readonly (readonly [keys: RegExp, names: (value: string) => boolean])[] = [
  [/^(?:aws:(?:source|principal|vpce)account|aws:sourceowner|aws:sourcevpcowneraccount|kms:calleraccount)$/, isAccount],
  [
    /^(?:aws:(?:source|principal|sourcevpc)arn|s3:dataaccesspointarn|lambda:sourcefunctionarn|ec2:sourceinstancearn)$/,
    isArn,
  ],
  [/^(?:aws:(?:source|principal|vpce)org(?:id|paths)|aws:source(?:vpc|vpce))$/, (value) => isOwn(value) || isId(value)],
  // an id, before the name of a session, which whoever calls chooses
  [/^aws:userid$/, (value) => /^[^*?:$]{8}/.test(value)],
  [/^aws:principalisawsservice$/, isTrue],
  [/^aws:principalservicename(?:slist)?$/, (value) => isNotAny(value) && !value.startsWith('${')],
  [/^s3:dataaccesspoint\w+$/, isNotAny],
  // whoever signs people in names them by its own host, as token.actions.githubusercontent.com:sub
  [/^(?:saml:.+|[\w-]+(?:\.[\w-]+)+(?:\/[^:]*)?:.+)$/, isNotAny],
  [/^(?:sns:endpoint|elasticfilesystem:access\w+|vpc-lattice-svcs:sourcevpc\w*)$/, isNotAny],
];

/** A text that not every value is like. */
function isNotAny(value: string): boolean {
  return !/^[*?:@.]*$/.test(value) && !/^false$/i.test(value) && !/^(?:https?|mailto):[/*?]*$/i.test(value);
}

/** Networks that not half the world is in: of IPv4 at least /8, of IPv6 at least /19, as large providers have. */
function isNarrow(operator: string, values: readonly string[]): boolean {
  if (operator === 'notipaddress') return values.some((value) => value.endsWith('/0'));
  if (operator !== 'ipaddress' && operator !== 'stringlike') return false;
  return values.every((value) => {
    const [address = '', bits] = value.split('/');
    if (/[*?]/.test(address)) return operator === 'stringlike' && /^\d+\.\d/.test(address);
    return bits === undefined ? address !== '' : Number(bits) >= (address.includes(':') ? 19 : 8);
  });
}
