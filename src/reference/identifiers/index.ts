import { explainAccount } from './account';
import { explainAddress, parseAddress } from './ip';
import { explainArn } from './arn';
import { explainRange } from './range';
import { explainEc2Id } from './ec2Id';
import { explainHost } from './host';
import type { Identified, IdentifierContext } from './identified';
import { explainRegion } from './region';
import { explainTime, looksLikeTime } from './time';
import { explainPrincipalId } from './uniqueId';

export type { Identified, IdentifierContext } from './identified';

/** Longer texts are documents, not identifiers. */
const MAX_IDENTIFIER = 2048;

/**
 * Finds what a text is that stands as a whole value: an id, an ARN, an address, a range, a Region, an endpoint, a time.
 * @param key the member whose value it is, where there is one.
 */
export function identify(
  text: string,
  context: IdentifierContext,
  sessionStart?: number,
  key?: string,
): Identified | undefined {
  if (text === '' || text.length > MAX_IDENTIFIER) return undefined;
  return (
    explainArn(text, context) ??
    explainAccount(text, context, key) ??
    explainPrincipalId(text, context) ??
    explainEc2Id(text) ??
    explainRegion(text, context) ??
    explainRange(text) ??
    explainHost(text, context) ??
    (parseAddress(text) === undefined || !/[.:]/.test(text) ? undefined : explainAddress(text, context)) ??
    (looksLikeTime(text) ? explainTime(text, sessionStart) : undefined)
  );
}

const UUID_REST = '-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const INSIDE = new RegExp(
  [
    /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(?:\d{12}|aws)?:[^\s"'<>,;]{1,512}/.source,
    /\bA[A-Z]{3}[A-Z2-7]{16,17}\b/.source,
    // The rest of a UUID is no part of an EC2 id, unless the whole of it is.
    `\\b(?:[a-z][a-z0-9]{0,9}-){1,4}(?:[0-9a-f]{17}|[0-9a-f]{8}(?:${UUID_REST})?)(?!\\w|-[0-9a-f]{4}\\b)`,
    // Nor are the last twelve digits of a UUID an account.
    /(?<!\w|[0-9a-f]{4}-)\d{12}(?!\w)/.source,
    /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w.]*\w)/.source,
  ].join('|'),
  'g',
);

/** Identifiers that stand inside a longer text, such as an error message; each once, at most `limit`. */
export function identifyInside(text: string, context: IdentifierContext, limit = 5): Identified[] {
  const found = new Map<string, Identified>();
  for (const match of text.slice(0, 20_000).matchAll(INSIDE)) {
    const [part] = match;
    if (found.size >= limit) break;
    const identified = found.has(part) || part === text ? undefined : identifyPart(part, context);
    if (identified !== undefined) found.set(part, identified);
  }
  return [...found.values()];
}

/** `copy-of-vol-0123…` is a volume: words before an id go one by one. */
function identifyPart(part: string, context: IdentifierContext): Identified | undefined {
  const bare = part.replace(/[.:)\]]+$/, '');
  const identified = identify(bare, context);
  const dash = /^[a-z]/.test(bare) && !bare.startsWith('arn:') ? bare.indexOf('-') : -1;
  return identified ?? (dash < 0 ? undefined : identifyPart(bare.slice(dash + 1), context));
}
