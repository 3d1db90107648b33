import * as vscode from 'vscode';
import type { EventPlace, EventSummary } from '../../case/eventTable';
import { countInWords } from '../counts';
import { fileName, labelText, listText, visibleText } from '../shared';
import type { Node } from './nodes';

/** A tooltip names so many. */
const IN_TOOLTIP = 5;

/** How often an event was delivered; empty for one that was only once. */
export function deliveriesInWords({ others }: EventSummary): string {
  if (others === undefined) return '';
  return others.count === 1
    ? vscode.l10n.t('delivered twice')
    : vscode.l10n.t('delivered {0} times', countInWords(others.count + 1));
}

/** The lines of a tooltip that tell where else an event stands. */
export function otherPlacesInWords({ others }: EventSummary): string[] {
  if (others === undefined) return [];
  const named = others.places.slice(0, IN_TOOLTIP).map((place) => vscode.l10n.t('also {0}', inWords(place)));
  const rest = others.count - named.length;
  if (rest === 0) return named;
  const more = rest === 1 ? vscode.l10n.t('and once more') : vscode.l10n.t('and {0} more times', countInWords(rest));
  return [...named, more];
}

/** The command that leads to the other places of an event. */
export function registerDeliveries(): vscode.Disposable {
  return vscode.commands.registerCommand('cloudtrail.showDeliveries', async (node?: Node) => {
    if (node?.kind !== 'event' || node.event.place === undefined) return;
    const { event, branch } = node;
    const places = [event.place, ...(event.others?.places ?? [])].filter((place) => place !== undefined);
    const items = places.map((place) => ({
      label: listText(fileName(vscode.Uri.parse(place.uri))),
      description: vscode.l10n.t('record {0}', countInWords(place.record + 1)),
      detail: visibleText(vscode.Uri.parse(place.uri).fsPath),
      place,
    }));
    const placeHolder = vscode.l10n.t('The same event, each time that it was delivered');
    const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
    if (chosen === undefined) return;
    await vscode.commands.executeCommand('cloudtrail.revealEvent', branch.scope.id, event.row, chosen.place);
  });
}

function inWords({ uri, record }: EventPlace): string {
  return vscode.l10n.t('in {0}, record {1}', labelText(fileName(vscode.Uri.parse(uri))), countInWords(record + 1));
}
