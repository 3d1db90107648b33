import { recordPath } from '../explain/request';
import { card, code, link } from '../markdown';
import { guidePage } from '../services/links';
import { ADDITIONAL_FIELDS } from './additionalFields';
import type { Field, FieldGroup } from './field';
import { IDENTITY_FIELDS } from './identityFields';
import { INSIGHT_FIELDS } from './insightFields';
import { RECORD_FIELDS } from './recordFields';
import { own } from '../own';

/** Every table of fields. */
export const FIELD_GROUPS: readonly FieldGroup[] = [RECORD_FIELDS, IDENTITY_FIELDS, INSIGHT_FIELDS, ADDITIONAL_FIELDS];

const BY_PATH: ReadonlyMap<string, { readonly field: Field; readonly group: FieldGroup }> = new Map(
  FIELD_GROUPS.flatMap((group) => group.fields.map((field) => [field.path, { field, group }] as const)),
);

/** `['Records', '3', 'resources', '0', 'ARN']` → `resources[].ARN`. */
export function fieldPath(path: readonly string[]): string {
  return recordPath(path).reduce((joined, key) => {
    if (/^(\d+|\[\d*\])$/.test(key)) return `${joined}[]`;
    return joined === '' ? key : `${joined}.${key}`;
  }, '');
}

function valueLine(field: Field, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const shown = String(value);
  const meaning = own(field.values, shown);
  return meaning === undefined ? undefined : `Here ${code(shown)}: ${meaning}.`;
}

function valueList(field: Field, except: unknown): string | undefined {
  const rows = Object.entries(field.values ?? {}).filter(([value]) => value !== String(except));
  if (rows.length === 0) return undefined;
  return rows.map(([value, meaning]) => `- ${code(value)}: ${meaning}`).join('\n');
}

/**
 * What a field of the record means, in our own words: since when it exists, its values and its traps.
 * @param path names and array indices from the record's root; a leading `Records`, index is skipped.
 * @param value the value that stands there, when known; its meaning comes first.
 * @param whole what the record at hand says of the whole element, Markdown.
 * @returns undefined for a path that no table describes, such as most below `requestParameters`.
 */
export function explainField(path: readonly string[], value?: unknown, whole?: string): string | undefined {
  const found = BY_PATH.get(fieldPath(path));
  if (found === undefined) return undefined;
  const { field, group } = found;
  const here = valueLine(field, value);
  const list = valueList(field, here === undefined ? undefined : value);
  return card({
    head: `**${field.path.replaceAll('[]', '\\[\\]')}**: ${field.text}`,
    facts: [whole, here, field.since === undefined ? undefined : `Since event version ${field.since}`]
      .filter((part) => part !== undefined)
      .join('\n\n'),
    details: [
      field.trap === undefined ? undefined : `**Note:** ${field.trap}`,
      list === undefined ? undefined : `${here === undefined ? 'Values' : 'Other values'}:\n\n${list}`,
    ],
    links: [link(group.pageTitle, guidePage(group.page))],
  });
}
