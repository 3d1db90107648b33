import * as vscode from 'vscode';
import type { EventSummary } from '../../case/eventTable';
import type { OpenLogs } from '../../case/documents/openLogs';
import { MAX_CHILDREN } from '../../query/buckets';
import { clockTime, dayOf } from '../../record/time';
import type { EventReference } from '../eventRows';
import { eventsInWords } from '../eventTexts';
import { labelText, listText } from '../shared';

/** Lists what the identity of a finding did, in order of time, and goes to the event that the person picks. */
export async function showEventsOfIdentity(
  logs: OpenLogs,
  eventsOf: (scope: string, rows: Uint32Array) => Promise<EventSummary[]>,
  { scope, row }: EventReference,
): Promise<void> {
  const [event] = await eventsOf(scope, Uint32Array.of(row));
  if (event === undefined) return;
  const rows = await logs.worker.rows(scope, 'identity', event.identity);
  const shown = around(rows, row);
  const events = await eventsOf(scope, shown);
  const items = events.map((one) => ({
    label: `${clockTime(one.time)} ${listText(one.eventName)}`,
    description: [dayOf(one.time), ...[one.sourceIPAddress, one.region, one.outcome.error ?? ''].map(listText)]
      .filter((part) => part !== '')
      .join(' · '),
    picked: one.row === row,
    row: one.row,
    place: one.place,
  }));
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = `${labelText(event.identity)} · ${eventsInWords(rows.length)}`;
  pick.placeholder =
    shown.length < rows.length
      ? vscode.l10n.t('The {0} around the finding; the Events view by identity has all.', eventsInWords(shown.length))
      : vscode.l10n.t('Type to narrow by name, address, region or error');
  pick.matchOnDescription = true;
  pick.items = items;
  pick.activeItems = items.filter((item) => item.row === row);
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    // a log of the case may have been saved meanwhile, so that its rows are others
    if (chosen !== undefined)
      void vscode.commands.executeCommand('cloudtrail.revealEvent', scope, chosen.row, chosen.place);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** As many rows around one as a list may show. */
function around(rows: Uint32Array, row: number): Uint32Array {
  const at = Math.max(0, rows.indexOf(row));
  const start = Math.max(0, Math.min(at - MAX_CHILDREN / 2, rows.length - MAX_CHILDREN));
  return rows.slice(start, start + MAX_CHILDREN);
}
