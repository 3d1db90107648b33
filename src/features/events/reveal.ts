import * as vscode from 'vscode';
import type { EventPlace } from '../../case/eventTable';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/openLogs';
import { selectRecord } from '../selectRecord';
import { READABLE_SCHEME, addressOf } from '../shared';

/**
 * Shows an event of a log or of the case: selects its name in its document and brings its first line into sight. An
 * event of a case that is being read is best named by its place, because its row may have another number by now.
 */
export async function reveal(
  logs: OpenLogs,
  openCase: OpenCase,
  scope: string,
  row: number,
  known?: EventPlace,
): Promise<void> {
  if (scope !== openCase.state?.key) {
    const log = logs.state(scope)?.document;
    if (log !== undefined) await selectRecord(log, log.recordOfRow(row));
    return;
  }
  const place = known ?? (await openCase.place(row));
  if (place === undefined) return;
  const shown = await vscode.commands.executeCommand<vscode.Uri | undefined>(
    'cloudtrail.inspect',
    vscode.Uri.parse(place.uri, true),
    place.record,
  );
  const log = shown && (await logs.document(shown.toString()));
  const first = shown?.scheme === READABLE_SCHEME ? (addressOf(shown).records?.first ?? 0) : 0;
  if (log !== undefined) await selectRecord(log, place.record - first);
}
