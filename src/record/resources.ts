import { type CloudTrailRecord, isObject, text } from './types';

const EC2_ID = /^(?:[a-z]{1,8}(?:-[a-z]{2,12}){0,3})-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const ARN = /^arn:[\w-]+:/;
/** How records, the Event history, lookup-events and Security Lake call the name of a resource. */
const NAMES = ['ARN', 'arn', 'resourceName', 'ResourceName', 'uid'];
const MAX_DEPTH = 12;
const MAX_RESOURCES = 200;

/**
 * The resources a call touched: what `resources` names, then every EC2 id and ARN that stands as a whole string in the
 * request or the response, in order of appearance, each once, at most 200.
 */
export function resourcesOf(record: CloudTrailRecord): string[] {
  const found = new Set<string>();
  const listed = record['resources'];
  for (const entry of Array.isArray(listed) ? listed : []) {
    const name = isObject(entry) ? NAMES.map((key) => text(entry[key])).find((one) => one !== undefined) : undefined;
    if (name !== undefined) found.add(name);
  }
  collect(record['requestParameters'], found, 0);
  collect(record['responseElements'], found, 0);
  return [...found].slice(0, MAX_RESOURCES);
}

function collect(value: unknown, found: Set<string>, depth: number): void {
  if (found.size >= MAX_RESOURCES || depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    if (value.length < 2048 && (EC2_ID.test(value) || ARN.test(value))) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found, depth + 1);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) collect(value[key], found, depth + 1);
  }
}
