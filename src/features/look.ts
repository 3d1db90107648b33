import * as vscode from 'vscode';
import type { OpenLogs } from '../case/documents/openLogs';
import { hasPackedName } from '../case/logNames';
import type { Beginning } from '../case/readable/readableViews';

/** VS Code hides larger documents from extensions. */
export const MAX_DOCUMENT_BYTES = 50 * 2 ** 20;
/** CloudTrail logs unpack to at least this many times their size. */
const USUAL_RATIO = 8;

/** What was seen of the start of a source, and whether its size alone tells that no document will hold it. */
export type SeenBeginning = Beginning & { readonly isLarge: boolean };

/** Looks at the start of a source. It asks the editor nothing where it can: that is busy with the tab that was opened. */
export async function look(logs: OpenLogs, source: vscode.Uri): Promise<SeenBeginning> {
  const beginning = await logs.worker.peek(source.toString());
  const size = beginning.size ?? (await vscode.workspace.fs.stat(source)).size;
  const most = hasPackedName(source.path) ? MAX_DOCUMENT_BYTES / USUAL_RATIO : MAX_DOCUMENT_BYTES;
  return { ...beginning, isLarge: size > most };
}
