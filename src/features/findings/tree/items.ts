import * as vscode from 'vscode';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import { tacticOf } from '../../../case/rules/tactics';
import type { RuleLevel } from '../../../detection';
import { isoTime } from '../../../record/time';
import type { Bucket } from '../../../query/buckets';
import { countInWords } from '../../counts';
import { credentialsInWords } from '../../credentials';
import { lookingAt } from '../../eventRows';
import { eventsInWords } from '../../eventTexts';
import { spanInWords } from '../../eventTimes';
import { LEVEL_NAMES } from '../../levels';
import { tacticInWords } from '../../rulesInForce/ruleDocuments';
import { labelText } from '../../shared';
import { factorsOfSignIns } from '../../signIns';
import { eventItem } from './eventItem';
import { contextOfFinding } from '../exceptions/meant';
import type { Division, Part } from './model';
import { type FindingNode, idOf, type Node, type PartNode, type RuleNode, ruleOf } from './nodes';
import { isIdentityRow } from '../reference';
import type { FindingScope } from '../scope';
import { findingsInWords, meaning } from '../words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** One shape a level, so that the colour is not needed to tell them apart. */
const LEVEL_ICONS: Readonly<Record<RuleLevel, vscode.ThemeIcon>> = {
  critical: new vscode.ThemeIcon('flame', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  high: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  medium: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  low: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  informational: new vscode.ThemeIcon('circle-outline', new vscode.ThemeColor('problemsInfoIcon.foreground')),
};

/** A level with no more findings is opened with all its parts. */
const FEW = 20;

/** How a node looks in the tree. */
export function itemOf(node: Node): vscode.TreeItem {
  const item = looksOf(node);
  item.id = idOf(node);
  return item;
}

function looksOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'level':
      return levelItem(node);
    case 'part':
      return partItem(node);
    case 'partRange':
      return rangeItem(node.bucket, (n) => partName(node.division, node.level.parts[n]));
    case 'findingRange':
      return rangeItem(node.bucket, (n) => identityName(node.part.findings[n]?.identity));
    case 'rule':
      return ruleItem(node);
    case 'finding':
      return findingItem(node);
    case 'eventRange': {
      const item = new vscode.TreeItem(node.label, Collapsed);
      item.description = countInWords(node.bucket.end - node.bucket.start);
      item.iconPath = new vscode.ThemeIcon('clock');
      return item;
    }
    case 'event':
      return eventItem(node, node.event, node.hit.chain.length > 0 ? Collapsed : None);
    case 'link':
      return eventItem(node, node.event, None, `${node.place + 1}. `);
  }
}

function levelItem({ scope, level }: Node): vscode.TreeItem {
  const grave = level.level !== 'low' && level.level !== 'informational';
  const alone = scope.findings.rules.every((rule) => rule.level === level.level);
  const item = new vscode.TreeItem(LEVEL_NAMES[level.level], grave || alone ? Expanded : Collapsed);
  item.iconPath = LEVEL_ICONS[level.level];
  item.description = countInWords(level.findings);
  const counts = [findingsInWords(level.findings), eventsInWords(level.events)];
  item.tooltip = counts.join(' · ');
  item.accessibilityInformation = { label: [LEVEL_NAMES[level.level], ...counts].join(', ') };
  item.contextValue = 'findingLevel';
  return item;
}

/** Rows by their numbers, and whose they are. */
function rangeItem({ start, end }: Bucket, nameOf: (n: number) => string): vscode.TreeItem {
  const numbers = vscode.l10n.t('{0} to {1}', countInWords(start + 1), countInWords(end));
  const item = new vscode.TreeItem(numbers, Collapsed);
  const names = vscode.l10n.t('{0} to {1}', nameOf(start), nameOf(end - 1));
  item.description = `${nameOf(start)} …`;
  item.tooltip = names;
  item.accessibilityInformation = { label: `${numbers}, ${names}` };
  item.iconPath = new vscode.ThemeIcon('list-unordered');
  return item;
}

function identityName(identity = ''): string {
  return labelText(identity) || vscode.l10n.t('(no identity)');
}

function partName(division: Division, { name } = { name: '' }): string {
  if (division === 'identity') return identityName(name);
  return name === '' ? vscode.l10n.t('(no tactic)') : tacticInWords(name);
}

