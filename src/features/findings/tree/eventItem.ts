import * as vscode from 'vscode';
import type { FindingHit } from '../../../case/engine';
import type { EventSummary } from '../../../case/eventTable';
import type { OutcomeKind } from '../../../record/outcome';
import { isSignIn } from '../../../record/signIn';
import { isoTime } from '../../../record/time';
import { credentialsInWords } from '../../credentials';
import { lookingAt } from '../../eventRows';
import { eventsInWords } from '../../eventTexts';
import { timeInWords } from '../../eventTimes';
import { labelText } from '../../shared';
import { factorsOfSignIns } from '../../signIns';
import { contextOf } from '../exceptions/meant';
import type { EventNode, LinkNode, Node } from './nodes';

const OUTCOMES: Readonly<Record<OutcomeKind, { icon: string; word: string }>> = {
  success: { icon: 'pass', word: vscode.l10n.t('succeeded') },
  denied: { icon: 'circle-slash', word: vscode.l10n.t('denied') },
  failed: { icon: 'error', word: vscode.l10n.t('failed') },
  'dry-run': { icon: 'beaker', word: vscode.l10n.t('dry run') },
};

/** A row for an event: one that a rule found, or one of the chain of a correlation, with its number. */
export function eventItem(
  { scope, ...node }: Node,
  event: EventSummary,
  state: vscode.TreeItemCollapsibleState,
  number = '',
): vscode.TreeItem {
  const { icon } = OUTCOMES[event.outcome.kind];
  const label = `${number}${timeInWords(event.time, scope.withDays)} ${nameOf(event)}`;
  const item = new vscode.TreeItem(label, state);
  const outcome = outcomeInWords(event);
  const identity = labelText(event.identity);
  const hit = node.kind === 'event' ? node.hit : undefined;
  const lead = hit === undefined ? '' : leadInWords(hit);
  item.description = [
    lead,
    node.kind === 'link' ? identity : '',
    event.outcome.kind === 'success' ? labelText(event.region) : outcome,
  ]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    icon,
    event.outcome.kind === 'success' ? undefined : new vscode.ThemeColor(colourOf(event.outcome.kind)),
  );
  // that of a sign-in is asked for when the mouse rests on its row
  if (!isSignIn(event.eventName)) item.tooltip = tooltipFor(event, hit, credentialsInWords(event));
  item.accessibilityInformation = {
    label: [label, lead, identity, outcome].filter((part) => part !== '').join(', '),
  };
  item.command = lookingAt({ scope: scope.id, row: event.row });
  item.contextValue = node.kind === 'event' ? contextOf(node.hit) : 'findingLink';
  return item;
}

/** What the row of a sign-in has no room for: its record has to be read. */
export async function signInTooltip({ scope, event, ...node }: EventNode | LinkNode): Promise<string> {
  const factors = await factorsOfSignIns([event], scope.records);
  return tooltipFor(
    event,
    node.kind === 'event' ? node.hit : undefined,
    credentialsInWords(event, factors.get(event.row)),
  );
}

function tooltipFor(event: EventSummary, hit: FindingHit | undefined, credentials: string): string {
  return [
    `${nameOf(event)} · ${labelText(event.eventSource)}`,
    isoTime(event.time) || vscode.l10n.t('no time'),
    labelText(event.identity),
    ...(credentials === '' ? [] : [credentials]),
    vscode.l10n.t('from {0} in {1}', labelText(event.sourceIPAddress) || '?', labelText(event.region) || '?'),
    outcomeInWords(event),
    ...(hit?.value === undefined ? [] : [leadInWords(hit)]),
    ...(hit?.group ?? []).map(({ field, value }) => `${labelText(field)}: ${labelText(value)}`),
  ].join('\n');
}

function nameOf({ eventName }: EventSummary): string {
  return labelText(eventName) || vscode.l10n.t('(no event name)');
}

function outcomeInWords({ outcome: { kind, error } }: EventSummary): string {
  const { word } = OUTCOMES[kind];
  return error === undefined ? word : `${word}: ${labelText(error)}`;
}

/** How many events came before the one that completed a correlation, or what it has that was never there before. */
function leadInWords({ chain, isCut, value }: FindingHit): string {
  if (value !== undefined) return vscode.l10n.t('never seen before: {0}', labelText(value));
  if (chain.length === 0) return '';
  const before = eventsInWords(chain.length - 1);
  return isCut ? vscode.l10n.t('after {0} and more', before) : vscode.l10n.t('after {0}', before);
}

function colourOf(outcome: OutcomeKind): string {
  return outcome === 'dry-run' ? 'list.warningForeground' : 'list.errorForeground';
}
