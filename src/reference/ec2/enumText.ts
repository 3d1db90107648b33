import { code } from '../markdown';

const MAX_LISTED = 40;

/** `CREATE_VOLUME_PERMISSION` and `createVolumePermission` are the same value in different dialects. */
const normal = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** The value of an enum that a logged text stands for. */
function enumMatch(values: readonly string[], value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 200) return undefined;
  return values.find((known) => known === value) ?? values.find((known) => normal(known) === normal(value));
}

/** The sentence on one value in a member's documentation, where it lists its values. */
function documentedValue(documentation: string, value: string): string | undefined {
  for (const line of documentation.split('\n')) {
    const entry = /^\s*(?:- )?`([^`]+)`\s*(?:[-–—:]|\\-)+\s*(.+)$/.exec(line);
    if (entry?.[1] !== undefined && normal(entry[1]) === normal(value)) return entry[2];
  }
  return undefined;
}

/** What a logged value of an enum means, or that the enum has no such value; undefined when there is nothing to add. */
export function enumValueText(values: readonly string[], value: unknown, documentation: string): string | undefined {
  const known = enumMatch(values, value);
  if (known !== undefined) {
    const meaning = documentedValue(documentation, known);
    if (meaning !== undefined) return `Here ${code(String(value))}: ${meaning}`;
    return known === value ? undefined : `Here ${code(String(value))}: the API’s ${code(known)}.`;
  }
  if (typeof value !== 'string' || value === '') return undefined;
  return `Here ${code(value, 120)}: not among the values that this build knows.`;
}

/** The values that an enum has; undefined when the documentation lists them itself, or they are too many to read. */
export function enumList(values: readonly string[], documentation: string): string | undefined {
  if (values.length > MAX_LISTED || values.every((value) => documentedValue(documentation, value) !== undefined)) {
    return undefined;
  }
  return `**Values:** ${values.map((item) => code(item)).join(', ')}`;
}
