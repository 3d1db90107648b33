import * as vscode from 'vscode';
import type { EventSummary } from '../../case/eventTable';
import { clockTime, dayOf } from '../../record/time';
import { columnBeside } from '../beside';
import { columnOfLog } from '../logColumn';
import { labelText, listText } from '../shared';
import { countText } from './codeLens';
import { type Trial, trialOf } from './trials';

interface MatchItem extends vscode.QuickPickItem {
  readonly event: EventSummary;
}

/** Lists the events that a rule is true of, and shows the chosen one in its log. */
export async function showMatches(document: vscode.TextDocument, number: number, trial: Trial): Promise<void> {
  const found = trialOf(document, number, trial);
  if (found === undefined || found.count === 0) {
    const message = found === undefined ? vscode.l10n.t('This rule could not be tried.') : countText(found);
    void vscode.window.showInformationMessage(message);
    return;
  }
  const events = await trial.scope.events(found.rows);
  const picked = await vscode.window.showQuickPick(events.map(itemOf), {
    title: `${labelText(found.title)}: ${countText(found)} · ${labelText(trial.scope.name)}`,
    placeHolder:
      found.rows.length < found.count
        ? vscode.l10n.t('The first {0} of them. Choose one to go to it.', found.rows.length)
        : vscode.l10n.t('Choose one to go to it.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  // a log of the case may have been saved meanwhile, so that its rows are others
  const { row, place } = picked.event;
  const log = vscode.Uri.parse(place?.uri ?? trial.scope.key, true);
  const options = { preserveFocus: false, preview: false, viewColumn: columnOfLog(log) ?? columnBeside() };
  await vscode.commands.executeCommand('cloudtrail.revealEvent', trial.scope.key, row, place, options);
}

function itemOf(event: EventSummary): MatchItem {
  const ended = event.outcome.error ?? vscode.l10n.t('succeeded');
  return {
    label: listText(`${dayOf(event.time)} ${clockTime(event.time)} ${event.eventName}`.trim()),
    description: listText(event.identity),
    detail: listText([event.sourceIPAddress, event.region, ended].filter((part) => part !== '').join(' · ')),
    event,
  };
}
