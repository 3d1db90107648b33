import type { Report } from '../problem';
import type { ScalarNode } from '../yaml/tree';

/** Members of records whose values are names without white space around them. */
const NAMES = new Set(['eventName', 'eventSource', 'awsRegion', 'eventType', 'eventCategory']);
/** With others the value is a part of a name, or something else. */
const WHOLE = new Set(['cased', 'neq', 'all']);

/** Warns of a value that no record has in the field, and that is near to one that they have: it is never true. */
export function warnOfNeverThere(
  field: string,
  modifiers: readonly string[],
  { value, start, end }: ScalarNode,
  report: Report,
): void {
  if (typeof value !== 'string') return;
  const at = { start, end };
  if (modifiers.includes('re')) {
    const [, inside] = /^\/(\^.*|.*[^\\]\$)\/[a-z]*$/.exec(value) ?? [];
    if (inside !== undefined) report.mistake(at, 'An expression has no slashes around it.', inside, 'warning');
    return;
  }
  if (!NAMES.has(field) || !modifiers.every((name) => WHOLE.has(name))) return;
  const trimmed = value.trim();
  if (trimmed === '') return;
  const meant = nameMeant(field, trimmed);
  if (meant !== value) report.mistake(at, `CloudTrail writes no ${field} like this.`, meant, 'warning');
}

function nameMeant(field: string, written: string): string {
  // ec2, of which the log says ec2.amazonaws.com
  if (field === 'eventSource' && /^[a-z][a-z0-9-]*$/i.test(written)) return `${written}.amazonaws.com`;
  // ec2:RunInstances, as policies name actions
  const [, action] = /^[a-z][a-z0-9-]*:([A-Z]\w*\*?)$/.exec(written) ?? [];
  return field === 'eventName' && action !== undefined ? action : written;
}
