import * as vscode from 'vscode';
import { hasPackedName } from '../case/logNames';
import type { Beginning } from '../case/readable/readableViews';

/** Whether logs that lie on one line are to be opened as they are: the setting `cloudtrail.openAs`. */
export function opensRaw(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('cloudtrail', uri).get('openAs') === 'raw';
}

/** Whether opening a log shows its file and not its readable view, by what was seen of its beginning. */
export function isShownRaw(uri: vscode.Uri, { wantsLayout }: Pick<Beginning, 'wantsLayout'>): boolean {
  return !hasPackedName(uri.path) && (!wantsLayout || opensRaw(uri));
}
