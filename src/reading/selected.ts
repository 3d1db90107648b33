import { RECORD_MEMBERS } from '../record/members';
import { isObject, type CloudTrailRecord } from '../record/types';
import { readRecords } from './readRecords';
import { decodeValue } from './recordScanner';

const MAX_FOUND = 1000;

/**
 * The events in a piece of text that a person marked: those that reading finds in it, whatever holds them, or else the
 * objects that it is with a member of a record in them, for people cut records short. Empty when there are neither.
 */
export function eventsIn(selected: string): CloudTrailRecord[] {
  const found: CloudTrailRecord[] = [];
  readRecords(new TextEncoder().encode(selected), ({ text: { bytes, start, end } }) => {
    const record = found.length < MAX_FOUND ? decodeValue(bytes, start, end) : undefined;
    if (isObject(record)) found.push(record);
  });
  if (found.length > 0) return found;
  const trimmed = selected.trim().replace(/,$/, '');
  return objectsIn(parsed(trimmed) ?? parsed(`[${trimmed}]`));
}

function objectsIn(value: unknown): CloudTrailRecord[] {
  if (isObject(value) && Array.isArray(value['Records'])) return objectsIn(value['Records']);
  const objects = Array.isArray(value) ? value.slice(0, MAX_FOUND).filter(isObject) : isObject(value) ? [value] : [];
  return objects.filter((object) => RECORD_MEMBERS.some((name) => Object.hasOwn(object, name)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
