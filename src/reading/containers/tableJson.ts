import { isObject, member } from '../../record/types';
import { isGlimpseOfRecord } from '../fields';
import { readJson } from '../walk/jsonReader';
import { MENTION_IN_TEXT } from '../mention';
import { partialJson } from '../json/partialJson';
import type { Translation } from '../translation/translation';
import { columns } from './columns';
import { container } from './container';

const lowered = columns.fields.map(([from, to, as]) => [from.toLowerCase(), to, as] as const);
const KNOWN = new Set([...lowered.map(([from]) => from), ...columns.originals]);
/** An object with as many columns is a row, whatever text stands beside them: an attacker may have written it. */
const MANY = 8;
/** So deep wrappers keep what they wrap. */
const MAX_DEPTH = 4;

/** Rows of CloudTrail's table as objects, one for each event: SQL engines know no upper case. */
const rows: Translation = {
  ...columns,
  marks: ['eventname', 'eventsource'],
  applies: (fields, names) =>
    !wrapsRecord([...names], (name) => {
      const { layer, start, end } = fields.get(name) ?? {};
      const text = new TextDecoder().decode(layer?.bytes.subarray(start, end));
      return MENTION_IN_TEXT.test(text) ? partialJson(text) : undefined;
    }),
  fields: lowered,
};

/** What Athena unloads as JSON, and what others make of its tables: objects with names in lower case. */
export const tableJson = container({
  id: 'table-json',
  name: 'rows of a table (JSON)',
  recognise: ({ first }) =>
    isObject(first) &&
    rows.marks.every((mark) => member(first, mark) !== undefined) &&
    !wrapsRecord(Object.keys(first), (name) => first[name]),
  read: (reading) => readJson(reading),
  translation: rows,
});

/** Whether an object names an event in its own words only to pass on the record itself in another member. */
function wrapsRecord(names: readonly string[], valueOf: (name: string) => unknown): boolean {
  const others = names.filter((name) => !KNOWN.has(name));
  return names.length - others.length < MANY && others.some((name) => holdsRecord(valueOf(name), 0));
}

function holdsRecord(value: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (typeof value === 'string')
    return /^\s*[[{]/.test(value) && MENTION_IN_TEXT.test(value) && holdsRecord(partialJson(value), depth + 1);
  if (!isObject(value) && !Array.isArray(value)) return false;
  if (isObject(value) && isGlimpseOfRecord(value)) return true;
  return Object.values(value).some((inner) => holdsRecord(inner, depth + 1));
}
