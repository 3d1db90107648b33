import { child, textOf, type MapNode } from '../yaml/tree';

/** The log a document is about; undefined parts are not named. */
export interface LogSource {
  readonly product: string | undefined;
  readonly service: string | undefined;
  readonly category: string | undefined;
}

/** Reads the `logsource` of a document; undefined when there is none. */
export function readLogSource(root: MapNode): LogSource | undefined {
  const node = child(root, 'logsource');
  if (node?.kind !== 'map') return undefined;
  const part = (key: string): string | undefined => textOf(child(node, key))?.trim().toLowerCase();
  return { product: part('product'), service: part('service'), category: part('category') };
}

/**
 * Whether rules for this log are for CloudTrail: product aws with service cloudtrail or no service, or service
 * cloudtrail alone.
 */
export function isCloudTrail(source: LogSource): boolean {
  const { product, service, category } = source;
  if (service === 'cloudtrail') return product === undefined || product === 'aws';
  return product === 'aws' && service === undefined && (category === undefined || category === 'cloudtrail');
}

/** A log's name for counting what was skipped, as `windows/security` or `linux/process_creation`. */
export function logSourceName(source: LogSource): string {
  const parts = [source.product, source.service ?? source.category].filter((part) => part !== undefined);
  return parts.length === 0 ? 'no product' : parts.join('/');
}
