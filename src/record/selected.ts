import { isObject, type CloudTrailRecord } from './types';

/** Members by which an object is known as a record; one is enough, for people cut records short. */
const TELLING = ['eventName', 'eventSource', 'eventVersion', 'eventID', 'userIdentity', 'insightDetails'];
/** `lookup-events` has the record as a string in an item of its answer. */
const INSIDE = 'CloudTrailEvent';
const MAX_DEPTH = 14;
const MAX_FOUND = 1000;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The events in a piece of JSON that a person marked: the object itself, or those inside whatever holds them, such as
 * `{"Records":[…]}`, an answer of `lookup-events`, or an EventBridge message. An object that holds none is taken for an
 * event itself. Empty when the text is no JSON object or array.
 */
export function eventsIn(selected: string): CloudTrailRecord[] {
  const trimmed = selected.trim().replace(/,$/, '');
  const root = parse(trimmed) ?? parse(`[${trimmed}]`);
  const found: CloudTrailRecord[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || found.length >= MAX_FOUND) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isObject(value)) {
      const inside = value[INSIDE];
      if (TELLING.some((key) => Object.hasOwn(value, key))) found.push(value);
      else if (typeof inside === 'string') visit(parse(inside), depth + 1);
      else for (const key of Object.keys(value)) visit(value[key], depth + 1);
    }
  };
  visit(root, 0);
  if (found.length > 0) return found;
  const only: unknown = Array.isArray(root) && root.length === 1 ? root[0] : root;
  return isObject(only) ? [only] : [];
}
