import * as vscode from 'vscode';
import type { FindingHit, Findings, Reason } from '../../../case/engine';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { tacticOf } from '../../../case/rules/tactics';
import type { MatchReason } from '../../../detection';
import { code, escapeMarkdown, facts, paragraphs } from '../../../reference/markdown';
import { countInWords } from '../../counts';
import { eventsInWords } from '../../eventTexts';
import { spanInWords } from '../../eventTimes';
import { isShown, LEVEL_NAMES, lowestLevel } from '../../levels';
import { tacticInWords } from '../../rulesInForce/ruleDocuments';
import type { InCase } from '../foundOn';
import { hitsOn } from '../reference';

/** Fields of one selection that are listed: a keyword search may have been true of hundreds. */
const MAX_FIELDS = 12;
const MAX_VALUE = 240;
const MAX_DESCRIPTION = 600;
const MAX_OTHERWISE = 5;

/** A finding on an event, in words. */
export interface Told {
  readonly rule: RuleFacts;
  /** Whether the event led to it and another completed it. */
  readonly isLink: boolean;
  readonly heading: string;
  /** What it means, as the rule says it; empty where that is not asked for. */
  readonly meaning: string;
  /** Why the rule found it. */
  readonly why: string;
  /** How often, and what else it may be. */
  readonly beyond: string;
}

/** Where findings are from, and what is known of their events. */
export interface Known {
  readonly findings: Findings;
  readonly reasons: readonly Reason[];
  readonly isOfCase?: boolean;
  readonly inCase: InCase | undefined;
  readonly withDays: boolean;
  readonly timeOf: (row: number) => number;
}

/** A finding on an event, and why there is one. */
export function describeHit(rule: RuleFacts, hit: FindingHit, known: Known): Told {
  return {
    rule,
    isLink: false,
    heading: heading(rule, known.isOfCase === true),
    meaning: escapeMarkdown(rule.description.trim().replace(/\s+/g, ' '), MAX_DESCRIPTION),
    why: whyInWords(rule, hit, known),
    beyond: paragraphs(timesInWords(rule, hit, known), otherwiseInWords(rule)),
  };
}

function whyInWords(rule: RuleFacts, hit: FindingHit, { reasons, timeOf, withDays }: Known): string {
  if (hit.chain.length === 0) {
    const own = reasons.find((reason) => reason.rule.id === rule.id);
    return own === undefined ? '' : selectionList(own.reasons);
  }
  const counted = reasons.filter(({ countedBy }) => countedBy.includes(rule.id));
  return paragraphs(
    chainInWords(hit, timeOf, withDays),
    ...counted.map((reason) =>
      paragraphs(
        vscode.l10n.t('It counts this event as "{0}":', escapeMarkdown(reason.rule.title)),
        selectionList(reason.reasons),
      ),
    ),
  );
}

/** Which event it is of those that led to a finding. */
export function describeLink(rule: RuleFacts, { chain, isCut }: FindingHit, row: number, isOfCase = false): Told {
  const place = isCut
    ? vscode.l10n.t('One of the last {0} events that led to it.', chain.length)
    : vscode.l10n.t('Event {0} of the {1} that led to it.', chain.indexOf(row) + 1, chain.length);
  return { rule, isLink: true, heading: heading(rule, isOfCase), meaning: '', why: place, beyond: '' };
}

/** The finding of the case that an event is part of by a rule. */
function groupOfCase(rule: RuleFacts, inCase: InCase | undefined): FindingGroup | undefined {
  const { findings } = inCase?.scope ?? {};
  if (inCase === undefined || findings === undefined) return undefined;
  const hit = hitsOn(findings, inCase.row).find((one) => findings.rules[one.rule]?.id === rule.id);
  return hit && groupIn(findings, hit);
}

/** What a person looks at as one finding with it. */
function groupIn({ groups, hits }: Findings, hit: FindingHit): FindingGroup | undefined {
  const number = hits.indexOf(hit);
  return groups.find((group) => group.rule === hit.rule && group.hits.includes(number));
}

/** How often, as the view says it: it shows the case where there is one. */
function timesInWords(rule: RuleFacts, hit: FindingHit, known: Known): string | undefined {
  const ofCase = groupOfCase(rule, known.inCase);
  const group = ofCase ?? groupIn(known.findings, hit);
  if (group === undefined || group.hits.length < 2) return undefined;
  const times = countInWords(group.hits.length);
  const withDays = ofCase === undefined ? known.withDays : known.inCase?.scope.withDays === true;
  const span = spanInWords(group.first, group.last, withDays);
  return ofCase === undefined
    ? vscode.l10n.t('Found {0} times by this identity from this network, {1}.', times, span)
    : vscode.l10n.t('Found {0} times in the case by this identity from this network, {1}.', times, span);
}

function otherwiseInWords({ falsepositives }: RuleFacts): string | undefined {
  const others = falsepositives.slice(0, MAX_OTHERWISE).map((text) => `- ${escapeMarkdown(text.trim(), MAX_VALUE)}`);
  return others.length === 0 ? undefined : `${vscode.l10n.t('What else it may be:')}\n${others.join('\n')}`;
}

function heading(rule: RuleFacts, isOfCase: boolean): string {
  return facts(
    `**${escapeMarkdown(rule.title)}**`,
    LEVEL_NAMES[rule.level],
    tacticInWords(tacticOf(rule)),
    isOfCase ? vscode.l10n.t('found in the case') : undefined,
    // it is marked nowhere: who looks at the event is told of it all the same
    isShown(rule.level, lowestLevel()) ? undefined : vscode.l10n.t('below the level shown'),
  );
}

/** What a correlation's events have in common, how many there are, and in what time. */
function chainInWords(hit: FindingHit, timeOf: (row: number) => number, withDays: boolean): string {
  const span = spanInWords(timeOf(hit.chain[0] ?? hit.row), timeOf(hit.row), withDays);
  const shared = hit.group.map(({ field, value }) => `${code(field, MAX_VALUE)} ${code(value, MAX_VALUE)}`).join(', ');
  if (hit.value !== undefined) {
    const value = code(hit.value, MAX_VALUE);
    return shared === ''
      ? vscode.l10n.t('never seen before: {0}', value)
      : vscode.l10n.t('never seen before: {0} with {1}', value, shared);
  }
  return facts(
    hit.isCut
      ? vscode.l10n.t('more than {0} lead to it, the last of them {1}', eventsInWords(hit.chain.length), span)
      : hit.chain.length === 1
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
