import type { Report } from '../problem';
import { textOf, type ScalarNode } from '../yaml/tree';

/** Members of records whose values are names without white space around them. */
const NAMES = new Set(['eventName', 'eventSource', 'awsRegion', 'eventType', 'eventCategory']);
/** With others the value is a part of a name, or something else. */
const WHOLE = new Set(['cased', 'neq', 'all']);

/** Members of records that are objects, or texts that AWS words: none of them is the text "null". */
const NEVER_NULL = new Set([
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
]);

const PATH = /^(?:userIdentity|requestParameters|responseElements|additionalEventData)(?:\.[A-Za-z]\w{0,99}){1,9}$/;

/** Warns of values that no record has in the field, and that are near to what was meant: they are never true. */
export function warnOfNeverThere(
  field: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  report: Report,
): void {
  for (const node of nodes) {
    if (!modifiers.includes('fieldref')) warnOfPathAsText(node, report);
    if (NEVER_NULL.has(field) && modifiers.every((name) => WHOLE.has(name))) warnOfNullAsText(node, report);
    warnOfOddName(field, modifiers, node, report);
  }
}

/** Of the path of a field where values are taken as texts. */
function warnOfPathAsText(node: ScalarNode, report: Report): void {
  const text = textOf(node);
  if (text === undefined || !PATH.test(text)) return;
  report.warn(node, `"${text}" is compared as a text. To compare with that field, write the modifier fieldref.`);
}

function warnOfNullAsText(node: ScalarNode, report: Report): void {
  if (typeof node.value !== 'string' || node.value.toLowerCase() !== 'null') return;
  report.warn(node, `This is the text "${node.value}". What is not there is null without quotes.`);
}

function warnOfOddName(
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