function partItem(node: PartNode): vscode.TreeItem {
  const { division, level, part } = node;
  const label = partName(division, part);
  const item = new vscode.TreeItem(label, level.findings <= FEW ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(division === 'identity' ? 'account' : 'target');
  item.description = countInWords(part.findings.length);
  item.tooltip = `${label}\n${findingsInWords(part.findings.length)} · ${eventsInWords(part.events)}`;
  item.accessibilityInformation = {
    label: `${label}, ${findingsInWords(part.findings.length)}, ${eventsInWords(part.events)}`,
  };
  if (isIdentityRow(node)) item.contextValue = 'findingIdentity';
  return item;
}

/** Whose all findings of a rule are, where one identity's are several; undefined where they are not one's. */
function onlyIdentityOf({ findings }: Part): string | undefined {
  const [first] = findings;
  if (first === undefined || findings.length < 2) return undefined;
  return findings.every(({ identity }) => identity === first.identity) ? identityName(first.identity) : undefined;
}

function ruleItem({ scope, division, level, part }: RuleNode): vscode.TreeItem {
  const rule = scope.findings.rules[part.rule ?? -1];
  const title = labelText(rule?.title ?? '');
  const item = new vscode.TreeItem(title, level.findings <= FEW ? Expanded : Collapsed);
  item.iconPath = LEVEL_ICONS[level.level];
  const identity = onlyIdentityOf(part);
  const who = identity === undefined ? [] : [identity];
  item.description = [countInWords(part.findings.length), ...(division === 'identity' ? [] : who)].join(' · ');
  const counts = [findingsInWords(part.findings.length), eventsInWords(part.events)];
  item.tooltip = [title, counts.join(' · '), ...who, ...(rule === undefined ? [] : meaning(rule))].join('\n');
  item.accessibilityInformation = { label: [title, LEVEL_NAMES[level.level], ...counts, ...who].join(', ') };
  item.contextValue = 'findingRule';
  return item;
}

/** What tells a finding apart from the others of its rule, and what else there is to say of it. */
function apart({ group, below }: FindingNode, title: string, identity: string): [label: string, ...beside: string[]] {
  const from = labelText(group.from);
  if (below === undefined) return [title, identity];
  // its rule's row says who it is; the last that is left does so itself
  return onlyIdentityOf(below) !== undefined
    ? [from === '' ? identity : from]
    : [identity, ...(from === '' ? [] : [from])];
}

function findingItem(node: FindingNode): vscode.TreeItem {
  const { scope, group, division } = node;
  const rule = ruleOf(scope, group);
  const title = labelText(rule.title);
  const identity = identityName(group.identity);
  const who = whoIn(group);
  const span = spanInWords(group.first, group.last, scope.withDays);
  const count = group.hits.length;
  const [label, ...beside] = apart(node, title, identity);
  // before the label, because what comes after is cut off first
  const item = new vscode.TreeItem(count > 1 ? `${countInWords(count)} × ${label}` : label, Collapsed);
  item.iconPath = LEVEL_ICONS[rule.level];
  item.description = [...(division === 'identity' ? [] : beside), span].join(' · ');
  item.accessibilityInformation = {
    label: [title, LEVEL_NAMES[rule.level], eventsInWords(count), who, span].join(', '),
  };
  const first = scope.findings.hits[group.hits[0] as number];
  if (first !== undefined) item.command = lookingAt({ scope: scope.id, row: first.row });
  item.contextValue = contextOfFinding(node.only);
  return item;
}

function whoIn(group: FindingGroup): string {
  const identity = identityName(group.identity);
  const from = labelText(group.from);
  return from === '' ? identity : vscode.l10n.t('{0} from {1}', identity, from);
}

/** What a finding's row has no room for; asked for when the mouse rests on it, because its events have to be looked at. */
export async function tooltipOf({ scope, group }: FindingNode): Promise<string> {
  const rule = ruleOf(scope, group);
  const count = group.hits.length;
  const credentials = await credentialsIn(scope, group);
  return [
    labelText(rule.title),
    [LEVEL_NAMES[rule.level], tacticInWords(tacticOf(rule)), eventsInWords(count)]
      .filter((part) => part !== '')
      .join(' · '),
    whoIn(group),
    ...(credentials === '' ? [] : [credentials]),
    count === 1 ? isoTime(group.first) : `${isoTime(group.first)} – ${isoTime(group.last)}`,
    ...meaning(rule),
  ].join('\n');
}

/** Events of a finding that are looked at for a tooltip. */
const MAX_LOOKED_AT = 1000;

/** With what the events of a finding were signed; empty where that is not known, or there are too many. */
async function credentialsIn(scope: FindingScope, { hits }: FindingGroup): Promise<string> {
  if (hits.length > MAX_LOOKED_AT) return '';
  const rows = hits.map((number) => scope.findings.hits[number]?.row ?? 0);
  // the case may have been closed meanwhile
  const events = await scope.events(rows).catch(() => []);
  const factors = await factorsOfSignIns(events, scope.records);
  const [first = '', ...others] = new Set(events.map((event) => credentialsInWords(event, factors.get(event.row))));
  if (others.length === 0) return first;
  return first === ''
    ? vscode.l10n.t('{0} kinds of credentials', others.length + 1)
    : vscode.l10n.t('{0}, and {1} others', first, others.length);
}
