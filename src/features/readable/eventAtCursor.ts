import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { selectRecord } from '../selectRecord';
import { sourcePlace } from '../shared';
import { tabsOf } from '../tabs';

/**
 * Watches where in a file a person is, whose tab is about to go: answers with the event that they went to, by its place
 * among the file's records; undefined where they went nowhere.
 */
export function eventAtCursor(logs: OpenLogs, file: vscode.Uri): () => number | undefined {
  const key = file.toString();
  const editorOf = (): vscode.TextEditor | undefined =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
  const before = { editor: editorOf(), log: logs.state(key)?.document };
  return () => {
    // an editor that is out of sight knows where it was, and a preview tab is taken over before it is closed
    const cursor = (editorOf() ?? before.editor)?.selection;
    if (cursor === undefined || (cursor.active.line === 0 && cursor.active.character === 0)) return undefined;
    return (logs.state(key)?.document ?? before.log)?.recordAt(cursor.start);
  };
}

/** Selects such an event in the readable view that took the tab of its file. */
export async function selectEvent(logs: OpenLogs, shown: vscode.Uri, event: number): Promise<void> {
  const log = await logs.document(shown.toString());
  const record = event - sourcePlace(shown).first;
  if (log === undefined || record < 0 || record >= log.records) return;
  await selectRecord(log, record, { preview: tabsOf(shown).some((tab) => tab.isPreview) });
}
