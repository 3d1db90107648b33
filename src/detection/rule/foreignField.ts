import { IDENTITY_PATHS, RECORD_MEMBERS } from '../../record/members';
import type { Report, Span } from '../problem';
import { textOf, type ScalarNode } from '../yaml/tree';

const members = new Set(RECORD_MEMBERS);
const identityPaths = new Set(IDENTITY_PATHS);
const FAILED = 'a call that failed has an errorCode, a sign-in responseElements.ConsoleLogin';

/** Names that other tools give to what a record says, and its own: the field that is meant, or what is said of it. */
const ofOtherTools: ReadonlyMap<string, { readonly meant: string } | { readonly instead: string }> = new Map([
  ['status', { instead: FAILED }],
  ['action', { instead: FAILED }],
  ['result', { instead: FAILED }],
  ['outcome', { instead: FAILED }],
  ['src', { meant: 'sourceIPAddress' }],
  ['src_ip', { meant: 'sourceIPAddress' }],
  ['source_ip', { meant: 'sourceIPAddress' }],
  ['sourceIP', { meant: 'sourceIPAddress' }],
  ['user_agent', { meant: 'userAgent' }],
  ['http_user_agent', { meant: 'userAgent' }],
  ['MFAUsed', { meant: 'additionalEventData.MFAUsed' }],
]);

/** Warns of a field that no record has by itself, where it is known what was meant: nothing would be found. */
export function warnOfForeignField(field: string, span: Span, report: Report): void {
  const dot = field.indexOf('.');
  if (members.has(dot < 0 ? field : field.slice(0, dot))) return;
  const message = `CloudTrail records have no "${field}" of their own`;
  const inIdentity = `userIdentity.${field}`;
  const other = ofOtherTools.get(field);
  if (identityPaths.has(inIdentity)) report.mistake(span, `${message}.`, inIdentity, 'warning');
  else if (other !== undefined && 'meant' in other) report.mistake(span, `${message}.`, other.meant, 'warning');
  else if (other !== undefined) report.warn(span, `${message}: ${other.instead}.`);
}

const PATH = /^(?:userIdentity|requestParameters|responseElements|additionalEventData)(?:\.[A-Za-z]\w{0,99}){1,9}$/;

/** Warns of a value that is the path of a field, where values are taken as texts: none would be the same. */
export function warnOfPathAsText(nodes: readonly ScalarNode[], modifiers: readonly string[], report: Report): void {
  if (modifiers.includes('fieldref')) return;
  for (const node of nodes) {
    const text = textOf(node);
    if (text === undefined || !PATH.test(text)) continue;
    report.warn(node, `"${text}" is compared as a text. To compare with that field, write the modifier fieldref.`);
  }
}
