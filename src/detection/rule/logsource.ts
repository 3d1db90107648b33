import { nearest } from '../near';
import type { Report } from '../problem';
import { child, textOf, textsOf, type MapNode } from '../yaml/tree';

const parts = ['product', 'service', 'category'] as const;
type Part = (typeof parts)[number];

/** The log a document is about; undefined parts are not named. */
export type LogSource = Readonly<Record<Part, string | undefined>>;

/** Reads the `logsource` of a document; undefined when there is none. */
export function readLogSource(root: MapNode): LogSource | undefined {
  const node = child(root, 'logsource');
  if (node?.kind !== 'map') return undefined;
  const part = (key: Part): string | undefined => textOf(child(node, key))?.trim().toLowerCase();
  return { product: part('product'), service: part('service'), category: part('category') };
}

/**
 * Whether rules for this log are for CloudTrail: product aws with service cloudtrail or no service, or cloudtrail alone
 * as service or category.
 */
export function isCloudTrail(source: LogSource): boolean {
  const { product, service, category } = source;
  if (service === 'cloudtrail') return product === undefined || product === 'aws';
  if (service !== undefined) return false;
  return category === 'cloudtrail'
    ? product === undefined || product === 'aws'
    : product === 'aws' && category === undefined;
}

/**
 * The part of another log's name that is probably CloudTrail's with a mistake in it, and what was meant. A service that
 * AWS does have is no mistake, nor is a product that is not near ours, unless CloudTrail is its service.
 */
export function mistakenPart(source: LogSource): { readonly part: Part; readonly meant: string } | undefined {
  if (isCloudTrail(source)) return undefined;
  const { product, service, category } = source;
  const isNear = (text: string, ours: string): boolean =>
    text === ours || text.split(/[^a-z]/).includes('cloudtrail') || nearest(text, [ours]) !== undefined;
  if (product !== undefined && product !== 'aws') {
    const rest = service ?? category ?? 'cloudtrail';
    const isOurs = service === 'cloudtrail' || (isNear(product, 'aws') && isNear(rest, 'cloudtrail'));
    return isOurs ? { part: 'product', meant: 'aws' } : undefined;
  }
  if (service !== undefined)
    return isNear(service, 'cloudtrail') ? { part: 'service', meant: 'cloudtrail' } : undefined;
  const isOurs = product === 'aws' && category !== undefined && isNear(category, 'cloudtrail');
  return isOurs ? { part: 'category', meant: 'cloudtrail' } : undefined;
}

/**
 * Rejects a document that would be passed over, or be taken for one of another log, because of a mistake in its
 * logsource: whoever made it would wait in vain for findings. Says whether it did.
 */
export function rejectMistaken(root: MapNode, source: LogSource, report: Report): boolean {
  const node = child(root, 'logsource');
  if (node?.kind !== 'map') return false;
  const missing = parts.filter((part) => child(node, part) === undefined);
  for (const { key, keySpan, value } of node.entries) {
    const part = missing.find((name) => key !== name && nearest(key, missing) === name);
    if (part === undefined) continue;
    const meant = { ...source, [part]: textOf(value)?.trim().toLowerCase() };
    if (!isCloudTrail(source) && !isCloudTrail(meant) && mistakenPart(meant) === undefined) continue;
    const message = `A logsource has no "${key}", so nobody knows which log this is for.`;
    report.unknown('error', { span: keySpan, written: key, known: [part], message });
    return true;
  }
  for (const part of parts) {
    const value = child(node, part);
    // of other logs it may be whatever it is
    if (value === undefined || value.kind === 'scalar') continue;
    const texts = textsOf(value).map((text) => text.trim().toLowerCase());
    if (!isCloudTrail(source) && !texts.some((text) => isCloudTrail({ ...source, [part]: text }))) continue;
    report.error(value, `The ${part} of a logsource is one text.`);
    return true;
  }
  const mistaken = mistakenPart(source);
  if (mistaken === undefined) return false;
  const { part, meant } = mistaken;
  const span = child(node, part) ?? node;
  report.mistake(span, `Documents for the ${part} "${source[part] ?? ''}" are passed over.`, meant);
  return true;
}

/** What to say of a document without a `logsource`: where a key is near it, that one was meant. */
export function rejectMissing(root: MapNode, report: Report, of: 'rule' | 'filter'): void {
  const written = child(root, 'logsource');
  if (written !== undefined) {
    report.error(written, 'The logsource is a map, as "product: aws" and below it "service: cloudtrail".');
    return;
  }
  const message = `The logsource is missing: it says which log the ${of} is for.`;
  const known = ['logsource'];
  const near = root.entries.find(({ key }) => nearest(key, known) !== undefined);
  if (near === undefined) report.error({ start: root.start, end: root.start }, message);
  else report.unknown('error', { span: near.keySpan, written: near.key, known, message });
}

/** A log's name for counting what was skipped, as `windows/security` or `linux/process_creation`. */
export function logSourceName(source: LogSource): string {
  const named = [source.product, source.service ?? source.category].filter((part) => part !== undefined);
  return named.length === 0 ? 'no product' : named.join('/');
}
