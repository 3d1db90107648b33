import * as vscode from 'vscode';
import type { EventPlace, EventSummary } from '../case/eventTable';

/** An event as commands get it. */
export interface EventReference {
  /** A document's address or a case's key. */
  readonly scope: string;
  readonly row: number;
  /** Of an event of a case: its row may be another by the time that it is asked for. */
  readonly place?: EventPlace;
}

interface Scope {
  readonly id: string;
}

/** A row of a view that stands for an event, as VS Code hands it to the commands of its menu. */
interface EventRow {
  readonly kind: 'event' | 'link';
  readonly event: EventSummary;
  readonly scope?: Scope;
  readonly branch?: { readonly scope: Scope };
}

/** A finding's row in such a view, where one event was found, or completed a correlation. */
interface RowOfOne {
  readonly only: { readonly row: number };
  readonly scope: Scope;
}

/** The event of a row of any of our views; undefined for what is no such row. */
export function eventOfRow(about: unknown): EventReference | undefined {
  if (isRowOfOne(about)) return { scope: about.scope.id, row: about.only.row };
  if (!isEventRow(about)) return undefined;
  const { id } = about.scope ?? about.branch?.scope ?? { id: '' };
  const { row, place } = about.event;
  return { scope: id, row, place };
}

/** Shows the event of a row in its log, for what is done with the event at the cursor; false when it is not there. */
export async function revealRow(about: unknown): Promise<boolean> {
  const event = eventOfRow(about);
  if (event === undefined) return false;
  const { scope, row, place } = event;
  return (await vscode.commands.executeCommand<boolean>('cloudtrail.revealEvent', scope, row, place)) === true;
}

function isRowOfOne(about: unknown): about is RowOfOne {
  return typeof about === 'object' && about !== null && 'only' in about && about.only !== undefined;
}

function isEventRow(about: unknown): about is EventRow {
  return typeof about === 'object' && about !== null && 'event' in about && 'kind' in about;
}

/** VS Code's own: selects the row with the focus, as Enter does. A row without a command it opens or closes. */
const SELECT = 'list.select';

/** Selects the row with the focus: the arrow keys move that alone. A branch stays open or closed as it is. */
export async function selectFocused(commandOf: () => vscode.Command | undefined): Promise<void> {
  // one that was clicked just now is looked at again by it
  await vscode.commands.executeCommand('cloudtrail.forgetClick');
  await vscode.commands.executeCommand(SELECT);
  if (commandOf() === undefined) await vscode.commands.executeCommand(SELECT);
}

/** What a row does when it is chosen: it shows its event, and the list keeps the focus. */
export function lookingAt({ scope, row, place }: EventReference): vscode.Command {
  return {
    command: 'cloudtrail.previewEvent',
    title: vscode.l10n.t('Show Event'),
    arguments: place === undefined ? [scope, row] : [scope, row, place],
  };
}

/**
 * Enter on the row with the focus: VS Code does with it what it would, which opens a branch, and looks at an event; then
 * the focus goes to the event. Which row has the focus is known once it is selected.
 */
export async function goToSelected(commandOf: () => vscode.Command | undefined): Promise<void> {
  await vscode.commands.executeCommand(SELECT);
  const { command, arguments: [scope, row, place] = [] } = commandOf() ?? {};
  if (command === 'cloudtrail.previewEvent') await vscode.commands.executeCommand(command, scope, row, place, true);
}
