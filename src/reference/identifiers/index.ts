import { explainAccount } from './account';
import { explainAddress, parseAddress } from './ip';
import { explainArn } from './arn';
import { explainEc2Id } from './ec2Id';
import type { Identified, IdentifierContext } from './identified';
import { explainRegion } from './region';
import { explainTime } from './time';
import { explainPrincipalId } from './uniqueId';

export type { Identified, IdentifierContext } from './identified';

/** Longer texts are documents, not identifiers. */
const MAX_IDENTIFIER = 2048;

/** Finds what a text is that stands as a whole value, whatever the key: an id, an ARN, an address, a Region, a time. */
export function identify(text: string, context: IdentifierContext, sessionStart?: number): Identified | undefined {
  if (text === '' || text.length > MAX_IDENTIFIER) return undefined;
  return (
    explainArn(text, context) ??
    explainAccount(text, context) ??
    explainPrincipalId(text, context) ??
    explainEc2Id(text) ??
    explainRegion(text, context) ??
    (parseAddress(text) === undefined || !/[.:]/.test(text) ? undefined : explainAddress(text, context)) ??
    (/^\d{4}-\d\d-\d\d[T ]/.test(text) ? explainTime(text, sessionStart) : undefined)
  );
}

const INSIDE =
  /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(?:\d{12}|aws)?:[^\s"'<>,;]{1,512}|\bA[A-Z]{3}[A-Z2-7]{16,17}\b|\b(?:[a-z][a-z0-9]{0,9}-){1,4}(?:[0-9a-f]{17}|[0-9a-f]{8})\b|\b\d{12}\b/g;

/** Identifiers that stand inside a longer text, such as an error message; each once, at most `limit`. */
export function identifyInside(text: string, context: IdentifierContext, limit = 5): Identified[] {
  const found = new Map<string, Identified>();
  for (const match of text.slice(0, 20_000).matchAll(INSIDE)) {
    const [part] = match;
    if (found.size >= limit) break;
    const identified = found.has(part) || part === text ? undefined : identify(part.replace(/[.:)\]]+$/, ''), context);
    if (identified !== undefined) found.set(part, identified);
  }
  return [...found.values()];
}
