import * as vscode from 'vscode';
import type { EventSummary } from '../../case/eventTable';
import type { OutcomeKind } from '../../record/outcome';
import { isSignIn } from '../../record/signIn';
import { isoTime } from '../../record/time';
import type { Group } from '../../query/groups';
import { countInWords } from '../counts';
import { credentialsInWords } from '../credentials';
import { lookingAt } from '../eventRows';
import { eventsInWords } from '../eventTexts';
import { spanInWords, timeInWords } from '../eventTimes';
import { labelText } from '../shared';
import { factorsOfSignIns } from '../signIns';
import { deliveriesInWords, otherPlacesInWords } from './deliveries';
import { type Branch, type Grouping, idOf, type Node } from './nodes';
import type { EventScope } from './scope';

const OUTCOMES: Readonly<Record<OutcomeKind, { icon: string; color?: string; word: string }>> = {
  success: { icon: 'pass', word: vscode.l10n.t('succeeded') },
  denied: { icon: 'circle-slash', color: 'list.errorForeground', word: vscode.l10n.t('denied') },
  failed: { icon: 'error', color: 'list.errorForeground', word: vscode.l10n.t('failed') },
  'dry-run': { icon: 'beaker', color: 'list.warningForeground', word: vscode.l10n.t('dry run') },
};

/** How a node looks in the tree. */
export function itemOf(node: Node): vscode.TreeItem {
  const item = node.kind === 'event' ? eventItem(node.event, node.branch) : branchItem(node);
  item.id = idOf(node);
  return item;
}

function branchItem(node: Exclude<Node, { kind: 'event' }>): vscode.TreeItem {
  if (node.kind === 'group') return groupItem(node.group, node.branch.grouping);
  const label =
    node.kind === 'eventRange'
      ? spanInWords(node.from, node.to, node.branch.scope.withDays)
      : vscode.l10n.t('{0} to {1} by count', countInWords(node.bucket.start + 1), countInWords(node.bucket.end));
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = countInWords(node.bucket.end - node.bucket.start);
  item.iconPath = new vscode.ThemeIcon(node.kind === 'eventRange' ? 'clock' : 'list-unordered');
  return item;
}

function groupItem({ value, count, errors }: Group, grouping: Grouping): vscode.TreeItem {
  const absent = grouping === 'identity' ? vscode.l10n.t('(no identity)') : vscode.l10n.t('(no event name)');
  const label = value === undefined ? absent : labelText(value);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  const failed = errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', countInWords(errors));
  const all = eventsInWords(count);
  const both = errors === 0 ? all : vscode.l10n.t('{0}, {1} with an error', all, countInWords(errors));
  item.description = errors === 0 ? countInWords(count) : `${countInWords(count)} · ${failed}`;
  item.iconPath = new vscode.ThemeIcon(
    grouping === 'identity' ? 'account' : 'symbol-event',
    new vscode.ThemeColor(errors > 0 ? 'list.errorForeground' : 'icon.foreground'),
  );
  if (value !== undefined) item.contextValue = 'group';
  item.tooltip = `${label}\n${both}`;
  item.accessibilityInformation = { label: `${label}, ${both}` };
  return item;
}

function eventItem(event: EventSummary, { grouping, scope }: Branch): vscode.TreeItem {
  const { icon, color, word } = OUTCOMES[event.outcome.kind];
  const what = labelText(
    grouping === 'identity' ? event.eventName || vscode.l10n.t('(no event name)') : event.identity,
  );
  const label = `${timeInWords(event.time, scope.withDays)} ${what}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  const outcome = event.outcome.kind === 'success' ? event.region : `${word}: ${labelText(event.outcome.error ?? '')}`;
  const deliveries = deliveriesInWords(event);
  item.description = [outcome, deliveries].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  // that of a sign-in is asked for when the mouse rests on its row
  if (!isSignIn(event.eventName)) item.tooltip = tooltipFor(event, credentialsInWords(event));
  item.contextValue = deliveries === '' ? 'event' : 'eventDelivered';
  const spoken = [label, word, labelText(event.outcome.error ?? ''), deliveries].filter((part) => part !== '');
  item.accessibilityInformation = { label: spoken.join(', ') };
  item.command = lookingAt({ scope: scope.id, row: event.row, place: event.place });
  return item;
}

/** What the row of a sign-in has no room for: its record has to be read. */
export async function signInTooltip(event: EventSummary, { records }: Pick<EventScope, 'records'>): Promise<string> {
  const factors = await factorsOfSignIns([event], records);
  return tooltipFor(event, credentialsInWords(event, factors.get(event.row)));
}

function tooltipFor(event: EventSummary, credentials: string): string {
  const { word } = OUTCOMES[event.outcome.kind];
  const deliveries = deliveriesInWords(event);
  return [
    `${labelText(event.eventName)} · ${labelText(event.eventSource)}`,
    isoTime(event.time) || vscode.l10n.t('no time'),
    labelText(event.identity),
    ...(credentials === '' ? [] : [credentials]),
    vscode.l10n.t('from {0} in {1}', labelText(event.sourceIPAddress) || '?', labelText(event.region) || '?'),
    event.outcome.error === undefined ? word : `${word}: ${labelText(event.outcome.error)}`,
    ...(deliveries === '' ? [] : [deliveries, ...otherPlacesInWords(event)]),
  ].join('\n');
}
