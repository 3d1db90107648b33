import * as vscode from 'vscode';
import type { LogDocument } from '../../case/documents/logDocument';
import type { FindingHit, Findings } from '../../case/engine';
import type { RuleFacts } from '../../case/rules/ruleBook';
import type { EventReference } from '../eventRows';
import { labelText, listText } from '../shared';
import { meantBy } from './exceptions/meant';
import type { FindingReference, FindingRow } from './reference';

/** Something that can be done about a finding. */
export interface Remedy {
  /** Where the rule is named beside it, and where it is not. */
  readonly short: string;
  readonly long: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** A hit on an event of an open log, as a finding. */
export function findingOf(log: LogDocument, { rules }: Findings, hit: FindingHit): FindingReference {
  return { scope: log.uri, rule: rules[hit.rule] as RuleFacts, row: hit.row, hit, hits: [hit] };
}

/** What can be done about a finding on an event of this identity. */
export function remediesFor(finding: FindingReference, identity: string): Remedy[] {
  const title = labelText(finding.rule.title);
  const who = labelText(identity);
  const remedy = (command: string, short: string, long: string): Remedy => ({
    short,
    long,
    command: `cloudtrail.${command}`,
    arguments: [finding],
  });
  return [
    remedy(
      'exceptIdentity',
      vscode.l10n.t('Except {0} from this rule…', listText(identity)),
      vscode.l10n.t('Except {0} from "{1}"…', who, title),
    ),
    remedy('exceptEvent', ...exceptEventInWords(finding, title)),
    remedy('turnRuleOff', vscode.l10n.t('Turn this rule off here…'), vscode.l10n.t('Turn "{0}" off here…', title)),
    remedy('openRule', vscode.l10n.t('Open rule'), vscode.l10n.t('Open the rule "{0}"', title)),
    remedy(
      'copyAsFilter',
      vscode.l10n.t('Copy as Sigma filter'),
      vscode.l10n.t('Copy as Sigma filter: {0}, "{1}"', who, title),
    ),
  ];
}

/**
 * What can be done about the findings of one rule on one event, the same of all side by side, and each thing once: a
 * correlation may be complete there for several groups, or find several values.
 */
export function remediesOfAll(findings: readonly FindingReference[], identity: string): Remedy[] {
  const all = findings.map((finding) => remediesFor(finding, identity));
  const sideBySide = all[0]?.flatMap((_, n) => all.flatMap((remedies) => remedies[n] ?? [])) ?? [];
  return sideBySide.filter(({ long }, n) => sideBySide.findIndex((other) => other.long === long) === n);
}

/** Short and long: which events are excepted, as far as is known before it is done. */
function exceptEventInWords({ hit }: FindingReference, title: string): [string, string] {
  const { chain, value = '' } = hit;
  switch (meantBy(hit)) {
    case 'value':
      return [
        vscode.l10n.t('Except {0} from this rule…', listText(value)),
        vscode.l10n.t('Except {0} from "{1}"…', labelText(value), title),
      ];
    case 'allEvents':
      return [
        vscode.l10n.t('Except all events of this finding…'),
        vscode.l10n.t('Except all events of this finding from "{0}"…', title),
      ];
    case 'events':
      return [
        vscode.l10n.t('Except these {0} events…', chain.length),
        vscode.l10n.t('Except these {0} events from "{1}"…', chain.length, title),
      ];
    case 'event':
      return [vscode.l10n.t('Except this event…'), vscode.l10n.t('Except this event from "{0}"…', title)];
  }
}

/** What can be done about a rule, whoever it found. */
export function remediesOfRule(finding: FindingReference): Remedy[] {
  const ofRule = ['cloudtrail.openRule', 'cloudtrail.turnRuleOff'];
  const remedies = remediesFor(finding, '');
  return ofRule.flatMap((name) => remedies.filter(({ command }) => command === name));
}

/** What can be done about an event whatever rule found it. */
export function remediesOfEvent(log: LogDocument, row: number): Remedy[] {
  return [eventsOfIdentity(log.eventOfRow(row).identity, { scope: log.uri, row })];
}

/** What else an identity did, around an event of it. */
export function eventsOfIdentity(identity: string, { scope, row }: EventReference): Remedy {
  const title = (who: string): string => vscode.l10n.t('Show all events of {0}', who);
  const [short, long] = [title(listText(identity)), title(labelText(identity))];
  return { short, long, command: 'cloudtrail.showEventsOfIdentity', arguments: [{ scope, row }] };
}

/** What else is offered where the editor has no quick fixes; elsewhere it stands among them. */
export function remediesByCommand(log: LogDocument, row: number): Remedy[] {
  return [byCommand('createRule', CREATE_RULE, log.uri, row), byCommand('explainEvent', EXPLAIN)];
}

/** The same of a row of the view that stands for an event, and what only its menu has. */
export function remediesOfEventRow(row: FindingRow): Remedy[] {
  return [
    byCommand('createRule', CREATE_RULE, row),
    byCommand('explainEvent', EXPLAIN, row),
    byCommand('copyEvent', vscode.l10n.t('Copy this event as JSON'), row),
  ];
}

const CREATE_RULE = vscode.l10n.t('Create rule from this event');
const EXPLAIN = vscode.l10n.t('Explain this event');

function byCommand(command: string, title: string, ...args: unknown[]): Remedy {
  return { short: title, long: title, command: `cloudtrail.${command}`, arguments: args };
}
