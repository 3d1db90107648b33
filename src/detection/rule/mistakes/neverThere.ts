import { timeParts, type TimePart } from '../../match/time';
import type { Report } from '../../problem';
import { textOf, type ScalarNode } from '../../yaml/tree';
import { unseenInWords, withoutUnseen } from './unseen';
import { numberOf } from '../value';

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

/** The least and the most that a part of a time can be. */
const RANGES: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};
const LIMITS = ['lt', 'lte', 'gt', 'gte'];

/** Modifiers that encode what somebody may have written to a file, with the line feed at its end. */
const ENCODINGS = ['base64', 'base64offset'];

const PATH = /^(?:userIdentity|requestParameters|responseElements|additionalEventData)(?:\.[A-Za-z]\w{0,99}){1,9}$/;

/** Warns of values that no record has in the field, and that are near to what was meant: they are never true. */
export function warnOfNeverThere(
  field: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  report: Report,
): void {
  const part = modifiers.some((name) => LIMITS.includes(name))
    ? undefined
    : timeParts.find((name) => modifiers.includes(name));
  const isWhole = modifiers.every((name) => WHOLE.has(name));
  const isName = NAMES.has(field) && isWhole;
  for (const node of nodes) {
    if (part !== undefined) warnOfOddPart(part, node, report);
    if (!isName && !modifiers.some((name) => ENCODINGS.includes(name))) warnOfLineFeed(node, report);
    warnOfQuotes(node, report);
    if (!modifiers.includes('fieldref')) warnOfPathAsText(field, node, report);
    if (NEVER_NULL.has(field) && isWhole) warnOfNullAsText(node, report);
    if (modifiers.includes('re')) warnOfSlashes(node, report);
    if (isName) warnOfOddName(field, node, report);
  }
}

/** Of the path of a field where values are taken as texts, or where it lacks what makes it a field. */
function warnOfPathAsText(field: string, node: ScalarNode, report: Report): void {
  const text = textOf(node);
  if (text === undefined || !PATH.test(text)) return;
  report.warn(
    node,
    field === ''
      ? `"${text}" is looked for anywhere in an event. A field has a colon and a value behind it.`
      : `"${text}" is compared as a text. To compare with that field, write the modifier fieldref.`,
  );
}

/** Of the hour 24, say. */
function warnOfOddPart(part: TimePart, node: ScalarNode, report: Report): void {
  const written = textOf(node) ?? '';
  const number = numberOf(written);
  const [least, most] = RANGES[part];
  if (number === undefined || (Number.isInteger(number) && number >= least && number <= most)) return;
  report.warn(node, `No time has the ${part} ${written}: it is a whole number from ${least} to ${most}.`);
}

/** Of the line feed that YAML leaves at the end of what stands in lines of its own. */
function warnOfLineFeed(node: ScalarNode, report: Report): void {
  if (typeof node.value !== 'string' || !node.value.endsWith('\n')) return;
  const [, sign] = /^([|>])\d?(?!\d?\+)/.exec(report.text.slice(node.start, node.end)) ?? [];
  if (sign === undefined) return;
  report.warn(node, `This text ends with a line feed. Write ${sign}- instead of ${sign} for the text without it.`);
}

/** Of quotes as word processors and web pages make them of those that YAML knows. */
function warnOfQuotes({ value, start, end }: ScalarNode, report: Report): void {
  const [, inside] = typeof value === 'string' ? (/^[“”„‘’‚](.+)[“”‘’]$/.exec(value) ?? []) : [];
  if (inside !== undefined) report.mistake({ start, end }, 'These quotes are a part of the text.', inside, 'warning');
}

function warnOfNullAsText(node: ScalarNode, report: Report): void {
  if (typeof node.value !== 'string' || node.value.toLowerCase() !== 'null') return;
  report.warn(node, `This is the text "${node.value}". What is not there is null without quotes.`);
}

function warnOfSlashes({ value, start, end }: ScalarNode, report: Report): void {
  const [, inside] = typeof value === 'string' ? (/^\/(\^.*|.*[^\\]\$)\/[a-z]*$/.exec(value) ?? []) : [];
  if (inside !== undefined)
    report.mistake({ start, end }, 'An expression has no slashes around it.', inside, 'warning');
}

function warnOfOddName(field: string, { value, start, end }: ScalarNode, report: Report): void {
  if (typeof value !== 'string') return;
  const trimmed = withoutUnseen(value).trim();
  if (trimmed === '') return;
  const meant = nameMeant(field, trimmed);
  if (meant === value) return;
  // of a line feed at the end, as YAML leaves it, nobody need be told by its number
  const inner = value.trim();
  const why = withoutUnseen(inner) === inner ? '' : ` ${unseenInWords(inner)}`;
  report.mistake({ start, end }, `CloudTrail writes no ${field} like this.${why}`, meant, 'warning');
}

function nameMeant(field: string, written: string): string {
  // ec2, of which the log says ec2.amazonaws.com
  if (field === 'eventSource' && /^[a-z][a-z0-9-]*$/i.test(written)) return `${written}.amazonaws.com`;
  // ec2:RunInstances, as policies name actions
  const [, action] = /^[a-z][a-z0-9-]*:([A-Z]\w*\*?)$/.exec(written) ?? [];
  return field === 'eventName' && action !== undefined ? action : written;
}
