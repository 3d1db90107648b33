import * as vscode from 'vscode';
import type { FindingHit, Reason } from '../../case/engine';
import type { RuleFacts } from '../../case/ruleBook';
import type { MatchReason } from '../../detection';
import { code, escapeMarkdown, facts, paragraphs } from '../../reference/markdown';
import { countInWords } from '../counts';
import { LEVEL_NAMES } from '../levels';
import { eventsInWords, spanInWords } from './words';

/** Fields of one selection that are listed: a keyword search may have been true of hundreds. */
const MAX_FIELDS = 12;
const MAX_VALUE = 240;

/** A finding on an event, in words. */
export interface Told {
  readonly rule: RuleFacts;
  /** Whether the event led to it and another completed it. */
  readonly isLink: boolean;
  readonly text: string;
}

/** Why a rule found an event. `timeOf` tells when an event of the hit was. */
export function describeHit(
  rule: RuleFacts,
  hit: FindingHit,
  timeOf: (row: number) => number,
  reasons: readonly Reason[],
  isOfCase = false,
): Told {
  const told = (...parts: (string | undefined)[]): Told => ({
    rule,
    isLink: false,
    text: paragraphs(heading(rule, isOfCase), ...parts),
  });
  if (hit.chain.length === 0) {
    const own = reasons.find((reason) => reason.rule.id === rule.id);
    return told(own && selectionList(own.reasons));
  }
  const counted = reasons.filter(({ countedBy }) => countedBy.includes(rule.id));
  return told(
    chainInWords(hit, timeOf),
    ...counted.map((reason) =>
      paragraphs(
        vscode.l10n.t('It counts this event as “{0}”:', escapeMarkdown(reason.rule.title)),
        selectionList(reason.reasons),
      ),
    ),
  );
}

/** Which event it is of those that led to a finding. */
export function describeLink(rule: RuleFacts, { chain }: FindingHit, row: number, isOfCase = false): Told {
  const place = vscode.l10n.t('Event {0} of the {1} that led to it.', chain.indexOf(row) + 1, chain.length);
  return { rule, isLink: true, text: paragraphs(heading(rule, isOfCase), place) };
}

function heading(rule: RuleFacts, isOfCase: boolean): string {
  return facts(
    `**${escapeMarkdown(rule.title)}**`,
    LEVEL_NAMES[rule.level],
    isOfCase ? vscode.l10n.t('found in the case') : undefined,
  );
}

/** What a correlation's events have in common, how many there are, and in what time. */
function chainInWords(hit: FindingHit, timeOf: (row: number) => number): string {
  const span = spanInWords(timeOf(hit.chain[0] ?? hit.row), timeOf(hit.row));
  const shared = hit.group.map(({ field, value }) => `${code(field, MAX_VALUE)} ${code(value, MAX_VALUE)}`).join(', ');
  if (hit.value !== undefined) {
    const value = code(hit.value, MAX_VALUE);
    return shared === ''
      ? vscode.l10n.t('never seen before: {0}', value)
      : vscode.l10n.t('never seen before: {0} with {1}', value, shared);
  }
  return facts(
    hit.chain.length === 1
      ? vscode.l10n.t('1 event leads to it, {0}', span)
      : vscode.l10n.t('{0} lead to it, {1}', eventsInWords(hit.chain.length), span),
    hit.count === hit.chain.length ? undefined : vscode.l10n.t('counted: {0}', countInWords(hit.count)),
    shared === '' ? undefined : vscode.l10n.t('they share {0}', shared),
  );
}

/** The selections that were true, each with its fields and what they were true of. */
function selectionList(reasons: readonly MatchReason[]): string {
  return reasons
    .flatMap(({ selection, fields }) => {
      const shown = fields.slice(0, MAX_FIELDS).map((field) => `${code(selection, MAX_VALUE)}: ${fieldInWords(field)}`);
      const more = fields.length - shown.length;
      return more > 0 ? [...shown, vscode.l10n.t('{0}: {1} more fields', code(selection, MAX_VALUE), more)] : shown;
    })
    .map((line) => `- ${line}`)
    .join('\n');
}

function fieldInWords({ field, modifiers, pattern, value }: MatchReason['fields'][number]): string {
  const name = field === '' ? vscode.l10n.t('some text') : code([field, ...modifiers].join('|'), MAX_VALUE);
  const what = pattern === undefined ? name : `${name} ${code(pattern, MAX_VALUE)}`;
  return value === undefined
    ? vscode.l10n.t('{0} is absent', what)
    : vscode.l10n.t('{0} matches {1}', what, code(value, MAX_VALUE));
}
