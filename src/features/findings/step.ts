import * as vscode from 'vscode';
import type { LogDocument } from '../../case/logDocument';
import type { OpenLogs } from '../../case/openLogs';
import type { RuleFacts } from '../../case/ruleBook';
import { isShown, lowestLevel } from '../levels';
import { labelText, LANGUAGE, toRange } from '../shared';

/** Goes to the next finding of the active log in the order of its text, or to the one before; round its ends. */
export function step(logs: OpenLogs, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const state = editor?.document.languageId === LANGUAGE ? logs.state(editor.document.uri.toString()) : undefined;
  if (editor === undefined || state?.document === undefined || state.findings === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no log with findings in the active editor.'), 4000);
    return;
  }
  const { document: log, findings } = state;
  const lowest = lowestLevel();
  const titles = new Map<number, string[]>();
  for (const { rule, row } of findings.hits) {
    const { level, title } = findings.rules[rule] as RuleFacts;
    if (!isShown(level, lowest)) continue;
    const record = log.recordOfRow(row);
    titles.set(record, [...new Set([...(titles.get(record) ?? []), title])]);
  }
  const records = [...titles.keys()].sort((a, b) => a - b);
  if (records.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing suspicious was found in this log.'), 4000);
    return;
  }
  const cursor = editor.selection.active;
  const inside = log.recordAt(cursor);
  const here = inside ?? recordBefore(log, cursor);
  const place =
    direction === 1
      ? records.findIndex((record) => record > here)
      : records.findLastIndex((record) => record < here || (inside === undefined && record === here));
  const next = place >= 0 ? place : direction === 1 ? 0 : records.length - 1;
  const record = records[next] as number;
  const name = toRange(log.nameRange(record));
  editor.selection = new vscode.Selection(name.start, name.end);
  editor.revealRange(name, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const what = labelText((titles.get(record) ?? []).join('; '));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Finding {0} of {1}: {2}', next + 1, records.length, what), 8000);
}

/** The last record that begins before a place; -1 when none does. */
function recordBefore(log: LogDocument, place: vscode.Position): number {
  let low = 0;
  let high = log.records;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (toRange(log.range(middle)).start.isBefore(place)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
